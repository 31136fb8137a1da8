// A drawing that is kept while what it is drawn from stays the same: of several runners a hand moves but one.

import { make } from "./dom.js";
import { prepare } from "./ink.js";

export class Kept {
  constructor() {
    this.canvas = make("canvas");
    /** @type {unknown[]} from what it would have been drawn last */
    this.facts = [];
    this.drawn = false;
  }

  /**
   * The drawing; null where it is not worth to be kept, since a fact is another than when it was asked for last.
   * @param {unknown[]} facts @param {{width: number, height: number, scale?: number}} size in units of `scale` CSS pixels
   * @param {(ink: import("./ink.js").Context) => void} draw @param {boolean} needed even once
   */
  of(facts, { width, height, scale = 1 }, draw, needed) {
    const now = [...facts, width, height, scale, window.devicePixelRatio];
    const same = now.length === this.facts.length && now.every((fact, i) => fact === this.facts[i]);
    this.facts = now;
    if (same && this.drawn) return this.canvas;
    this.drawn = (same || needed) && width >= 1 && height >= 1; // one without a pixel cannot be copied
    if (!this.drawn) return null;
    const ink = prepare(this.canvas, width * scale, height * scale);
    ink.scale(scale, scale);
    draw(ink);
    return this.canvas;
  }
}
