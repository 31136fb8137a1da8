// How an atlas is drawn: its pictures where they lie, the bound over them, a cross at the present values, and the axes.

import { clip, label, trace } from "./ink.js";
import { ticksOn } from "./scales.js";

const [GAP, TICK] = [6, 4]; // pixels
const APART = 10; // pixels between the names of two ticks
const RADIUS = 6; // pixels, of the ring in the cross
const WAITING = 0.4; // how opaque a bound is that may have moved

/**
 * @typedef {import("./ink.js").Context} Context
 * @typedef {import("./ink.js").Box} Box
 * @typedef {import("./scales.js").Tick} Tick
 * @typedef {object} Picture
 * @property {import("./plane.js").Plane} plane
 * @property {import("./maps.js").Other} other
 * @property {({picture: import("./decode.js").Message, ground: import("./ground.js").Ground} | null)[]} pictures from
 *   below to above
 * @property {import("./scene.js").Landscape} landscape
 * @property {import("./decode.js").Message | null} bound
 * @property {boolean} isBoundFresh
 * @property {{rate: number, value: number}} setting
 * @property {import("./theme.js").Theme} theme
 */

/**
 * Draws all of it; returns where the plot is.
 * @param {Context} ink @param {[number, number]} size @param {number} letters @param {Picture} picture @returns {Box}
 */
export function drawAtlas(ink, [width, height], letters, picture) {
  const { plane, other, theme } = picture;
  const [across, up] = plane.spans;
  const bottom = height - (TICK + 2 + 2.3 * letters);
  const top = 1.5 * letters;
  const rows = ticksThatFit((count) => ticksOn(plane.axes[1].scale, plane.axes[1].steps, other.reading, ...up, count), (ticks) =>
    (bottom - top) / ticks.length >= 1.4 * letters);
  const left = Math.ceil(Math.max(...rows.map(({ name }) => ink.measureText(name).width), 2 * letters)) + GAP + TICK;
  const right = width - Math.max(0.8 * letters, 8);
  const columns = ticksThatFit((count) => ticksOn("log", false, "number", ...across, count), (ticks) =>
    ticks.reduce((sum, { name }) => sum + ink.measureText(name).width + APART, 0) <= right - left);
  /** @type {Box} */
  const box = [left, top, right, bottom];
  const x = (/** @type {number} */ place) => left + ((place - across[0]) / (across[1] - across[0])) * (right - left);
  const y = (/** @type {number} */ place) => bottom - ((place - up[0]) / (up[1] - up[0])) * (bottom - top);
  drawPictures(ink, box, picture);
  drawBound(ink, box, x, y, picture);
  drawCross(ink, box, picture);
  drawAxes(ink, box, letters, columns.map(({ at, name }) => ({ at: x(at), name })), rows.map(({ at, name }) => ({ at: y(at), name })), other, theme);
  return box;
}

/**
 * As many ticks as there is room for.
 * @param {(count: number) => Tick[]} make @param {(ticks: Tick[]) => boolean} fit
 */
function ticksThatFit(make, fit) {
  for (let count = 7; count > 2; count--) {
    const ticks = make(count);
    if (fit(ticks)) return ticks;
  }
  return make(2);
}

/** @param {Context} ink @param {Box} box @param {Picture} picture */
function drawPictures(ink, [left, top, right, bottom], { plane, pictures, landscape, theme }) {
  const [width, height] = [right - left, bottom - top];
  const [rangeX, rangeY] = plane.spans;
  for (const one of pictures) {
    if (!one) continue;
    ink.drawImage(one.ground.of(one.picture, landscape, { width, height, rangeX, rangeY }, theme), left, top, width, height);
  }
}

/**
 * @param {Context} ink @param {Box} box @param {(place: number) => number} x @param {(place: number) => number} y
 * @param {Picture} picture
 */
function drawBound(ink, box, x, y, { bound, isBoundFresh, theme }) {
  if (!bound) return;
  const { data } = bound.arrays.bound;
  const [low, high] = bound.header.piece[1];
  const points = Array.from(data, (place, i) => {
    return /** @type {import("./ink.js").Pixel} */ ([x(place), y(low + (i / (data.length - 1)) * (high - low))]);
  });
  ink.save();
  ink.globalAlpha = isBoundFresh ? 1 : WAITING;
  for (const [colour, thick, dashes] of /** @type {const} */ ([
    [theme.halo, 5, []],
    [theme.ink, 2, [7, 4]],
  ])) {
    ink.strokeStyle = colour;
    ink.lineWidth = thick;
    ink.setLineDash([...dashes]);
    trace(ink, points, box, (a, b) => Number.isFinite(a[0]) && Number.isFinite(b[0]));
  }
  ink.setLineDash([]);
  const seen = points.filter(([px, py]) => px > box[0] && px < box[2] && py > box[1] + 8 && py < box[3] - 8);
  const at = seen.at(Math.floor(seen.length / 8));
  if (at) {
    const width = ink.measureText("bound").width;
    label(ink, "bound", [at[0] + width + 8 < box[2] ? at[0] + 7 : at[0] - width - 7, at[1]], theme.ink, theme.halo);
  }
  ink.restore();
}

/** @param {Context} ink @param {Box} box @param {Picture} picture */
function drawCross(ink, box, { plane, setting, theme }) {
  const [left, top, right, bottom] = box;
  const [x, y] = plane.shareOf([setting.rate, setting.value]);
  const [px, py] = [left + x * (right - left), bottom - y * (bottom - top)];
  ink.save();
  for (const [colour, line, ring] of /** @type {const} */ ([
    [theme.halo, 2.5, 5],
    [theme.marble, 1, 2.2],
  ])) {
    ink.strokeStyle = colour;
    ink.lineWidth = line;
    ink.beginPath();
    for (const [a, b] of /** @type {[import("./ink.js").Pixel, import("./ink.js").Pixel][]} */ ([
      [[left, py], [px - RADIUS, py]],
      [[px + RADIUS, py], [right, py]],
      [[px, top], [px, py - RADIUS]],
      [[px, py + RADIUS], [px, bottom]],
    ])) {
      const seen = clip(a, b, box);
      if (!seen) continue;
      ink.moveTo(seen[0], seen[1]);
      ink.lineTo(seen[2], seen[3]);
    }
    ink.stroke();
    if (!(px >= left && px <= right && py >= top && py <= bottom)) continue;
    ink.beginPath();
    ink.arc(px, py, RADIUS, 0, 2 * Math.PI);
    ink.lineWidth = ring;
    ink.stroke();
  }
  ink.restore();
}

/**
 * @param {Context} ink @param {Box} box @param {number} letters @param {Tick[]} columns @param {Tick[]} rows in pixels
 * @param {import("./maps.js").Other} other @param {import("./theme.js").Theme} theme
 */
function drawAxes(ink, [left, top, right, bottom], letters, columns, rows, other, theme) {
  ink.strokeStyle = theme.muted;
  ink.fillStyle = theme.text;
  ink.lineWidth = 1;
  ink.strokeRect(Math.round(left) - 0.5, Math.round(top) - 0.5, Math.round(right - left) + 1, Math.round(bottom - top) + 1);
  ink.beginPath();
  ink.textBaseline = "top";
  for (const { at, name } of columns) {
    ink.moveTo(at, bottom);
    ink.lineTo(at, bottom + TICK);
    const half = ink.measureText(name).width / 2;
    ink.textAlign = "center";
    ink.fillText(name, Math.min(Math.max(at, left - GAP + half), right + GAP - half), bottom + TICK + 2);
  }
  ink.textAlign = "right";
  ink.textBaseline = "middle";
  for (const { at, name } of rows) {
    ink.moveTo(left, at);
    ink.lineTo(left - TICK, at);
    ink.fillText(name, left - GAP, Math.min(Math.max(at, top + letters / 2), bottom - letters / 2));
  }
  ink.stroke();
  ink.fillStyle = theme.muted;
  ink.textBaseline = "bottom";
  ink.textAlign = "center";
  ink.fillText("learning rate α", (left + right) / 2, bottom + TICK + 2 + 2.3 * letters);
  ink.textAlign = "left";
  ink.textBaseline = "top";
  ink.fillText(other.label, GAP / 2, 0);
}
