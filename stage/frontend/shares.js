// How many of a map's runs came to what: a bar in the map's own colours and patterns, and what these mean.

import { make } from "./dom.js";
import { show } from "./format.js";
import { drawSwatches } from "./ground.js";
import { prepare } from "./ink.js";

const USUAL = 5; // levels: how soon what a bar shows

/**
 * @typedef {object} Share
 * @property {number} code as the map has it
 * @property {number} share from 0 to 1
 * @property {string} told in words
 * @property {string | null} key what stands beside its colour below the bar; null: it needs none
 */

/**
 * What a code is called where no minimum is listed.
 * @param {string} word @param {string} goal what a converged one has reached
 */
export const nameOf = (word, goal) => ({ converged: goal, trapped: "a minimum without a mark", nowhere: "no loss there" })[word] ?? word;

/** A place in the plane, in words. @param {[number, number]} place */
export const tellPlace = (place) => `(${place.map((number) => show(number, 3)).join(", ")})`;

/**
 * The shares that a map of ends comes with.
 * @param {{bar: [number, number][], words: string[], goal: string}} header @param {import("./scene.js").Landscape} landscape
 * @returns {Share[]}
 */
export function sharesOf({ bar, words, goal }, { minima }) {
  return bar.map(([code, share]) => {
    const at = minima[code - words.length];
    const name = at ? tellPlace(at) : nameOf(words[code], goal);
    return { code, share, told: `${show(100 * share, 2)} % ${name}`, key: at ? null : name };
  });
}

export class SharesBar {
  constructor() {
    this.bar = make("canvas.ends-bar", { role: "img", "aria-label": "Shares" });
    this.keys = make("div.ends-keys", { "aria-hidden": "true" });
    /** What the keys were made of. @type {unknown[]} */
    this.keyed = [];
  }

  /**
   * @param {Share[]} shares none: an empty bar @param {string[]} words of the map's codes
   * @param {import("./scene.js").Landscape} landscape @param {import("./theme.js").Theme} theme
   * @param {string} note what all keys begin with
   */
  draw(shares, words, landscape, theme, note = "") {
    const { clientWidth: width, clientHeight: height } = this.bar;
    if (width < 1) return;
    const ink = prepare(this.bar, width, height);
    if (!shares.length) return;
    const told = shares.map((one) => one.told).join(", ");
    if (this.bar.ariaLabel !== told) this.bar.ariaLabel = told;
    let x = 0;
    const boxes = shares.map(({ code, share }) => {
      const left = x;
      x += share * width;
      return { code, box: [Math.round(left), 0, Math.max(Math.round(x) - 1, Math.round(left) + 1), height] };
    });
    drawSwatches(ink, boxes, USUAL, words, landscape, theme);
    this.drawKeys(shares.filter(({ key }) => key !== null), words, landscape, theme, note);
  }

  /**
   * @param {Share[]} shares that have keys @param {string[]} words @param {import("./scene.js").Landscape} landscape
   * @param {import("./theme.js").Theme} theme @param {string} note
   */
  drawKeys(shares, words, landscape, theme, note) {
    const now = [theme, landscape.key, note, ...shares.flatMap(({ code, key }) => [code, key])];
    if (now.length === this.keyed.length && now.every((fact, i) => fact === this.keyed[i])) return;
    this.keyed = now;
    const swatches = shares.map(({ code, key }) => ({ code, key: key ?? "", canvas: make("canvas") }));
    const keys = swatches.map(({ key, canvas }) => make("span", {}, canvas, key));
    this.keys.replaceChildren(...(note ? [make("span", { text: note })] : []), ...keys);
    for (const { code, canvas } of swatches) {
      const [width, height] = [canvas.clientWidth, canvas.clientHeight];
      drawSwatches(prepare(canvas, width, height), [{ code, box: [0, 0, width, height] }], USUAL, words, landscape, theme);
    }
  }
}

/** What colours mean on a map of ends; "" where none can be. @param {import("./scene.js").Landscape} landscape */
export const noteOf = ({ minima, valleys }) =>
  minima.length + valleys.length ? "colour: the minimum it ends in, lighter: sooner" : "";
