// The map's axes: round numbers beside it, and what the axes are called. Where numbers would be too long for their room, it
// is said once what they count from and in which unit: "x − 3.584429 in 10⁻⁷" beside −2, 0, 2.

import { roundest, ticksOf } from "./chart.js";
import { showPower } from "./format.js";
import { label, prepare } from "./ink.js";
import { grown } from "./plot.js";

const MARGIN = { left: 38, right: 6, top: 6, bottom: 22 };
const [TICK, GAP] = [3, 3]; // pixels
const [MOST, FEWEST] = [7, 3]; // ticks
const APART = 12; // pixels between two names
const [ASIDE, LINE] = [8, 12]; // pixels from the map's borders to what an axis is called

/**
 * @typedef {import("./ink.js").Context} Context
 * @typedef {import("./theme.js").Theme} Theme
 * @typedef {{at: number, name: string}} Tick
 * @typedef {{ticks: Tick[], counted: string}} Axis counted: what is said of numbers that do not stand for themselves
 * @typedef {{rangeX: [number, number], rangeY: [number, number], width: number, height: number}} View width and height of
 *            the map alone, in CSS pixels
 */

/** What the axes need around the map, in pixels. @param {number} letters */
export const marginOf = (letters) => grown(MARGIN, letters);

/**
 * What stands beside an axis.
 * @param {number} low @param {number} high @param {(ticks: Tick[]) => boolean} fit whether they find room @returns {Axis}
 */
export function axisOf(low, high, fit) {
  for (let count = MOST; count >= FEWEST; count--) {
    const ticks = ticksOf(low, high, false, count);
    if (new Set(ticks.map(({ name }) => name)).size === ticks.length && fit(ticks)) return { ticks, counted: "" };
  }
  const from = low <= 0 && high >= 0 ? { at: 0, name: "" } : roundest(low, high);
  for (let count = MOST; ; count--) {
    const far = ticksOf(low - from.at, high - from.at, false, count);
    const power = far.length > 1 ? Math.floor(Math.log10((far[1].at - far[0].at) * 1.0001)) : 0;
    const ticks = far.map(({ at }) => ({ at: from.at + at, name: nameWhole(at / 10 ** power) }));
    if (count > FEWEST && !fit(ticks)) continue;
    return { ticks, counted: tellFrom(from) + (power ? ` in ${showPower(power)}` : "") };
  }
}

/** @param {number} value but for rounding a whole number */
const nameWhole = (value) => String(Math.round(value) || 0).replace("-", "−");

/** @param {Tick} from */
function tellFrom({ name }) {
  if (!name) return "";
  return name.startsWith("−") ? ` + ${name.slice(1)}` : ` − ${name}`;
}

/**
 * Draws them around a map that has its left upper corner at the origin.
 * @param {Context} ink @param {View} view @param {[string, string]} names @param {number} letters pixels
 * @param {Theme} theme
 */
export function drawAxes(ink, { rangeX, rangeY, width, height }, names, letters, theme) {
  const { left, right } = marginOf(letters);
  const x = (/** @type {number} */ at) => ((at - rangeX[0]) / (rangeX[1] - rangeX[0])) * width;
  const y = (/** @type {number} */ at) => height - ((at - rangeY[0]) / (rangeY[1] - rangeY[0])) * height;
  ink.font = `${letters}px ${theme.font}`;
  const wide = (/** @type {Tick} */ { name }) => ink.measureText(name).width;
  const across = axisOf(...rangeX, (ticks) => {
    const each = width / Math.max(ticks.length, 1);
    return ticks.every((tick) => wide(tick) + APART <= each);
  });
  const up = axisOf(...rangeY, (ticks) => {
    return height / ticks.length >= 1.6 * letters && ticks.every((tick) => wide(tick) <= left - TICK - GAP - 1);
  });
  ink.strokeStyle = theme.muted;
  ink.fillStyle = theme.muted;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.textAlign = "center";
  ink.textBaseline = "top";
  for (const tick of across.ticks) {
    const at = x(tick.at);
    ink.moveTo(at, height);
    ink.lineTo(at, height + TICK);
    const half = wide(tick) / 2;
    ink.fillText(tick.name, Math.min(Math.max(at, half - left), width + right - half), height + TICK + GAP);
  }
  ink.textAlign = "right";
  ink.textBaseline = "middle";
  for (const { at, name } of up.ticks) {
    ink.moveTo(0, y(at));
    ink.lineTo(-TICK, y(at));
    ink.fillText(name, -TICK - GAP, y(at));
  }
  ink.stroke();
  drawNames(ink, [width, height], names, [across.counted, up.counted], theme);
}

/**
 * What the axes are called, where that is not x and y or there is more to say of their numbers.
 * @param {Context} ink @param {[number, number]} size @param {[string, string]} names @param {[string, string]} counted
 * @param {Theme} theme
 */
function drawNames(ink, [width, height], names, counted, theme) {
  const usual = names.join() === "x,y";
  const [across, up] = names.map((name, axis) => (usual && !counted[axis] ? "" : name + counted[axis]));
  ink.font = `600 ${ink.font}`;
  label(ink, across, [width - ASIDE - ink.measureText(across).width, height - LINE], theme.ink, theme.halo);
  label(ink, up, [ASIDE, LINE], theme.ink, theme.halo);
}

export class Axes {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    /** @type {unknown[]} from what they were drawn */
    this.drawn = [];
  }

  /** @param {View} view @param {[string, string]} names @param {number} letters @param {Theme} theme */
  draw(view, names, letters, theme) {
    const { rangeX, rangeY, width, height } = view;
    const ranges = [...rangeX, ...rangeY];
    const now = [...ranges, width, height, ...names, letters, theme, window.devicePixelRatio, document.fonts.status];
    if (now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    const { left, right, top, bottom } = marginOf(letters);
    const ink = prepare(this.canvas, left + width + right, top + height + bottom);
    ink.translate(left, top);
    drawAxes(ink, view, names, letters, theme);
    this.canvas.dataset.ranges = ranges.join(" ");
  }
}
