// A view's say in which runner is lit: it speaks while its pointer is on one, and once more when it no longer is.

/** @typedef {import("./runners.js").Runner} Runner */

export class Light {
  /** @param {import("./view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    this.lights = false;
  }

  /** Call with every picture. @param {Runner | null} runner what is under the view's pointer */
  point(runner) {
    if (runner || this.lights) this.stage.light(runner);
    this.lights = runner !== null;
  }
}
