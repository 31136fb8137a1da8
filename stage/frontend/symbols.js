// Signs in a text that can be asked what they mean: the first of each becomes a button, as words of lessons are.

import { make } from "./dom.js";

/** @typedef {Record<string, import("./lesson/terms.js").Meaning & {symbol?: string}>} Words by their keys */

/**
 * A text in pieces: plain ones, and one for the first of each sign that has a meaning.
 * @param {string} text @param {Words} words
 * @returns {{text: string, key: string | null}[]}
 */
export function piecesOf(text, words) {
  const keys = new Map(Object.entries(words).flatMap(([key, { symbol }]) => (symbol ? [[symbol, key]] : [])));
  const signs = [...keys.keys()].sort((a, b) => b.length - a.length); // ‖∇f‖ before ∇f
  if (!signs.length) return [{ text, key: null }];
  const alone = signs.map((sign) => (/^\w+$/.test(sign) ? `\\b${sign}\\b` : sign)); // no letter of a word
  /** @type {{text: string, key: string | null}[]} */
  const pieces = [];
  const met = new Set();
  for (const piece of text.split(new RegExp(`(${alone.join("|")})`))) {
    const key = met.has(piece) ? null : (keys.get(piece) ?? null);
    met.add(piece);
    const last = pieces.at(-1);
    if (key === null && last && last.key === null) last.text += piece;
    else if (piece) pieces.push({ text: piece, key });
  }
  return pieces;
}

/** What says a text whose signs are buttons that open what they mean. @param {string} text @param {Words} words */
export const explained = (text, words) =>
  piecesOf(text, words).map(({ text, key }) => (key === null ? text : termOf(key, text)));

/** Says another text, explained. @param {Element} element @param {string} text @param {Words} words */
export function explain(element, text, words) {
  if (element.textContent !== text) element.replaceChildren(...explained(text, words));
}

/** Says a label that is a word of its own. @param {Element} element @param {string} text @param {string} key @param {Words} words */
export function name(element, text, key, words) {
  if (element.textContent !== text) element.replaceChildren(key in words ? termOf(key, text) : text);
}

/**
 * Says what a slider is called, by its label and, behind it, a button with its sign: within the label that would be
 * another control's.
 * @param {HTMLElement} element @param {HTMLElement} label @param {string} text @param {string} symbol @param {Words} words
 */
export function nameSlider(element, label, text, symbol, words) {
  if (label.textContent === text && element.contains(label)) return;
  const key = symbol && text.endsWith(` ${symbol}`) && Object.keys(words).find((key) => words[key].symbol === symbol);
  element.replaceChildren(label);
  label.textContent = text;
  if (!key) return;
  label.replaceChildren(text.slice(0, -symbol.length), make("span.unseen", { text: symbol }));
  element.append(termOf(key, symbol));
}

/** The button of a word, as it stands in a text. @param {string} key @param {string} text */
const termOf = (key, text) =>
  make("button.term", { type: "button", "data-term": key, "aria-expanded": "false", title: "", text });
