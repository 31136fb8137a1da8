// A range from a lower end to a higher one: its ends as they are typed, and as an address has them.

import { snap } from "../viewport.js";

/** @typedef {[number, number]} Span */

const DIGITS = 12; // of a number in an address
const FINE = 1000; // parts of a step that a value may be off

/**
 * With one end elsewhere; beyond the other one it takes that along, so that no order of typing is wrong.
 * @param {Span} span @param {0 | 1} end @param {number} value @returns {Span}
 */
export function withEnd([low, high], end, value) {
  const width = high - low;
  if (end === 0) return [value, value < high ? high : value + width];
  return [value > low ? low : value - width, value];
}

/** The span, reaching as far as a value. @param {Span} span @param {number} value @returns {Span} */
export const reaching = ([low, high], value) => [Math.min(low, value), Math.max(high, value)];

/** Ranges as an address has them: "-2,3", or for a window "-2,3,-1,1". @param {...Span} spans */
export const textOf = (...spans) => spans.flat().map((value) => String(Number(value.toPrecision(DIGITS)))).join(",");

/** The values of a slider from one end to the other, both included. @param {Span} span @param {number} count */
export function notchesOf([low, high], count) {
  const step = (high - low) / count;
  return Array.from({ length: count + 1 }, (_, i) => snap(low + step * i, step / FINE));
}
