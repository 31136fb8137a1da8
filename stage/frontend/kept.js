// A drawing that is kept while what it was drawn from stays the same: of several runners a hand moves but one.

import { make } from "./dom.js";
import { prepare } from "./ink.js";

export class Kept {
  constructor() {
    this.canvas = make("canvas");
    /** @type {unknown[]} from what it was drawn */
    this.facts = [];
  }

  /**
   * The drawing, made anew if a fact is another.
   * @param {unknown[]} facts @param {{width: number, height: number, scale?: number}} size in units of `scale` CSS pixels
   * @param {(ink: import("./ink.js").Context) => void} draw
   */
  of(facts, { width, height, scale = 1 }, draw) {
    const now = [...facts, width, height, scale, window.devicePixelRatio];
    if (now.length === this.facts.length && now.every((fact, i) => fact === this.facts[i])) return this.canvas;
    this.facts = now;
    const ink = prepare(this.canvas, width * scale, height * scale);
    ink.scale(scale, scale);
    draw(ink);
    return this.canvas;
  }
}
