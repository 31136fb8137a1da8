// The plane of two sliders: which piece of it is shown, in places on the scales of its axes.

import { placeOn, valueOn } from "./scales.js";

const CLOSEST = 1e-9; // of the largest value that is shown: pixels that are nearer to each other are one setting
const DIGITS = 14; // of a range in an address: what follows is rounding

/**
 * @typedef {{scale: import("./scales.js").Scale, limits: [number, number], whole: [number, number], steps: boolean}} Axis
 *            limits: of its values; whole: what is shown at first; steps: whether it has whole numbers alone
 * @typedef {[number, number]} Span from where to where an axis is shown, in places
 */

export class Plane {
  /** @param {[Axis, Axis]} axes */
  constructor(axes) {
    this.axes = axes;
    /** What a hand has chosen; null: the whole. @type {[Span, Span] | null} */
    this.chosen = null;
    /** The whole, made wide enough for the present values. */
    this.whole = this.wholeWith([NaN, NaN]);
  }

  /** Whether the axes of another one are these. @param {[Axis, Axis]} axes */
  isOf(axes) {
    return JSON.stringify(axes) === JSON.stringify(this.axes);
  }

  /** @param {[number, number]} present values, which the whole must show */
  include(present) {
    this.whole = this.wholeWith(present);
  }

  /** @param {[number, number]} present @returns {[Span, Span]} */
  wholeWith(present) {
    const [across, up] = this.axes.map(({ scale, whole: [low, high] }, i) => {
      const value = Number.isFinite(present[i]) ? present[i] : low;
      return /** @type {Span} */ ([Math.min(low, value), Math.max(high, value)].map(placeOn[scale]));
    });
    return [across, up];
  }

  /** What is shown. @returns {[Span, Span]} */
  get spans() {
    return this.chosen ?? this.whole;
  }

  /** The ranges that a picture of it has, as an address says them; null for what the server shows without any. */
  get window() {
    const ranges = this.spans.map((span, i) => span.map(valueOn[this.axes[i].scale]));
    const asOffered = !this.chosen && this.axes.every(({ whole }, i) => whole.every((end, k) => isNear(end, ranges[i][k])));
    return asOffered ? null : ranges.flat().map((end) => Number(end.toPrecision(DIGITS))).join(",");
  }

  /** Where values lie, in shares of what is shown: from the left, from below. @param {[number, number]} values */
  shareOf(values) {
    const [x, y] = values.map((value, i) => {
      const [low, high] = this.spans[i];
      return (placeOn[this.axes[i].scale](value) - low) / (high - low);
    });
    return /** @type {[number, number]} */ ([x, y]);
  }

  /**
   * Shows a piece so many times smaller; the place at these shares stays there.
   * @param {[number, number]} shares @param {number} factor
   */
  zoomAt(shares, factor) {
    this.show(([low, high], i) => {
      const [at, size] = [low + shares[i] * (high - low), (high - low) / factor];
      return [at - shares[i] * size, at + (1 - shares[i]) * size];
    });
  }

  /** @param {[number, number]} by in shares: the picture is moved to the right, and up */
  panBy(by) {
    this.show(([low, high], i) => [low - by[i] * (high - low), high - by[i] * (high - low)]);
  }

  reset() {
    this.chosen = null;
  }

  /** @param {(span: Span, axis: number) => Span} change */
  show(change) {
    const { spans } = this;
    const [across, up] = spans.map((span, i) => {
      const next = this.within(change(span, i), i);
      return this.isTooClose(next, i) && next[1] - next[0] < span[1] - span[0] ? span : next;
    });
    this.chosen = [across, up];
  }

  /** The nearest span within the limits. @param {Span} span @param {number} axis @returns {Span} */
  within([low, high], axis) {
    const { scale, limits } = this.axes[axis];
    const [first, last] = limits.map(placeOn[scale]).map((end, k) => Math[k ? "max" : "min"](end, this.whole[axis][k]));
    const size = Math.min(high - low, last - first);
    const from = Math.min(Math.max(low, first), last - size);
    return [from, from + size];
  }

  /** @param {Span} span @param {number} axis */
  isTooClose(span, axis) {
    const { scale, steps } = this.axes[axis];
    const [low, high] = span.map(valueOn[scale]);
    return high - low < (steps ? 1 : CLOSEST * Math.max(Math.abs(low), Math.abs(high)));
  }
}

/** @param {number} one @param {number} other */
const isNear = (one, other) => Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
