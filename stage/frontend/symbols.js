// Signs in a text that can be asked what they mean: the first of each becomes a button, as words of lessons are.

import { make } from "./dom.js";

/** @typedef {import("./lesson/terms.js").Meaning & {symbol?: string}} Word */

/**
 * A text in pieces: plain ones, and one for the first of each sign that has a meaning.
 * @param {string} text @param {Record<string, Word>} words by their keys
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

/** Says a text; its signs are buttons that open what they mean. @param {Element} element @param {string} text @param {Record<string, Word>} words */
export function explain(element, text, words) {
  if (element.textContent === text) return;
  element.replaceChildren(
    ...piecesOf(text, words).map(({ text, key }) => (key === null ? text : termOf(key, text))),
  );
}

/** The button of a word, as it stands in a text. @param {string} key @param {string} text */
export const termOf = (key, text) =>
  make("button.term", { type: "button", "data-term": key, "aria-expanded": "false", text });
