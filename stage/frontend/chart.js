// Small charts on a canvas of their own, so that curve and axes follow the finger; and round numbers beside axes.

import { make } from "./dom.js";
import { show, showPower } from "./format.js";
import { listenToPointer } from "./hover.js";
import { prepare } from "./ink.js";
import { grown, LETTERS, Plot } from "./plot.js";

const OF_PAGE = 0.86; // letters of a chart beside those around it

/** How large a canvas writes, in pixels. @param {HTMLCanvasElement} canvas */
export function lettersOf(canvas) {
  return Math.max(Math.round(OF_PAGE * parseFloat(getComputedStyle(canvas).fontSize)), LETTERS);
}

export class Chart extends Plot {
  /**
   * @param {{title: string, label: string, margin: import("./plot.js").Margin}} facts @param {import("./hover.js").Hover} hover
   * @param {() => void} changed called when it has another size, or the pointer is elsewhere on it
   */
  constructor({ title, label, margin }, hover, changed) {
    super(margin);
    this.hover = hover;
    /** Where the pointer rests on it. @type {import("./ink.js").Pixel | null} */
    this.pointer = null;
    this.canvas = make("canvas", { role: "img", "aria-label": label });
    this.caption = make("figcaption", { text: title });
    this.figure = make("figure.curve", {}, this.caption, this.canvas);
    this.observer = new ResizeObserver(changed);
    this.observer.observe(this.canvas);
    listenToPointer(this.canvas, (pointer) => {
      if (!pointer && !this.pointer) return;
      this.pointer = pointer;
      changed();
    });
  }

  destroy() {
    this.hover.hide(this);
    this.observer.disconnect();
  }

  /**
   * Beside the pointer, what is to be said of the k under it, with a line there.
   * @param {import("./ink.js").Context} ink @param {import("./theme.js").Theme} theme @param {(k: number) => string[]} tell
   */
  drawHover(ink, theme, tell) {
    if (!this.pointer) return this.hover.hide(this);
    const k = this.at({ clientX: this.pointer[0] });
    ink.save();
    ink.strokeStyle = theme.muted;
    ink.lineWidth = 1;
    ink.setLineDash([2, 2]);
    this.drawColumn(ink, k);
    ink.restore();
    const { innerWidth, innerHeight } = window;
    this.hover.show(this, tell(k), this.pointer, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  }

  /** The whole k under the pointer. @param {{clientX: number}} event */
  at(event) {
    const { left, width } = this.canvas.getBoundingClientRect();
    return this.nearest(event.clientX - left, width);
  }

  /** Where the pointer rests, in the chart's pixels. @returns {import("./ink.js").Pixel | null} */
  get inside() {
    if (!this.pointer) return null;
    const { left, top } = this.canvas.getBoundingClientRect();
    return [this.pointer[0] - left, this.pointer[1] - top];
  }

  /** A wiped canvas to draw on, or null where it is too small. @param {import("./theme.js").Theme} theme */
  begin(theme) {
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    if (this.width < 60 || this.height < 40) return null;
    this.letters = lettersOf(this.canvas);
    this.margin = grown(this.base, this.letters);
    const ink = prepare(this.canvas, this.width, this.height);
    ink.font = `${this.letters}px ${theme.font}`;
    return ink;
  }

  /**
   * Facts that the page can be asked for. What already stands there is not written again, which would cost a layout.
   * @param {Record<string, string>} facts
   */
  note(facts) {
    const { dataset } = this.canvas;
    for (const [name, fact] of Object.entries(facts)) if (dataset[name] !== fact) dataset[name] = fact;
  }
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
 * About so many round numbers, never fewer than two; on a log scale, where `low` and `high` are exponents, powers of ten,
 * or where those are too few 1, 2 and 5 times them, or any round numbers.
 * @param {number} low @param {number} high @param {boolean} log @param {number} count
 * @returns {{at: number, name: string}[]} in the order of the axis
 */
export function ticksOf(low, high, log, count) {
  if (!log) return roundNumbers(low, high, count);
  const whole = roundNumbers(low, high, count).filter(({ at }) => Number.isInteger(at));
  if (whole.length > 1 && (high - low) / count >= 0.5) return whole.map(({ at }) => ({ at, name: showPower(at) }));
  const few = niceWithin(low, high);
  if (few.length > 1) return few;
  return roundNumbers(10 ** low, 10 ** high, count).map(({ at, name }) => ({ at: Math.log10(at), name }));
}

/** @param {number} low @param {number} high @param {number} count */
function roundNumbers(low, high, count) {
  for (let step = stepAbove((high - low) / count); ; step = stepBelow(step)) {
    const ticks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(nameRound(i, step));
    if (ticks.length > 1 || !(step > 0)) return ticks;
  }
}

/** The next of 1, 2, 5, 10, 20, … that is not less. @param {number} raw */
function stepAbove(raw) {
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((m) => Number((m * power).toPrecision(1))).find((step) => step >= raw) ?? raw;
}

/** The one before it. @param {number} step */
const stepBelow = (step) => stepAbove(step * 0.39);

/** So many steps, with all the digits that tell it from the next. @param {number} i @param {number} step */
function nameRound(i, step) {
  const at = Number((i * step).toPrecision(12));
  const digits = at === 0 ? 1 : Math.floor(Math.log10(Math.abs(at))) - Math.floor(Math.log10(step)) + 1;
  return { at, name: show(at, Math.min(Math.max(digits, 1), 12)) };
}

/**
 * 1, 2 and 5 times the powers of ten, or where those are many the powers alone.
 * @param {number} low @param {number} high
 */
function niceWithin(low, high) {
  const ticks = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const m of [1, 2, 5])
      ticks.push({ at: power + Math.log10(m), name: m === 1 ? showPower(power) : show(m * 10 ** power, 1) });
  const inside = ticks.filter(({ at }) => at >= low && at <= high);
  return inside.length > 6 ? inside.filter(({ at }) => Number.isInteger(at)) : inside;
}

/**
 * The roundest number between two: a multiple of the largest step that has one there.
 * @param {number} low @param {number} high
 */
export function roundest(low, high) {
  for (let step = stepAbove(Math.max(Math.abs(low), Math.abs(high), high - low) || 1); step > 0; step = stepBelow(step)) {
    const i = Math.ceil(low / step - 1e-12 * Math.abs(low / step));
    if (i * step <= high + 1e-12 * Math.abs(high)) return nameRound(i, step);
  }
  return { at: low, name: show(low, 3) };
}

/**
 * At most six whole numbers, evenly from the lowest on.
 * @param {number} low @param {number} high @param {(at: number) => string} name
 */
export function wholeTicksOf(low, high, name) {
  const step = Math.max(1, Math.ceil((high - low) / 5));
  const places = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
  return places.map((at) => ({ at, name: name(at) }));
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
