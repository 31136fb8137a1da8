// The ground at each notch of a slider that turns or bends it: coarse, for as long as that slider is dragged.

import { surfaceOf } from "./surface.js";

/**
 * @typedef {import("./scene.js").Landscape} Landscape
 * @typedef {{surface: import("./surface.js").Surface, landscape: Landscape}} Ground
 */

export class Grounds {
  /** @param {import("./decode.js").Message} message @param {Landscape} landscape what they have in common */
  constructor({ header, arrays }, landscape) {
    this.facts = header.grounds;
    this.rises = arrays.rises;
    this.landscape = landscape;
    /** @type {Map<number, Ground>} */
    this.known = new Map();
  }

  /** @param {number} notch @returns {Ground} */
  at(notch) {
    const ground = this.known.get(notch) ?? this.build(notch);
    this.known.set(notch, ground);
    return ground;
  }

  /** @param {number} notch @returns {Ground} */
  build(notch) {
    const { minima, globals, ...header } = this.facts[notch];
    const [, rows, columns] = this.rises.shape;
    const data = this.rises.data.subarray(notch * rows * columns, (notch + 1) * rows * columns);
    const surface = surfaceOf({ header, arrays: { rises: { data, shape: [rows, columns] } } });
    return { surface, landscape: { ...this.landscape, minima, globals } };
  }
}
