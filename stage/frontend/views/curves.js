// Loss and learning rate per step, with the present step on them. A click goes to a step.

import { Chart, rangeOf, ticksOf } from "../chart.js";
import { make } from "../dom.js";
import { listenToDrags } from "../drags.js";
import { show } from "../format.js";
import { hoverOf } from "../hover.js";
import { tellNumber } from "../paths.js";
import { inkOf } from "../runners.js";
import { View } from "../view.js";

const MARGIN = { left: 46, right: 10, top: 8, bottom: 20 };
const BAND = 1.4; // letters at the foot of a log scale, for what lies below all that it shows

/**
 * @typedef {import("../runners.js").Runner} Runner
 * @typedef {{values: ArrayLike<number>, colour: string}} Line one value a step
 * @typedef {object} Curve
 * @property {Line[]} lines in the order of drawing; the last is the selected runner's
 * @property {boolean} log
 * @property {number} floor what a log scale counts from
 * @property {number} rounding the rise above it up to which a value is but rounding
 * @property {number} last
 * @property {ArrayLike<number> | null} limits a further, dashed line
 * @property {string} marble the colour of the present step
 * @property {number} leaves the step from which the run stays outside the window, -1: none
 * @property {(k: number) => string[]} tell what stands beside the pointer
 */

export class Curves extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const chart = (label) =>
      new Chart({ title: "", label, margin: MARGIN }, hoverOf(stage.root), () => stage.request());
    this.loss = chart("Loss per step");
    this.rate = chart("Learning rate per step");
    this.rateName = make("span");
    this.logRate = make("input", { type: "checkbox", "aria-label": "log scale", onchange: () => stage.request() });
    const choice = make("label.scale-switch", { title: "The learning rate on a log scale" }, this.logRate, "log");
    this.rate.caption.replaceChildren(this.rateName, choice);
    this.add(make("div.curves", {}, this.loss.figure, this.rate.figure));
    /** @type {number | null} the lowest loss that is known */
    this.floor = null;
    this.rounding = 0;
    for (const one of [this.loss, this.rate]) {
      let before = stage.player.moment;
      listenToDrags(one.canvas, {
        take: () => (before = stage.player.moment),
        move: (event) => stage.player.seek(one.at(event)),
        drop: () => {},
        cancel: () => (stage.player.moment = before),
      });
    }
  }

  get panel() {
    return { title: "Curves", width: 0, height: 0 };
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ landscape, selected }) {
    this.floor = landscape.floor;
    this.rounding = landscape.rounding;
    this.loss.caption.textContent = this.floor === null ? "Loss" : "Loss above the minimum, log scale";
    this.rateName.textContent = `Learning rate (dashed: ${selected.limitName})`;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ t, theme, runners, selected }) {
    const { path } = selected;
    const ordered = [...runners.filter((runner) => runner !== selected), selected];
    const alone = runners.length === 1;
    /** @param {"loss" | "rate"} what @param {string} plain the colour of one runner alone @returns {Line[]} */
    const lines = (what, plain) =>
      ordered.map((runner) => ({
        values: runner.path[what],
        colour: alone ? plain : inkOf(runner, runners.length, theme).line,
      }));
    const { bound, steps: last } = path;
    const level = bound === null ? null : Array.from(path.rate, () => bound);
    const limits = selected.live ? (selected.limits ?? null) : level;
    const marble = inkOf(selected, runners.length, theme).marble;
    const shared = { last, marble, rounding: this.rounding, limits: null, leaves: -1 };
    /** @param {Runner} runner @param {string} text */
    const named = (runner, text) => (alone ? text : `${runner.title}: ${text}`);
    drawCurve(
      this.loss,
      {
        ...shared,
        lines: lines("loss", theme.primary),
        log: this.floor !== null,
        floor: this.floor ?? 0,
        leaves: path.leaves,
        tell: (k) => [
          `step ${k}`,
          ...runners.flatMap((runner) => this.tellLoss(runner.path, k).map((words) => named(runner, words))),
        ],
      },
      t,
      theme,
    );
    drawCurve(
      this.rate,
      {
        ...shared,
        lines: lines("rate", theme.marble),
        log: this.logRate.checked,
        floor: 0,
        rounding: 0,
        limits,
        tell: (k) => [
          `step ${k}`,
          ...runners.map((runner) => named(runner, `α = ${show(runner.path.rate[Math.min(k, last - 1)])}`)),
          ...(limits && Number.isFinite(limits[k]) ? [`${selected.limitName}: ${show(limits[k], 3)}`] : []),
        ],
      },
      t,
      theme,
    );
  }

  /** @param {import("../paths.js").Path} path @param {number} k */
  tellLoss(path, k) {
    const loss = path.loss[k];
    const words = `loss ${tellNumber(path, loss, 4)}`;
    if (this.floor === null || !Number.isFinite(loss)) return [words];
    const rise = loss - this.floor;
    if (Math.abs(rise) <= this.rounding) return [words, "the minimum's, but for rounding"];
    if (rise === loss) return [words];
    return [words, `${show(Math.abs(rise), 3)} ${rise > 0 ? "above the minimum" : "below the lowest in the window"}`];
  }

  destroy() {
    super.destroy();
    this.loss.destroy();
    this.rate.destroy();
  }
}

/**
 * @param {Chart} chart @param {Curve} curve @param {number} t the present time in steps
 * @param {import("../theme.js").Theme} theme
 */
function drawCurve(chart, { lines, log, floor, rounding, last, limits, marble, leaves, tell }, t, theme) {
  const ink = chart.begin(theme);
  if (!ink) return;
  /** @param {number} value not a number stays that */
  const rise = (value) => (!log ? value : value - floor <= rounding ? -Infinity : Math.log10(value - floor));
  const raw = lines.map(({ values }) => Array.from(values, rise));
  const around = limits ? limitsNear(limits, lines[lines.length - 1].values, log).map(rise) : [];
  // The selected one's come first: from where it begins, a log scale goes down so many decades and no further
  const { low, high, foot } = scaleOf([...raw[raw.length - 1], ...raw.slice(0, -1).flat(), ...around], log, rounding);
  const { left, top } = chart.margin;
  const wide = BAND * chart.letters;
  const band = foot ? ((high - low) * wide) / Math.max(chart.bottom - top - wide, 1) : 0;
  chart.setScale(last, low - band, high);
  const heights = raw.map((line) => line.map((h) => (h < low && foot ? low - band / 2 : h)));
  if (foot) drawFoot(chart, ink, low, foot, theme);
  Object.assign(chart.canvas.dataset, { foot, scale: log ? "log" : "linear" });
  const rungs = Math.min(Math.max(2, Math.floor(chart.height / (3 * chart.letters))), 6);
  chart.drawRungs(ink, theme, ticksOf(low, high, log, rungs), (y) => Math.round(y) + 0.5);
  ink.textAlign = "center";
  ink.textBaseline = "top";
  for (const { at, name } of ticksOf(0, last, false, Math.max(2, Math.floor(chart.width / (6.4 * chart.letters)))))
    if (Number.isInteger(at)) ink.fillText(name, chart.x(at), chart.bottom + 5);

  ink.save();
  ink.beginPath();
  ink.rect(left, top - 3, chart.right - left + 3, chart.bottom - top + 6);
  ink.clip();
  ink.lineJoin = "round";
  if (limits) drawHeights(chart, ink, Array.from(limits, rise), theme.muted, [4, 3]);
  heights.forEach((line, i) => drawHeights(chart, ink, line, lines[i].colour, []));
  ink.restore();

  if (leaves > 0) drawLeaving(chart, ink, leaves, theme);
  ink.strokeStyle = theme.muted;
  ink.lineWidth = 1;
  chart.drawColumn(ink, t);
  drawHere(chart, ink, Math.floor(t), heights[heights.length - 1], marble, theme);
  chart.drawHover(ink, theme, tell);
}

/**
 * What the axis spans, and what its foot is for: values that are but rounding, or less than a log scale shows.
 * @param {number[]} heights @param {boolean} log @param {number} rounding
 */
function scaleOf(heights, log, rounding) {
  let [low, high] = rangeOf(heights, log);
  if (!log || !heights.some((h) => h < low)) return { low, high, foot: "" };
  const least = Math.log10(rounding);
  if (!heights.some(Number.isFinite)) [low, high] = [Math.max(least, -16), Math.max(least, -16) + 2];
  const reached = heights.every((h) => h === -Infinity || !(h < low));
  low = Math.min(Math.max(low, least), high - 0.3);
  return { low, high, foot: reached && rounding > 0 ? "rounding" : "less" };
}

/**
 * @param {Chart} chart @param {import("../ink.js").Context} ink @param {number} low @param {string} word
 * @param {import("../theme.js").Theme} theme
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
 * The step from which the run stays outside the window.
 * @param {Chart} chart @param {import("../ink.js").Context} ink @param {number} step
 * @param {import("../theme.js").Theme} theme
 */
function drawLeaving(chart, ink, step, theme) {
  ink.save();
  ink.strokeStyle = ink.fillStyle = theme.muted;
  ink.setLineDash([2, 4]);
  chart.drawColumn(ink, step);
  const x = chart.x(step);
  ink.textBaseline = "bottom";
  ink.textAlign = x > (chart.margin.left + chart.right) / 2 ? "right" : "left";
  ink.fillText("out of the window", x + (ink.textAlign === "right" ? -4 : 4), chart.bottom - 3);
  ink.restore();
}

/**
 * The present step on its line.
 * @param {Chart} chart @param {import("../ink.js").Context} ink @param {number} k @param {number[]} heights
 * @param {string} marble @param {import("../theme.js").Theme} theme
 */
function drawHere(chart, ink, k, heights, marble, theme) {
  const here = heights[Math.min(k, heights.length - 1)];
  if (!(here >= chart.low && here <= chart.high)) return;
  ink.beginPath();
  ink.arc(chart.x(k), chart.y(here), 4.5, 0, 2 * Math.PI);
  ink.fillStyle = marble;
  ink.fill();
  ink.strokeStyle = theme.background;
  ink.lineWidth = 1.5;
  ink.stroke();
}

/**
 * @param {Chart} chart @param {CanvasRenderingContext2D} ink @param {number[]} heights @param {string} colour
 * @param {number[]} dash
 */
function drawHeights(chart, ink, heights, colour, dash) {
  ink.strokeStyle = colour;
  ink.lineWidth = dash.length ? 1.5 : 2;
  ink.setLineDash(dash);
  chart.drawLine(ink, heights);
}

/**
 * The limits that a chart of the values still has room for.
 * @param {ArrayLike<number>} limits @param {ArrayLike<number>} values @param {boolean} log
 */
function limitsNear(limits, values, log) {
  const most = (log ? 30 : 3) * Math.max(...Array.from(values).filter(Number.isFinite), 0);
  return Array.from(limits).filter((limit) => limit > 0 && limit <= most);
}
