// A path: one run of descent as the views read it, whether it came alone or as one notch of a sweep.

/**
 * @typedef {{
 *   steps: number, x: ArrayLike<number>, y: ArrayLike<number>, loss: ArrayLike<number>,
 *   gx: ArrayLike<number>, gy: ArrayLike<number>, rate: ArrayLike<number>,
 *   verdict: string, headline: string, sentence: string, bound: number | null, leaves: number, lost: string,
 *   exact: boolean, validation: ArrayLike<number> | null, fit: string, fitSentence: string, bestStep: number
 * }} Path leaves: the step from which it stays outside the window, -1 where it ends inside; lost: the word for numbers
 * that are none; validation: the loss on points held back, null without data; fit: whether it underfits, fits or overfits,
 * "" where nobody says; bestStep: at which the validation loss is lowest, -1 where there is none
 */

import { show } from "./format.js";

export const BEYOND = "beyond 10³⁸"; // what a rounded number cannot hold

/**
 * The run at one notch of a sweep, or a run that came alone.
 * @param {import("./decode.js").Message} message
 * @param {number} run
 * @returns {Path}
 */
export function pathOf({ header, arrays }, run) {
  const steps = header.steps;
  const runs = header.verdicts.length;
  /** @param {import("./decode.js").NumericArray} array @param {number} index @param {number} length */
  const row = (array, index, length) => array.data.subarray(index * length, (index + 1) * length);
  return {
    steps,
    x: row(arrays.positions, run, steps + 1),
    y: row(arrays.positions, runs + run, steps + 1),
    loss: row(arrays.losses, run, steps + 1),
    gx: row(arrays.gradients, run, steps + 1),
    gy: row(arrays.gradients, runs + run, steps + 1),
    rate: row(arrays.rates, run, steps),
    verdict: header.verdicts[run],
    headline: header.headlines[run],
    sentence: header.sentences[run],
    bound: header.bounds[run],
    leaves: header.leaves[run],
    lost: header.lost[run],
    exact: arrays.positions.data instanceof Float64Array,
    validation: arrays.validation ? row(arrays.validation, run, steps + 1) : null,
    fit: header.fits?.[run] ?? "",
    fitSentence: header.fit_sentences?.[run] ?? "",
    bestStep: header.best_steps?.[run] ?? -1,
  };
}

/**
 * The point reached after t steps, t between whole steps lying on the straight line.
 * @param {Path} path @param {number} t
 */
export function pointAt(path, t) {
  const k = Math.min(Math.floor(t), path.steps);
  const share = t - k;
  if (share === 0 || k === path.steps) return [path.x[k], path.y[k]];
  return [path.x[k] + share * (path.x[k + 1] - path.x[k]), path.y[k] + share * (path.y[k + 1] - path.y[k])];
}

/** Which way step k goes, and how far. @param {Path} path @param {number} k @returns {[number, number]} */
export function stepAlong(path, k) {
  return [path.x[k + 1] - path.x[k], path.y[k + 1] - path.y[k]];
}

/** Where a step is, in words where that is nowhere. @param {Path} path @param {number} k @param {number} digits */
export function tellPoint(path, k, digits) {
  const [x, y] = [path.x[k], path.y[k]];
  if (Number.isFinite(x) && Number.isFinite(y)) return `(${show(x, digits)}, ${show(y, digits)})`;
  return tellNumber(path, Number.isFinite(x) ? y : x, digits);
}

/**
 * A number of a path, or the word for what it has become. @param {Path} path @param {number} value
 * @param {number} digits @param {boolean} rounded whether it came rounded, and was finite before
 */
export function tellNumber(path, value, digits, rounded = !path.exact) {
  if (Number.isFinite(value)) return show(value, digits);
  if (!rounded || Number.isNaN(value)) return path.lost;
  return value > 0 ? BEYOND : BEYOND.replace(" ", " −");
}
