// Scales of axes: where a value lies, as the slider of its knob has it, and round numbers to write beside an axis.

import { ticksOf } from "./chart.js";
import { show, tellValue } from "./format.js";

/** @typedef {"linear" | "log" | "memory"} Scale memory: equal ratios of 1 - value */
/** @typedef {{at: number, name: string}} Tick */

const MOST = 7; // ticks
const SHARP = 1e-9; // of a step: what is nearer to a whole number is one

/** Where a value lies. @type {Record<Scale, (value: number) => number>} */
export const placeOn = { linear: (value) => value, log: Math.log10, memory: (value) => 0 - Math.log10(1 - value) };

/** Which value lies there. @type {Record<Scale, (place: number) => number>} */
export const valueOn = { linear: (place) => place, log: (place) => 10 ** place, memory: (place) => 1 - 10 ** -place };

/**
 * About so many round numbers between two places of an axis.
 * @param {Scale} scale @param {boolean} whole whether only whole numbers count @param {"number" | "factor"} reading
 * @param {number} low @param {number} high @param {number} count @returns {Tick[]} in the order of the axis
 */
export function ticksOn(scale, whole, reading, low, high, count) {
  const ticks = scale === "memory" ? memoryTicks(low, high, count) : ticksOf(low, high, scale === "log", count);
  if (!whole && reading === "number") return ticks;
  const read = ticks.map(({ at }) => ({ at, value: valueOn[scale](at) }));
  if (!whole) return read.map(({ at, value }) => ({ at, name: tellValue(value, reading) }));
  const sharp = read.filter(({ value }) => Math.abs(value - Math.round(value)) <= SHARP * value);
  return sharp.map(({ at, value }) => ({ at, name: String(Math.round(value)) }));
}

/**
 * 0, 0.5, 0.9, 0.95, 0.99, …; where fewer than two of these lie between, any round numbers.
 * @param {number} low @param {number} high @param {number} count @returns {Tick[]}
 */
function memoryTicks(low, high, count) {
  const few = [];
  for (let nines = 0; nines <= high; nines++)
    for (const left of [1, 0.5, 0.2]) few.push({ at: nines - Math.log10(left), name: show(1 - left * 10 ** -nines, nines + 2), left });
  const inside = few.filter(({ at }) => at >= low - SHARP && at <= high + SHARP);
  const some = inside.length > Math.min(count, MOST) ? inside.filter(({ left }) => left === 1) : inside;
  if (some.length > 1) return some.map(({ at, name }) => ({ at, name }));
  const { memory: value } = valueOn;
  return ticksOf(value(low), value(high), false, count).map(({ at, name }) => ({ at: placeOn.memory(at), name }));
}
