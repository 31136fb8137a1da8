// The loss of some runs as a small chart, the same axes for all of them; and the shape of a curve in words.

import { ticksOf } from "../chart.js";
import { make } from "../dom.js";
import { show } from "../format.js";
import { fillIn } from "./filling.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDE, HIGH] = [200, 100]; // of the drawing, which is stretched
const [UP, DOWN] = [3, 8]; // decades above and below the start, at most
const TICKS = 4;
const FLAT = 0.05; // decades that nobody sees

/** @typedef {(number | null)[]} Losses above the lowest there is, at steps evenly spaced; null: not finite */
/** @typedef {{low: number, high: number, longest: number}} Axes exponents of ten; and points */

/** Axes on which all of them find room; what flies off leaves at the top. @param {Losses[]} curves @returns {Axes} */
export function axesOf(curves) {
  const heights = curves.flat().flatMap((loss) => (loss !== null && loss > 0 ? [Math.log10(loss)] : []));
  const starts = curves.flatMap(([loss]) => (loss !== null && loss > 0 ? [Math.log10(loss)] : []));
  if (!starts.length) return { low: 0, high: 1, longest: 2 };
  const [highest, lowest] = [Math.max(...heights), Math.min(...heights)];
  const high = Math.min(highest, Math.max(...starts) + UP);
  const low = Math.max(lowest, Math.min(...starts) - DOWN);
  return { low: Math.floor(low * 2 - 0.2) / 2, high: Math.ceil(high * 2 + 0.2) / 2, longest: Math.max(...curves.map(({ length }) => length)) };
}

/**
 * Where a curve runs, from the left upper corner on; it ends where it leaves at the top.
 * @param {Losses} curve @param {Axes} axes @returns {[number, number][]} shares of the chart
 */
export function pointsOf(curve, { low, high, longest }) {
  /** @type {[number, number][]} */
  const points = [];
  for (const [i, loss] of curve.entries()) {
    const x = i / Math.max(longest - 1, 1);
    if (loss === null) {
      points.push([x, -0.1]);
      break;
    }
    const height = loss > 0 ? Math.max(Math.log10(loss), low) : low;
    const y = 1 - (height - low) / (high - low);
    points.push([x, Math.max(y, -0.1)]);
    if (y < -0.1) break;
  }
  return points;
}

/**
 * @param {{losses: Losses, look: string}[]} curves look: a class of the line @param {Axes} axes
 * @param {number} steps that the longest takes
 */
export function buildChart(curves, axes, steps) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDE} ${HIGH}`);
  svg.setAttribute("preserveAspectRatio", "none");
  const plot = make("div.loss-plot");
  const chart = make("div.loss-chart", { "aria-hidden": "true" }, plot);
  for (const { at, name } of ticksOf(axes.low, axes.high, true, TICKS)) {
    const share = 1 - (at - axes.low) / (axes.high - axes.low);
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", `M0 ${share * HIGH}H${WIDE}`);
    line.setAttribute("class", "rung");
    svg.append(line);
    const tick = make("span.loss-tick", { text: name });
    tick.style.top = `${100 * share}%`;
    plot.append(tick);
  }
  for (const { losses, look } of curves) {
    const line = document.createElementNS(SVG, "path");
    const points = pointsOf(losses, axes).map(([x, y]) => `${(x * WIDE).toFixed(2)} ${(y * HIGH).toFixed(2)}`);
    line.setAttribute("d", `M${points.join("L")}`);
    line.setAttribute("class", `loss-line ${look}`);
    svg.append(line);
  }
  plot.append(svg, make("span.loss-step", { text: "0" }), make("span.loss-step.last", { text: String(steps) }));
  return chart;
}

/**
 * The shape of a curve, for those who hear it; not what it means.
 * @param {Losses} curve @param {Axes} axes @param {number} steps @param {(english: string) => string} t
 */
export function tellShape(curve, { low, high }, steps, t) {
  const out = curve.findIndex((loss) => loss === null || loss > 10 ** high);
  const inside = curve.slice(0, out < 0 ? undefined : out).map((loss) => Math.max(Math.log10(loss || 0), low));
  const down = inside.findIndex((height) => height <= low);
  const at = (/** @type {number} */ share) => Math.round(share * (curve.length - 1));
  const stepOf = (/** @type {number} */ i) => Math.round((i / at(1)) * steps);
  const name = (/** @type {number} */ share) => show(curve[at(share)] ?? Infinity, 2);
  const said = [fillIn(t("The loss starts at {first}."), { first: name(0) }), tellTurns(inside, t)];
  if (out >= 0) said.push(fillIn(t("It leaves the chart at the top near step {step}."), { step: stepOf(out) }));
  else if (down >= 0) said.push(fillIn(t("It reaches the bottom of the chart near step {step}."), { step: stepOf(down) }));
  else {
    const way = { quarter: name(0.25), half: name(0.5), three: name(0.75), last: name(1) };
    said.push(fillIn(t("After a quarter of the steps it is {quarter}, halfway {half}, after three quarters {three}, at the end {last}."), way));
  }
  return said.join(" ");
}

/** @param {number[]} heights @param {(english: string) => string} t */
function tellTurns(heights, t) {
  const [turns, way] = turnsOf(heights);
  const rises = way > 0;
  if (way === 0) return t("It hardly changes.");
  if (turns === 0) return rises ? t("It rises.") : t("It falls.");
  if (turns === 1) return rises ? t("It rises, then falls.") : t("It falls, then rises.");
  if (turns === 2) return rises ? t("It rises, falls and rises again.") : t("It falls, rises and falls again.");
  return t("It goes up and down.");
}

/**
 * How often a curve turns as far as it can be seen, and its first way: 1 up, −1 down, 0 none.
 * @param {number[]} heights @returns {[number, number]}
 */
function turnsOf(heights) {
  let [turns, way, first, turned] = [0, 0, 0, heights[0]];
  for (const height of heights) {
    const moved = height - turned;
    if (way === 0 && Math.abs(moved) > FLAT) first = way = Math.sign(moved);
    if (moved * way > 0) turned = height;
    else if (moved * way < -FLAT) {
      turns += 1;
      way = -way;
      turned = height;
    }
  }
  return [turns, first];
}
