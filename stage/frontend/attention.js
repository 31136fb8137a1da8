// What of the picture is pointed at: one of several runners, and a place of the map. Views say it, all of them draw it.

/** @typedef {import("./runners.js").Runner} Runner */

export class Attention {
  /** @param {() => void} request draws the picture anew */
  constructor(request) {
    this.request = request;
    /** @type {string | null} the key of the runner that is lit */
    this.lit = null;
    /** @type {[number, number] | null} */
    this.pointed = null;
  }

  /** @param {Runner | null} runner */
  light = (runner) => {
    if ((runner?.key ?? null) !== this.lit) this.request();
    this.lit = runner?.key ?? null;
  };

  /** @param {[number, number] | null} place */
  point = (place) => {
    if (String(place) !== String(this.pointed)) this.request();
    this.pointed = place;
  };

  /** @param {Runner[]} runners */
  litOf(runners) {
    return (runners.length > 1 && runners.find(({ key }) => key === this.lit)) || null;
  }
}
