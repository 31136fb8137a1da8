// Draws the slice through a step, and the parts that a step with a memory is made of.

import { ticksOf } from "./chart.js";
import { show } from "./format.js";
import { arrow, disc, drawShape, label } from "./ink.js";
import { Viewport } from "./viewport.js";

const DEEPEST = 3; // times the height of what the loss does: farther down or up the parabola is cut off

/**
 * @typedef {import("./cuts.js").Cut} Cut
 * @typedef {import("./theme.js").Theme} Theme
 * @typedef {import("./ink.js").Context} Context
 * @typedef {{left: number, right: number, top: number, bottom: number}} Plot where the slice is drawn
 */

/**
 * @param {Context} ink @param {Plot} plot
 * @param {{cut: Cut, jump: number, done: number, rate: number | null}} facts jump: by how much the loss changes; done:
 * the share of the step that is; rate: of a plain step, on whose line all places are rates
 * @param {Theme} theme
 */
export function drawSlice(ink, { left, right, top, bottom }, { cut, jump, done, rate }, theme) {
  const { slope, bend, floor, ends, curve } = cut;
  const parabola = (u) => slope * u + (bend * u * u) / 2;
  const [low, high] = heightsOf(cut, jump, parabola);
  const x = (u) => left + ((u - ends[0]) / (ends[1] - ends[0])) * (right - left);
  const y = (rise) => bottom - ((rise - low) / (high - low)) * (bottom - top);
  const line = ([x0, y0], [x1, y1], dash, colour, width) => {
    ink.setLineDash(dash);
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.beginPath();
    ink.moveTo(x0, y0);
    ink.lineTo(x1, y1);
    ink.stroke();
    ink.setLineDash([]);
  };
  ink.fillStyle = theme.muted;
  ink.textAlign = "right";
  ink.textBaseline = "middle";
  for (const { at, name } of ticksOf(low, high, false, 3)) {
    line([left, y(at)], [right, y(at)], [], theme.grid, 1);
    ink.fillText(at > 0 ? `+${name}` : name, left - 6, y(at), left - 8);
  }
  const inSight = floor !== null && floor > 0 && x(floor) <= right;
  const mirrored = inSight && x(2 * floor) <= right;
  ink.textBaseline = "top";
  ink.textAlign = "center";
  const marks = [];
  if (inSight) marks.push({ u: floor, text: rate === null ? "floor" : `1/λ = ${show(rate * floor, 3)}` });
  if (mirrored) marks.push({ u: 2 * floor, text: rate === null ? "as high" : `2/λ = ${show(2 * rate * floor, 3)}` });
  let free = left;
  for (const { u, text } of marks) {
    line([x(u), top], [x(u), bottom + 3], [2, 3], theme.muted, 1);
    const wide = ink.measureText(text).width;
    const middle = Math.min(Math.max(x(u), free + wide / 2), right + 8 - wide / 2);
    if (middle < free + wide / 2 - 1) continue;
    ink.fillText(text, middle, bottom + 6);
    free = middle + wide / 2 + 8;
  }

  ink.save();
  ink.beginPath();
  ink.rect(left, top - 6, right - left, bottom - top + 6);
  ink.clip();
  if (mirrored) line([x(0), y(0)], [x(2 * floor), y(0)], [1, 3], theme.text, 1.2);
  line([x(ends[0]), y(slope * ends[0])], [x(ends[1]), y(slope * ends[1])], [], theme.muted, 1);
  drawCurve(ink, curve, x, y, theme.primary, cut.exact ? [] : [1, 3]);
  drawCurve(ink, parabolaPoints(ends, parabola), x, y, theme.across, [5, 4]);
  if (inSight) drawDistances(ink, { x, y: bottom - 5, floor, kept: cut.kept }, theme);
  arrow(ink, [x(0), y(0)], [x(1), y(jump)], theme.step, theme.halo, 2);
  drawShape(ink, [x(1), y(parabola(1))], "diamond", 4, theme.across);
  disc(ink, [x(0), y(0)], 4.5, theme.background, theme.marble, 2);
  disc(ink, [x(1), y(jump)], 4.5, theme.background, theme.marble, 2);
  disc(ink, [x(done), y(riseAt(curve, done, jump))], 6, theme.marble, "#ffffff", 2);
  ink.restore();
  if (rate !== null && Number.isFinite(jump)) {
    const isRight = x(1) > (left + right) / 2;
    ink.textAlign = isRight ? "right" : "left";
    ink.textBaseline = "bottom";
    ink.fillStyle = theme.text;
    ink.fillText(`α = ${show(rate, 3)}`, x(1) + (isRight ? -9 : 9), Math.max(y(jump) - 6, top + 4));
  }
}

/**
 * From which height to which: all that the loss does between the ends of the step, the parabola as far as that is not
 * much more.
 * @param {Cut} cut @param {number} jump @param {(u: number) => number} parabola
 */
function heightsOf({ floor, ends, curve }, jump, parabola) {
  const beyond = floor === null ? 1 : Math.min(2 * floor, ends[1]);
  const [first, last] = [Math.min(0, beyond), Math.max(1, beyond)];
  const seen = curve.filter(({ u, rise }) => u >= first && u <= last && Number.isFinite(rise)).map(({ rise }) => rise);
  if (Number.isFinite(jump)) seen.push(jump);
  if (seen.length < 2) seen.push(parabola(1));
  let [low, high] = [Math.min(0, ...seen), Math.max(0, ...seen)];
  const reach = DEEPEST * (high - low || Math.abs(parabola(1)));
  for (const u of [1, ...(floor !== null && floor < ends[1] && floor > ends[0] ? [floor] : [])]) {
    low = Math.min(low, Math.max(parabola(u), low - reach));
    high = Math.max(high, Math.min(parabola(u), high + reach));
  }
  const room = 0.12 * (high - low || 1);
  return [low - 1.5 * room, high + room];
}

/** @param {[number, number]} ends @param {(u: number) => number} parabola */
function parabolaPoints([first, last], parabola) {
  return Array.from({ length: 61 }, (_, i) => first + ((last - first) * i) / 60).map((u) => ({ u, rise: parabola(u) }));
}

/** The loss on the way: between samples, else straight to where it lands. */
function riseAt(curve, u, jump) {
  const after = curve.findIndex((point) => point.u >= u);
  if (after < 1 || u <= 0 || u >= 1) return u <= 0 ? 0 : u >= 1 ? jump : u * jump;
  const [a, b] = [curve[after - 1], curve[after]];
  return a.rise + ((u - a.u) / (b.u - a.u)) * (b.rise - a.rise);
}

/**
 * @param {Context} ink @param {{u: number, rise: number}[]} points @param {(u: number) => number} x
 * @param {(rise: number) => number} y @param {string} colour @param {number[]} dash
 */
function drawCurve(ink, points, x, y, colour, dash) {
  ink.strokeStyle = colour;
  ink.lineWidth = 2;
  ink.lineJoin = "round";
  ink.setLineDash(dash);
  ink.beginPath();
  let down = false;
  for (const { u, rise } of points) {
    const known = Number.isFinite(rise);
    if (known) ink[down ? "lineTo" : "moveTo"](x(u), Math.min(Math.max(y(rise), -9999), 9999));
    down = known;
  }
  ink.stroke();
  ink.setLineDash([]);
}

/**
 * How far it was from the floor, and how far it is then.
 * @param {Context} ink @param {{x: (u: number) => number, y: number, floor: number, kept: number}} facts
 * @param {Theme} theme
 */
function drawDistances(ink, { x, y, floor, kept }, theme) {
  for (const { to, colour, width, lift } of [
    { to: 0, colour: theme.muted, width: 3, lift: 0 },
    { to: 1, colour: theme.step, width: 3, lift: 5 },
  ]) {
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.beginPath();
    ink.moveTo(x(floor), y - lift);
    ink.lineTo(x(to), y - lift);
    ink.stroke();
  }
  const text = `×${kept < 0 ? `(${show(kept, 2)})` : show(kept, 2)}`;
  const middle = (x(floor) + x(1)) / 2;
  label(ink, text, [middle - ink.measureText(text).width / 2, y - 15], theme.text, theme.background);
}

/**
 * The step as the sum of what the slope here makes of it and what is remembered, as the map lies.
 * @param {Context} ink @param {[number, number, number, number]} box left, top, width, height @param {number} letters
 * their pixels @param {Cut} cut @param {import("./scene.js").Window} window @param {Theme} theme
 */
export function drawParts(ink, [left, top, width, height], letters, { move, remembered }, window, theme) {
  if (!remembered) return;
  const [ux, uy] = new Viewport(window).unit;
  const slopes = [move[0] - remembered[0], move[1] - remembered[1]];
  const corners = [[0, 0], slopes, move].map(([dx, dy]) => [dx / ux, -dy / uy]);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const words = 2.7 * letters; // pixels below, for the names
  const scale = Math.min((width - 34) / (x1 - x0 || 1e-300), (height - words - 34) / (y1 - y0 || 1e-300));
  const [middleX, middleY] = [left + width / 2, top + (height - words) / 2];
  /** @type {import("./ink.js").Pixel[]} */
  const [origin, turn, tip] = corners.map(([x, y]) => [
    middleX + scale * (x - (x0 + x1) / 2),
    middleY + scale * (y - (y0 + y1) / 2),
  ]);
  arrow(ink, origin, tip, theme.step, theme.halo, 2.5);
  arrow(ink, origin, turn, theme.gradient, theme.halo, 2);
  arrow(ink, turn, tip, theme.memory, theme.halo, 2);
  disc(ink, origin, 4, theme.marble, "#ffffff", 1.5);
  ink.textBaseline = "alphabetic";
  ink.textAlign = "center";
  [
    ["slope's part", theme.gradient],
    ["+ memory's part", theme.memory],
  ].forEach(([text, colour], i) => {
    ink.fillStyle = colour;
    ink.fillText(text, middleX, top + height - words + (1.1 + 1.25 * i) * letters, width - 4);
  });
}
