// Steps and epochs along an axis, and the step at which a run that is watched on points held back would be stopped.

import { ticksOf } from "./chart.js";
import { show } from "./format.js";
import { disc, label } from "./ink.js";

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {import("./ink.js").Context} Context
 */

/** What stands behind a step's number. @param {number} step @param {number | null} epoch how many steps it takes */
export const tellEpoch = (step, epoch) => (epoch ? `, epoch ${show(Math.floor((100 * step) / epoch) / 100, 4)}` : "");

/**
 * Where the validation loss is lowest, with a word if the run goes on and overfits; null where nobody knows.
 * @param {import("./paths.js").Path} path @returns {import("./curve.js").Flag | null}
 */
export function early({ validation, bestStep, fit }) {
  if (!validation || bestStep < 0) return null;
  return { step: bestStep, text: fit === "overfits" ? `early stopping: step ${bestStep}` : "" };
}

/**
 * The steps along the axis, and below them, where mini-batches are taken, how often all points have been seen.
 * @param {Plot} chart @param {Context} ink @param {number} last @param {number | null} epoch
 */
export function drawSteps(chart, ink, last, epoch) {
  const { left } = chart.margin;
  const { letters } = chart;
  const most = Math.max(2, Math.floor(chart.width / (6.4 * letters)));
  ink.textBaseline = "top";
  for (const { of, word, y } of [
    { of: 1, word: "step", y: chart.bottom + 5 },
    ...(epoch ? [{ of: epoch, word: "epoch", y: chart.bottom + 6 + 1.15 * letters }] : []),
  ]) {
    ink.textAlign = "center";
    for (const { at, name } of epochsOf(last, of, most)) ink.fillText(name, chart.x(at), y);
    ink.textAlign = "right";
    if (epoch) ink.fillText(word, left - 6, y, left - 6);
  }
}

/**
 * Where to name whole epochs of so many steps, up to the last step.
 * @param {number} last @param {number} epoch @param {number} most how many names have room
 */
export function epochsOf(last, epoch, most) {
  if (last < epoch) return [{ at: 0, name: "0" }];
  const ticks = ticksOf(0, last / epoch, false, most).filter(({ at }) => Number.isInteger(at));
  return ticks.map(({ at, name }) => ({ at: at * epoch, name }));
}

/**
 * The step of the dashed line that is worth a mark.
 * @param {Plot} chart @param {Context} ink @param {import("./curve.js").Flag} flag @param {number[]} heights
 * @param {string} colour @param {import("./theme.js").Theme} theme
 */
export function drawFlag(chart, ink, { step, text }, heights, colour, theme) {
  const [x, y] = [chart.x(step), chart.y(heights[step])];
  if (!(y >= chart.margin.top - 5 && y <= chart.bottom + 5)) return;
  ink.save();
  if (text) {
    ink.strokeStyle = theme.muted;
    ink.setLineDash([2, 4]);
    chart.drawColumn(ink, step);
    ink.setLineDash([]);
    const least = Math.min(x + 5, chart.right - ink.measureText(text).width);
    const left = Math.max(least, chart.margin.left + 3);
    label(ink, text, [left, chart.margin.top + chart.letters / 2], theme.text, theme.background);
  }
  disc(ink, [x, y], 4, theme.background, colour, 2);
  ink.restore();
}
