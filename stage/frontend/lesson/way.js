// A way by hand: steps of any length, straight down the slope. The ground curves the same everywhere, so the slope at a new
// place is exact: the slope before, and the curvatures times the step.

/**
 * @typedef {import("./told.js").Walk} Facts
 * @typedef {[number, number]} Point
 */

export class Way {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    /** @type {Point[]} */
    this.places = [facts.start];
    /** @type {Point} */
    this.slope = facts.slope;
  }

  /** @returns {Point} */
  get place() {
    return this.places[this.places.length - 1];
  }

  get steps() {
    return this.places.length - 1;
  }

  /** How steep it is here. */
  get steepness() {
    return Math.hypot(...this.slope);
  }

  /** Straight down, of length 1; nowhere on flat ground. @returns {Point} */
  get down() {
    const { slope, steepness } = this;
    return steepness > 0 ? [-slope[0] / steepness, -slope[1] / steepness] : [0, 0];
  }

  get distance() {
    const [x, y] = this.facts.treasure;
    return Math.hypot(this.place[0] - x, this.place[1] - y);
  }

  get found() {
    return this.distance <= this.facts.near;
  }

  get over() {
    return this.found || this.steps >= this.facts.most;
  }

  /** @param {number} length */
  take(length) {
    if (this.over) return;
    const [[a, b], [c, d]] = this.facts.curvatures;
    const [dx, dy] = this.down.map((part) => part * length);
    const [x, y] = this.place;
    this.places.push([x + dx, y + dy]);
    this.slope = [this.slope[0] + a * dx + b * dy, this.slope[1] + c * dx + d * dy];
  }
}
