// Loss and learning rate per step, with the present step on them. A click goes to a step.

import { Chart, nameTick, rangeOf, spansDecades, ticksOf } from "../chart.js";
import { make } from "../dom.js";
import { inkOf } from "../runners.js";
import { View } from "../view.js";

const MARGIN = { left: 46, right: 10, top: 8, bottom: 20 };

/**
 * @typedef {{values: ArrayLike<number>, colour: string}} Line one value a step
 * @typedef {object} Curve
 * @property {Line[]} lines in the order of drawing; the last is the selected runner's
 * @property {number | null} floor on a log scale above it; null: on a linear scale with 0
 * @property {number} last
 * @property {ArrayLike<number> | null} limits a further, dashed line
 * @property {string} marble the colour of the present step
 */

export class Curves extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const chart = (title, label) => new Chart({ title, label, margin: MARGIN }, () => stage.request());
    this.loss = chart("Loss above the minimum", "Loss per step");
    this.rate = chart("Learning rate", "Learning rate per step");
    this.add(make("div.curves", {}, this.loss.figure, this.rate.figure));
    /** @type {number | null} the lowest loss that is known */
    this.floor = null;
    for (const one of [this.loss, this.rate]) {
      one.canvas.addEventListener("pointerdown", (event) => stage.player.seek(one.at(event)));
      one.canvas.addEventListener("pointermove", (event) => event.buttons && stage.player.seek(one.at(event)));
    }
  }

  get panel() {
    return { title: "Curves", width: 0, height: 0 };
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ landscape, selected }) {
    this.floor = landscape.floor;
    this.rate.caption.textContent = `Learning rate (dashed: ${selected.limitName})`;
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
    const last = path.steps;
    const { marble } = inkOf(selected, runners.length, theme);
    const loss = { lines: lines("loss", theme.primary), floor: this.floor, last, limits: null, marble };
    drawCurve(this.loss, loss, t, theme);
    const { bound } = path;
    const level = bound === null ? null : Array.from(path.rate, () => bound);
    const limits = selected.live ? (selected.limits ?? null) : level;
    const floor = spansDecades(path.rate) ? 0 : null;
    drawCurve(this.rate, { lines: lines("rate", theme.marble), floor, last, limits, marble }, t, theme);
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
function drawCurve(chart, { lines, floor, last, limits, marble }, t, theme) {
  const ink = chart.begin(theme);
  const log = floor !== null;
  const rise = (value) => (log ? Math.log10(value - floor) : value);
  const curves = lines.map(({ values, colour }) => ({ colour, heights: Array.from(values, rise) }));
  const chosen = curves[curves.length - 1].heights;
  const around = limits ? limitsNear(limits, lines[lines.length - 1].values, log).map(rise) : [];
  const others = curves.slice(0, -1).flatMap(({ heights }) => heights);
  const [low, high] = rangeOf([...chosen, ...others, ...around], log);
  chart.setScale(last, low, high);
  if (!ink) return;
  const { left, top } = chart.margin;
  const rungs = Math.min(Math.max(2, Math.floor(chart.height / 34)), 6);
  const settle = (y) => Math.round(y) + 0.5;
  chart.drawRungs(ink, theme, ticksOf(low, high, log, rungs), (tick) => nameTick(tick, log), settle);
  ink.textAlign = "center";
  ink.textBaseline = "top";
  for (const tick of ticksOf(0, last, false, Math.max(2, Math.floor(chart.width / 70))))
    ink.fillText(String(tick), chart.x(tick), chart.bottom + 5);

  ink.save();
  ink.beginPath();
  ink.rect(left, top - 3, chart.right - left + 3, chart.bottom - top + 6);
  ink.clip();
  ink.lineJoin = "round";
  if (limits) drawHeights(chart, ink, Array.from(limits, rise), theme.muted, [4, 3]);
  for (const { heights, colour } of curves) drawHeights(chart, ink, heights, colour, []);
  ink.restore();

  ink.strokeStyle = theme.muted;
  ink.lineWidth = 1;
  chart.drawColumn(ink, t);
  const k = Math.floor(t);
  const here = chosen[Math.min(k, chosen.length - 1)];
  if (!(here >= low && here <= high)) return;
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
