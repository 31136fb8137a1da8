// Small charts on a canvas: their margins, scales, ticks and lines, so that curve and axes follow the finger.

import { make } from "./dom.js";
import { show, showPower } from "./format.js";
import { prepare } from "./ink.js";

/** @typedef {{left: number, right: number, top: number, bottom: number}} Margin in pixels */

export class Chart {
  /**
   * @param {{title: string, label: string, margin: Margin}} facts
   * @param {() => void} changed called when it has another size
   */
  constructor({ title, label, margin }, changed) {
    this.margin = margin;
    this.canvas = make("canvas", { role: "img", "aria-label": label });
    this.caption = make("figcaption", { text: title });
    this.figure = make("figure.curve", {}, this.caption, this.canvas);
    this.width = this.height = 0;
    this.last = this.high = 1;
    this.low = 0;
    this.observer = new ResizeObserver(changed);
    this.observer.observe(this.canvas);
  }

  destroy() {
    this.observer.disconnect();
  }

  /** The whole k under the pointer. @param {MouseEvent} event */
  at(event) {
    const { left, width } = this.canvas.getBoundingClientRect();
    const share = (event.clientX - left - this.margin.left) / (width - this.margin.left - this.margin.right);
    return Math.round(Math.min(Math.max(share, 0), 1) * this.last);
  }

  /** A wiped canvas to draw on, or null where it is too small. @param {import("./theme.js").Theme} theme */
  begin(theme) {
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    if (this.width < 60 || this.height < 40) return null;
    const ink = prepare(this.canvas, this.width, this.height);
    ink.font = `11px ${theme.font}`;
    return ink;
  }

  /**
   * What the axes span: k from 0 to last, h from low to high.
   * @param {number} last @param {number} low @param {number} high
   */
  setScale(last, low, high) {
    Object.assign(this, { last, low, high });
  }

  get right() {
    return this.width - this.margin.right;
  }

  get bottom() {
    return this.height - this.margin.bottom;
  }

  /** The pixel of k. @param {number} k */
  x(k) {
    return this.margin.left + (k / Math.max(this.last, 1)) * (this.right - this.margin.left);
  }

  /** The pixel of h. @param {number} h */
  y(h) {
    return this.bottom - ((h - this.low) / (this.high - this.low)) * (this.bottom - this.margin.top);
  }

  /**
   * Horizontal lines with their names.
   * @param {CanvasRenderingContext2D} ink @param {import("./theme.js").Theme} theme @param {number[]} ticks
   * @param {(tick: number) => string} name @param {(y: number) => number} settle where exactly a line lies
   */
  drawRungs(ink, theme, ticks, name, settle = (y) => y) {
    ink.fillStyle = theme.muted;
    ink.strokeStyle = theme.grid;
    ink.lineWidth = 1;
    ink.textBaseline = "middle";
    ink.textAlign = "right";
    for (const tick of ticks) {
      const y = settle(this.y(tick));
      stroke(ink, this.margin.left, y, this.right, y);
      ink.fillText(name(tick), this.margin.left - 6, y);
    }
  }

  /** A vertical line. @param {CanvasRenderingContext2D} ink @param {number} k */
  drawColumn(ink, k) {
    stroke(ink, this.x(k), this.margin.top, this.x(k), this.bottom);
  }

  /**
   * A line through heights, broken where one or its place is none; what lies far outside is cut near the border.
   * @param {CanvasRenderingContext2D} ink @param {ArrayLike<number>} heights @param {(i: number) => number | null} place
   */
  drawLine(ink, heights, place = (i) => i) {
    ink.beginPath();
    const far = this.height + 50;
    let down = false;
    for (let i = 0; i < heights.length; i++) {
      const [k, h] = [place(i), heights[i]];
      const known = k !== null && !Number.isNaN(h);
      if (known) ink[down ? "lineTo" : "moveTo"](this.x(k), Math.min(Math.max(this.y(h), -50), far));
      down = known;
    }
    ink.stroke();
  }
}

/** @param {CanvasRenderingContext2D} ink @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
function stroke(ink, x0, y0, x1, y1) {
  ink.beginPath();
  ink.moveTo(x0, y0);
  ink.lineTo(x1, y1);
  ink.stroke();
}

/**
 * The finite values' range; on a log scale down to sixteen decades below the first, and in whole decades.
 * @param {number[]} heights @param {boolean} log @returns {[number, number]}
 */
export function rangeOf(heights, log) {
  let [low, high] = [Infinity, -Infinity];
  for (const h of heights) {
    if (!Number.isFinite(h)) continue;
    low = Math.min(low, h);
    high = Math.max(high, h);
  }
  if (low > high) return [0, 1];
  if (log) {
    low = Math.max(low, (Number.isFinite(heights[0]) ? heights[0] : high) - 16);
    if (high - low > 1) return [Math.floor(low), Math.ceil(high)];
  }
  if (!log) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
  const room = Math.max((high - low) * 0.08, log ? 0.15 : Math.abs(high) * 0.05 || 1);
  return [low === 0 ? 0 : low - room, high + room];
}

/**
 * About so many round numbers; on a log scale of few decades 1, 2 and 5 times each power of ten.
 * @param {number} low @param {number} high @param {boolean} log @param {number} count
 */
export function ticksOf(low, high, log, count) {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((candidate) => candidate >= raw) ?? raw;
  if (log && step < 1) return niceWithin(low, high);
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step)
    ticks.push(Math.abs(tick) < step * 1e-9 ? 0 : Number(tick.toPrecision(12)));
  return ticks;
}

/** @param {number} low @param {number} high */
function niceWithin(low, high) {
  const ticks = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const m of [1, 2, 5]) ticks.push(power + Math.log10(m));
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  return inside.length > 6 ? inside.filter(Number.isInteger) : inside;
}

/** At most six whole numbers, evenly from the lowest on. @param {number} low @param {number} high */
export function wholeTicksOf(low, high) {
  const step = Math.max(1, Math.ceil((high - low) / 5));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
}

/** A tick as people read it. @param {number} tick on a log scale its exponent @param {boolean} log */
export function nameTick(tick, log) {
  if (!log) return show(tick, 3);
  return Number.isInteger(tick) ? showPower(tick) : show(10 ** tick, 1);
}

/** Notches of a slider to label: the powers of ten if there are some, else evenly spread. @param {number[]} values */
export function notchesToLabel(values) {
  const powers = values.flatMap((value, i) => (value > 0 && Number.isInteger(Math.log10(value)) ? [i] : []));
  if (powers.length >= 2) return powers;
  return [0, 1, 2, 3, 4].map((share) => Math.round((share / 4) * (values.length - 1)));
}

/**
 * Where a value stands among the notches, as a fractional index on the slider's own scale; null outside.
 * @param {number} value @param {number[]} values
 */
export function placeOf(value, values) {
  const ends = [values[0], values[values.length - 1]];
  const rising = ends[0] < ends[1];
  if (!(value >= Math.min(...ends) && value <= Math.max(...ends))) return null;
  const i = Math.max(
    1,
    values.findIndex((notch) => (rising ? notch >= value : notch <= value)),
  );
  const [a, b] = [values[i - 1], values[i]];
  return i - 1 + (a > 0 && b > 0 ? Math.log(value / a) / Math.log(b / a) : (value - a) / (b - a));
}

/** Whether a log scale shows these positive values better. @param {ArrayLike<number>} values */
export function spansDecades(values) {
  let [low, high] = [Infinity, 0];
  for (const value of Array.from(values)) {
    if (value > 0) low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > 20 * low;
}
