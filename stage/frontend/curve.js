// One curve a runner on a chart, a value a step: what the axes span, the lines, where they are, and which one is pointed at.

import { rangeOf, ticksOf } from "./chart.js";
import { drawEnds, makeRoom } from "./ends.js";
import { drawFlag, drawSteps } from "./epochs.js";
import { distanceTo } from "./ink.js";

const BAND = 2; // letters at the foot of a log scale, for what lies below all that it shows
const SNUG = 4; // decades, up to which a log scale need not end at powers of ten
const NEAR = 12; // pixels between the pointer and a curve that it points at

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {import("./runners.js").Runner} Runner
 * @typedef {object} Line one value a step
 * @property {Runner} runner
 * @property {ArrayLike<number>} values
 * @property {boolean} diverges
 * @property {string} colour
 * @property {import("./runners.js").Ink} ink
 *
 * @typedef {{values: ArrayLike<number>, spanned: number[], colour: string, share: number}} Further a further, dashed line;
 *            spanned: what of it the axis has room for
 * @typedef {{step: number, text: string}} Flag a step of the further line that is worth a mark, and a word if there is one
 *
 * @typedef {object} Curve
 * @property {Line[]} lines in the order of drawing
 * @property {Line} selected the one of the selected runner
 * @property {boolean} log
 * @property {number} floor what a log scale counts from
 * @property {number} rounding the rise above it up to which a value is but rounding
 * @property {number} last
 * @property {Further[]} further the flag is on the first
 * @property {boolean} snug whether a log scale spans no more than there is
 * @property {Flag | null} flag
 * @property {number | null} epoch how many steps it takes; null: none are told
 * @property {number} leaves the step from which the run stays outside the window, -1: none
 * @property {boolean} stops whether there it lands where the loss has no value: it does not leave
 * @property {(k: number) => string[]} tell what stands beside the pointer
 */

/**
 * Draws it; returns the runner whose curve or label the pointer is on.
 * @param {Plot} chart @param {Curve} curve @param {number} t the present time in steps
 * @param {import("./theme.js").Theme} theme @returns {Runner | null}
 */
export function drawCurve(chart, curve, t, theme) {
  const { lines, selected, log, floor, rounding, last, further, flag, epoch, leaves, stops, tell } = curve;
  const ink = chart.begin(theme);
  if (!ink) return null;
  const several = lines.length > 1;
  if (several) makeRoom(chart, ink, lines);
  /** @param {number} value not a number stays that */
  const rise = (value) => (!log ? value : value - floor <= rounding ? -Infinity : Math.log10(value - floor));
  const raw = lines.map(({ values }) => Array.from(values, rise));
  const chosen = lines.indexOf(selected);
  const around = further.flatMap((line) => line.spanned).map(rise);
  // The selected one's come first: from where it begins, a log scale goes down so many decades and no further
  const { low, high, foot } = scaleOf([...spanned(lines, raw, chosen), ...around], curve);
  const { left, top } = chart.margin;
  const wide = BAND * chart.letters;
  const band = foot ? ((high - low) * wide) / Math.max(chart.bottom - top - wide, 1) : 0;
  chart.setScale(last, low - band, high);
  const settle = (/** @type {number} */ h) => (foot && h < low ? low - band / 2 : h);
  const heights = raw.map((line) => line.map(settle));
  const dashed = further.map((line) => Array.from(line.values, (value) => settle(rise(value))));
  if (foot) drawFoot(chart, ink, low, foot, theme);
  chart.note({ foot, scale: log ? "log" : "linear" });
  const rungs = Math.min(Math.max(2, Math.floor(chart.height / (3 * chart.letters))), 6);
  chart.drawRungs(ink, theme, ticksOf(low, high, log, rungs), (y) => Math.round(y) + 0.5);
  drawSteps(chart, ink, last, epoch);

  ink.save();
  ink.beginPath();
  ink.rect(left, top - 3, chart.right - left + 3, chart.bottom - top + 6);
  ink.clip();
  ink.lineJoin = "round";
  further.forEach(({ share, colour }, i) => {
    ink.globalAlpha = share;
    drawHeights(chart, ink, dashed[i], colour, [4, 3]);
  });
  heights.forEach((line, i) => {
    ink.globalAlpha = lines[i].ink.share;
    drawHeights(chart, ink, line, lines[i].colour, [], lines[i].ink.thick);
  });
  ink.restore();

  const word = leaves > 0 ? (stops ? "no loss there" : "out of the window") : "";
  if (word) drawLeaving(chart, ink, leaves, word, theme);
  chart.note({ leaving: word });
  ink.strokeStyle = theme.muted;
  ink.lineWidth = 1;
  chart.drawColumn(ink, t);
  if (further.length && flag) drawFlag(chart, ink, flag, dashed[0], further[0].colour, theme);
  drawHere(chart, ink, Math.floor(t), heights[chosen], selected.ink, theme);
  const places = several ? drawEnds(chart, ink, lines, heights, theme) : [];
  chart.drawHover(ink, theme, tell);
  return several ? pointedAt(chart, lines, heights, places) : null;
}

/**
 * The heights that the axis has to span, the selected runner's first. One that diverges would leave the others no room:
 * it goes out at the top, unless all of them do.
 * @param {Line[]} lines @param {number[][]} heights @param {number} chosen
 */
export function spanned(lines, heights, chosen) {
  const staying = heights.filter((_, i) => !lines[i].diverges);
  const known = [...staying.flat(), ...heights.map(([first]) => first)].filter(Number.isFinite);
  const top = staying.length ? Math.max(...known) : Infinity;
  return [heights[chosen], ...heights.filter((_, i) => i !== chosen)].flat().filter((h) => !(h > top));
}

/**
 * The runner whose curve, or label beside it, is nearest to the pointer, if that is near; the topmost of several.
 * @param {Plot} chart @param {Line[]} lines @param {number[][]} heights @param {number[]} places of the labels
 * @returns {Runner | null}
 */
export function pointedAt(chart, lines, heights, places) {
  const pointer = chart.inside;
  if (!pointer) return null;
  const [x, y] = pointer;
  /** @type {Runner | null} */
  let best = null;
  let least = NEAR;
  for (let i = lines.length - 1; i >= 0; i--) {
    const away = x > chart.right + 3 ? Math.abs(places[i] - y) : awayFrom(chart, heights[i], pointer);
    if (away < least) [best, least] = [lines[i].runner, away];
  }
  return best;
}

/**
 * How far a curve is from a point; Infinity where it is not near.
 * @param {Plot} chart @param {number[]} heights @param {import("./ink.js").Pixel} point
 */
function awayFrom(chart, heights, point) {
  const [from, to] = [chart.nearest(point[0] - NEAR), chart.nearest(point[0] + NEAR)];
  let least = Infinity;
  /** @param {number} k @returns {import("./ink.js").Pixel} */
  const pixel = (k) => [chart.x(k), chart.y(heights[k])];
  for (let k = Math.max(from, 1); k <= Math.min(to + 1, heights.length - 1); k++) {
    const away = distanceTo(point, pixel(k - 1), pixel(k));
    if (away < least) least = away;
  }
  return least;
}

/**
 * As `rangeOf` on a log scale, but no more than there is: losses with a floor of their own differ by less than a decade.
 * @param {number[]} heights @returns {[number, number]}
 */
export function snugRangeOf(heights) {
  const [low, high] = rangeOf(heights, true);
  const known = heights.filter((h) => h >= low && h <= high);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (!known.length || most - least > SNUG) return [low, high];
  const room = Math.max((most - least) * 0.08, 0.05);
  return [least - room, most + room];
}

/**
 * What the axis spans, and what its foot is for: values that are but rounding, or less than a log scale shows.
 * @param {number[]} heights @param {Curve} curve
 */
function scaleOf(heights, { log, snug, rounding }) {
  let [low, high] = log && snug ? snugRangeOf(heights) : rangeOf(heights, log);
  if (!log || !heights.some((h) => h < low)) return { low, high, foot: "" };
  const least = Math.log10(rounding);
  if (!heights.some(Number.isFinite)) [low, high] = [Math.max(least, -16), Math.max(least, -16) + 2];
  const reached = heights.every((h) => h === -Infinity || !(h < low));
  low = Math.min(Math.max(low, least), high - 0.3);
  return { low, high, foot: reached && rounding > 0 ? "rounding" : "less" };
}

/**
 * @param {Plot} chart @param {import("./ink.js").Context} ink @param {number} low @param {string} word
 * @param {import("./theme.js").Theme} theme
 */
function drawFoot(chart, ink, low, word, theme) {
  const { left } = chart.margin;
  const top = chart.y(low);
  ink.save();
  ink.beginPath();
  ink.rect(left, top, chart.right - left, chart.bottom - top);
  ink.clip();
  ink.strokeStyle = theme.grid;
  ink.lineWidth = 1;
  ink.beginPath();
  const wide = chart.bottom - top;
  for (let x = left - wide; x < chart.right; x += 6) {
    ink.moveTo(x, chart.bottom);
    ink.lineTo(x + wide, top);
  }
  ink.stroke();
  ink.restore();
  ink.fillStyle = theme.muted;
  ink.textAlign = "right";
  ink.textBaseline = "middle";
  ink.fillText(word, left - 6, (top + chart.bottom) / 2, left - 6);
}

/**
 * The step from which the run stays outside the window, or has no loss.
 * @param {Plot} chart @param {import("./ink.js").Context} ink @param {number} step @param {string} word
 * @param {import("./theme.js").Theme} theme
 */
function drawLeaving(chart, ink, step, word, theme) {
  ink.save();
  ink.strokeStyle = ink.fillStyle = theme.muted;
  ink.setLineDash([2, 4]);
  chart.drawColumn(ink, step);
  const x = chart.x(step);
  ink.textBaseline = "bottom";
  ink.textAlign = x > (chart.margin.left + chart.right) / 2 ? "right" : "left";
  ink.fillText(word, x + (ink.textAlign === "right" ? -4 : 4), chart.bottom - 3);
  ink.restore();
}

/**
 * The present step on its line.
 * @param {Plot} chart @param {import("./ink.js").Context} ink @param {number} k @param {number[]} heights
 * @param {import("./runners.js").Ink} own @param {import("./theme.js").Theme} theme
 */
function drawHere(chart, ink, k, heights, own, theme) {
  const here = heights[Math.min(k, heights.length - 1)];
  if (!(here >= chart.low && here <= chart.high)) return;
  ink.globalAlpha = own.share;
  ink.beginPath();
  ink.arc(chart.x(k), chart.y(here), 4.5, 0, 2 * Math.PI);
  ink.fillStyle = own.marble;
  ink.fill();
  ink.strokeStyle = theme.background;
  ink.lineWidth = 1.5;
  ink.stroke();
  ink.globalAlpha = 1;
}

/**
 * @param {Plot} chart @param {CanvasRenderingContext2D} ink @param {number[]} heights @param {string} colour
 * @param {number[]} dash @param {number} thick how many times as thick as usual
 */
function drawHeights(chart, ink, heights, colour, dash, thick = 1) {
  ink.strokeStyle = colour;
  ink.lineWidth = (dash.length ? 1.5 : 2) * thick;
  ink.setLineDash(dash);
  chart.drawLine(ink, heights);
}

/**
 * The limits that a chart of the lines still has room for; those far below several runners' rates would flatten them.
 * @param {ArrayLike<number>} limits @param {Line[]} lines @param {boolean} log
 */
export function limitsNear(limits, lines, log) {
  const values = lines.flatMap(({ values }) => Array.from(values)).filter((value) => value > 0 && Number.isFinite(value));
  const reach = log ? 30 : 3;
  const most = reach * Math.max(...values, 0);
  const least = lines.length > 1 ? Math.min(...values) / reach : 0;
  return Array.from(limits).filter((limit) => limit > 0 && limit >= least && limit <= most);
}
