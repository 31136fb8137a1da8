// How many of a map's runs came to what: a bar in the map's own colours and patterns, and what the patterns mean.

import { make } from "./dom.js";
import { show } from "./format.js";
import { drawSwatches } from "./ground.js";
import { prepare } from "./ink.js";

const QUIET = 5; // levels: how soon what a bar shows

/**
 * What a code is called where no minimum is listed.
 * @param {string} word @param {string} goal what a converged one has reached
 */
export const nameOf = (word, goal) => ({ converged: goal, trapped: "a minimum without a mark", nowhere: "no loss there" })[word] ?? word;

export class SharesBar {
  constructor() {
    this.bar = make("canvas.ends-bar", { role: "img", "aria-label": "Shares" });
    this.keys = make("div.ends-keys", { "aria-hidden": "true" });
    /** What the keys were made of. @type {unknown[]} */
    this.keyed = [];
  }

  /**
   * @param {import("./decode.js").Message | null} message null: an empty bar
   * @param {import("./scene.js").Landscape} landscape @param {import("./theme.js").Theme} theme
   */
  draw(message, landscape, theme) {
    const { clientWidth: width, clientHeight: height } = this.bar;
    if (width < 1) return;
    const ink = prepare(this.bar, width, height);
    if (!message) return;
    /** @type {{bar: [number, number][], words: string[], goal: string}} */
    const { bar: shares, words, goal } = message.header;
    const told = shares.map(([code, share]) => {
      const at = landscape.minima[code - words.length];
      return `${show(100 * share, 2)} % ${at ? `(${at.map((number) => show(number, 3)).join(", ")})` : nameOf(words[code], goal)}`;
    });
    if (this.bar.ariaLabel !== told.join(", ")) this.bar.ariaLabel = told.join(", ");
    let x = 0;
    const boxes = shares.map(([code, share]) => {
      const left = x;
      x += share * width;
      return { code, box: [Math.round(left), 0, Math.max(Math.round(x) - 1, Math.round(left) + 1), height] };
    });
    drawSwatches(ink, boxes, QUIET, words, landscape, theme);
    this.drawKeys(shares.map(([code]) => code).filter((code) => code < words.length), message.header, landscape, theme);
  }

  /**
   * What the patterns mean that there are.
   * @param {number[]} codes @param {{words: string[], goal: string}} header
   * @param {import("./scene.js").Landscape} landscape @param {import("./theme.js").Theme} theme
   */
  drawKeys(codes, { words, goal }, landscape, theme) {
    const now = [String(codes), theme, landscape.key, goal];
    if (now.every((fact, i) => fact === this.keyed[i])) return;
    this.keyed = now;
    const swatches = codes.map((code) => ({ code, canvas: make("canvas") }));
    const keys = swatches.map(({ code, canvas }) => make("span", {}, canvas, nameOf(words[code], goal)));
    const colours = landscape.minima.length + landscape.valleys.length ? ["colour: the minimum it ends in, lighter: sooner"] : [];
    this.keys.replaceChildren(...colours.map((text) => make("span", { text })), ...keys);
    for (const { code, canvas } of swatches) {
      const [width, height] = [canvas.clientWidth, canvas.clientHeight];
      drawSwatches(prepare(canvas, width, height), [{ code, box: [0, 0, width, height] }], QUIET, words, landscape, theme);
    }
  }
}
