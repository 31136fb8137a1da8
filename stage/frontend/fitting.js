// The picture of data that models are fitted to: points, curves, and the errors between them, on a scale that the data set.

import { ticksOf } from "./chart.js";
import { disc } from "./ink.js";

const ROOM = [0.05, 0.12]; // of the data's width and height, left around them
const SAMPLES = 201; // places at which a curve is computed
const [POINT, RING] = [3.2, 6]; // pixels: radius of a point, and of the ring around one of the present mini-batch
const FADED = 0.25; // how opaque what the present step does not see is
const ERROR = 0.6;
const DASHES = [6, 4]; // pixels

/**
 * @typedef {import("./data.js").Data} Data
 * @typedef {import("./ink.js").Context} Context
 * @typedef {import("./theme.js").Theme} Theme
 * @typedef {{u: [number, number], v: [number, number]}} Frame what of the plane of data is shown
 * @typedef {{left: number, top: number, right: number, bottom: number}} Plot in pixels
 * @typedef {object} Curve one runner's model
 * @property {import("./runners.js").Runner} runner
 * @property {string} colour
 * @property {import("./runners.js").Ink} ink
 * @property {ArrayLike<number>} heights at the samples
 * @property {ArrayLike<number>} fitted at the training points
 */

/** What holds all points, whatever the model does. @param {Data} data @returns {Frame} */
export function frameOf({ training, validation }) {
  const around = (/** @type {"u" | "v"} */ which) => {
    const values = [...Array.from(training[which]), ...Array.from(validation[which])];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low || 1) * ROOM[which === "u" ? 0 : 1];
    return /** @type {[number, number]} */ ([low - room, high + room]);
  };
  return { u: around("u"), v: around("v") };
}

/** The places at which curves are computed. @param {Frame} frame */
export function samplesOf({ u: [low, high] }) {
  return Float64Array.from({ length: SAMPLES }, (_, i) => low + ((high - low) * i) / (SAMPLES - 1));
}

/**
 * How much of a curve there is to see: "" if some of it is, else why not.
 * @param {ArrayLike<number>} heights @param {Frame} frame
 */
export function missing(heights, { v: [low, high] }) {
  const known = Array.from(heights).filter((height) => !Number.isNaN(height));
  if (!known.length) return "nowhere";
  if (Math.min(...known) > high) return "above";
  return Math.max(...known) < low ? "below" : "";
}

/** The pixels of a place. @param {Plot} plot @param {Frame} frame */
function scaleOf({ left, top, right, bottom }, { u, v }) {
  const [across, up] = [(right - left) / (u[1] - u[0]), (bottom - top) / (v[1] - v[0])];
  const far = 2 * (bottom - top); // canvases lose lines that go to very far places
  return {
    x: (/** @type {number} */ at) => left + (at - u[0]) * across,
    y: (/** @type {number} */ at) => Math.min(Math.max(bottom - (at - v[0]) * up, top - far), bottom + far),
  };
}

/**
 * @param {Context} ink @param {Plot} plot @param {Frame} frame @param {[string, string]} names @param {number} letters
 * @param {Theme} theme
 */
export function drawAxes(ink, plot, frame, names, letters, theme) {
  const { left, top, right, bottom } = plot;
  const { x, y } = scaleOf(plot, frame);
  const many = (/** @type {number} */ length, /** @type {number} */ each) =>
    Math.min(Math.max(2, Math.floor(length / (each * letters))), 6);
  const line = (/** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ x1, /** @type {number} */ y1) => {
    ink.beginPath();
    ink.moveTo(x0, y0);
    ink.lineTo(x1, y1);
    ink.stroke();
  };
  ink.fillStyle = theme.muted;
  ink.strokeStyle = theme.grid;
  ink.lineWidth = 1;
  ink.textAlign = "right";
  ink.textBaseline = "middle";
  for (const { at, name } of ticksOf(...frame.v, false, many(bottom - top, 3))) {
    const level = Math.round(y(at)) + 0.5;
    line(left, level, right, level);
    if (level > top + 1.4 * letters) ink.fillText(name, left - 6, level);
  }
  ink.textAlign = "center";
  ink.textBaseline = "top";
  const name = ink.measureText(names[0]).width + letters;
  for (const { at, name: tick } of ticksOf(...frame.u, false, many(right - left, 6))) {
    const column = Math.round(x(at)) + 0.5;
    line(column, top, column, bottom);
    if (column < right - name) ink.fillText(tick, column, bottom + 5);
  }
  ink.fillStyle = theme.text;
  ink.textAlign = "right";
  ink.fillText(names[0], right, bottom + 5);
  ink.fillText(names[1], left - 6, top);
}

/**
 * The models' curves, the errors of one of them, and the points.
 * @param {Context} ink @param {Plot} plot @param {Frame} frame @param {Data} data
 * @param {{curves: Curve[], selected: Curve, pointed: ArrayLike<number> | null, samples: ArrayLike<number>, step: number,
 *          colour: string}} picture curves in the order of drawing; pointed: the heights of the curve of another place;
 * step: the one that sees the points, some of them or as label noise moves them; colour: of the points
 * @param {Theme} theme
 */
export function drawFit(ink, plot, frame, data, { curves, selected, pointed, samples, step, colour }, theme) {
  const { left, top, right, bottom } = plot;
  const { x, y } = scaleOf(plot, frame);
  const { training, validation } = data;
  const sees = data.batchAt(step);
  const target = (/** @type {number} */ i) => training.v[i] + (data.moved?.(step, i) ?? 0);
  ink.save();
  ink.beginPath();
  ink.rect(left, top, right - left, bottom - top);
  ink.clip();
  for (const { seen, share } of [
    { seen: false, share: ERROR * FADED },
    { seen: true, share: ERROR },
  ]) {
    ink.globalAlpha = share;
    ink.strokeStyle = selected.colour;
    ink.lineWidth = 1.2;
    ink.beginPath();
    for (let i = 0; i < training.u.length; i++) {
      if (Number.isNaN(selected.fitted[i]) || (sees?.(i) ?? true) !== seen) continue;
      ink.moveTo(x(training.u[i]), y(target(i)));
      ink.lineTo(x(training.u[i]), y(selected.fitted[i]));
    }
    ink.stroke();
  }
  ink.lineJoin = "round";
  const trace = (/** @type {ArrayLike<number>} */ heights) => {
    ink.beginPath();
    let down = false;
    for (let i = 0; i < samples.length; i++) {
      const known = !Number.isNaN(heights[i]);
      if (known) ink[down ? "lineTo" : "moveTo"](x(samples[i]), y(heights[i]));
      down = known;
    }
    ink.stroke();
  };
  if (pointed) {
    ink.globalAlpha = 1;
    ink.strokeStyle = theme.ink;
    ink.lineWidth = 1.6;
    ink.setLineDash(DASHES);
    trace(pointed);
    ink.setLineDash([]);
  }
  for (const curve of curves) {
    ink.globalAlpha = curve.ink.share;
    ink.strokeStyle = curve.colour;
    ink.lineWidth = 2.4 * curve.ink.thick;
    trace(curve.heights);
  }
  ink.globalAlpha = 0.7;
  for (let i = 0; i < validation.u.length; i++)
    disc(ink, [x(validation.u[i]), y(validation.v[i])], POINT, theme.background, colour, 1.3);
  for (let i = 0; i < training.u.length; i++) {
    const at = /** @type {import("./ink.js").Pixel} */ ([x(training.u[i]), y(target(i))]);
    const seen = sees?.(i) ?? true;
    ink.globalAlpha = FADED;
    if (data.moved) disc(ink, [at[0], y(training.v[i])], POINT, colour, theme.background, 1);
    if (data.moved && !seen) continue;
    ink.globalAlpha = seen ? 1 : FADED;
    disc(ink, at, POINT, colour, theme.background, 1);
    if (sees && seen) disc(ink, at, RING, "transparent", theme.ink, 1.6);
  }
  ink.restore();
}
