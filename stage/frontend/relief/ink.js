// Ink over the 3D surface: paths, marbles and letters. What the surface hides is dotted and faint, and never gone.

import { arrow, disc, drawShape, label, star } from "../ink.js";
import { drawMarks } from "../marks.js";

const HIDDEN = { past: 0.75, future: 0.4 };
const DOTTED = [1.5, 4];
const POINTER = 0.13; // of the box: how far an arrow reaches out where a run leaves
const LEAVES = "leaves";
const LETTER = 11; // pixels from the box
const RIM = [-0.2, -0.1, 0, 0.1, 0.2]; // shares of a side, from its middle
const MANY = 200; // steps: more have no dot each

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("./piece.js").Place} Place
 *
 * One runner: its path on the surface, and where its marble is (null: not in the box).
 * @typedef {object} Trace
 * @property {import("./drape.js").Cloth} cloth
 * @property {Place | null} marble
 * @property {import("../runners.js").Ink} ink
 *
 * @typedef {object} Picture
 * @property {import("./piece.js").Piece} piece
 * @property {import("./camera.js").Frame} frame
 * @property {Place} eye
 * @property {(place: Place) => Pixel} lens
 * @property {import("../theme.js").Theme} theme
 * @property {Place[]} goals the global minima in the box
 * @property {[string, string]} axes what x and y are called
 * @property {number} t the time in steps
 * @property {Trace[]} traces in the order of drawing
 * @property {Trace} selected
 * @property {((ink: Context) => void) | null} others draws all paths but the topmost; null if it is drawn like them
 */

/** @param {Context} ink @param {Picture} picture */
export function drawRelief(ink, picture) {
  ink.font = `600 12px ${picture.theme.font}`;
  ink.lineJoin = ink.lineCap = "round";
  drawLetters(ink, picture);
  for (const goal of picture.goals) {
    ink.globalAlpha = isHidden(goal, picture) ? HIDDEN.future : 1;
    star(ink, picture.lens(goal), 6 * sizeOf(picture), picture.theme.star.fill, picture.theme.star.ring);
  }
  picture.others?.(ink);
  drawPaths(ink, picture, picture.others ? picture.traces.slice(-1) : picture.traces);
  drawLeaving(ink, picture, picture.selected);
  for (const trace of picture.traces) drawMarble(ink, picture, trace);
  ink.globalAlpha = 1;
}

/** @param {Context} ink @param {Omit<Picture, "others">} picture @param {Trace[]} traces those that are drawn */
export function drawPaths(ink, picture, traces) {
  ink.lineJoin = ink.lineCap = "round";
  for (const trace of traces) drawPath(ink, picture, trace);
}

/** @param {Context} ink @param {Omit<Picture, "others">} picture @param {Trace} trace */
function drawPath(ink, picture, { cloth, ink: own }) {
  const { piece, frame, eye, lens, t, traces } = picture;
  const { points, time, crossing, steps } = cloth;
  const hidden = hiddenOf(cloth, piece, eye);
  const pixels = Array.from(time, (_, i) => lens([points[3 * i], points[3 * i + 1], points[3 * i + 2]]));
  /** @param {(i: number) => boolean} which */
  const stroke = (which) => {
    ink.beginPath();
    let down = false;
    for (let i = 1; i < pixels.length; i++) {
      const seen = which(i) && !Number.isNaN(pixels[i][0] + pixels[i - 1][0]);
      if (seen && !down) ink.moveTo(...pixels[i - 1]);
      if (seen) ink.lineTo(...pixels[i]);
      down = seen;
    }
    ink.stroke();
  };
  const isPast = (i) => time[i] <= t;
  const isDim = (i) => Boolean(hidden[i] && hidden[i - 1]);
  const isThin = (i) => !isDim(i) && crossing[i];
  const isBold = (i) => !isDim(i) && !crossing[i];
  const several = traces.length > 1;
  for (const { which, colour, width, alpha, dash = [] } of [
    ...(several ? [] : [{ which: isDim, colour: own.halo, width: 3.4, alpha: HIDDEN.future, dash: DOTTED }]),
    { which: (i) => isDim(i) && isPast(i), colour: own.line, width: 1.8, alpha: HIDDEN.past, dash: DOTTED },
    { which: (i) => isDim(i) && !isPast(i), colour: own.line, width: 1.4, alpha: HIDDEN.future, dash: DOTTED },
    { which: (i) => isThin(i) && isPast(i), colour: own.line, width: 1, alpha: 0.75 }, // many, or they would hide it
    { which: (i) => isThin(i) && !isPast(i), colour: own.line, width: 1, alpha: 0.3 },
    { which: isBold, colour: own.halo, width: 1.6 + 2 * own.thick, alpha: 1 },
    { which: (i) => isBold(i) && !isPast(i), colour: own.line, width: 1.4, alpha: 0.5 },
    { which: (i) => isBold(i) && isPast(i), colour: own.line, width: 2 * own.thick, alpha: 1 },
  ]) {
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.globalAlpha = alpha;
    ink.setLineDash(dash);
    stroke(which);
  }
  ink.setLineDash([]);
  ink.fillStyle = own.line;
  if (several) {
    const places = steps.map((i) => pixels[i]);
    return drawMarks(ink, places, steps.findLastIndex((i) => time[i] <= t), own, frame, sizeOf(picture));
  }
  if (steps.length > MANY) return;
  for (const i of steps) {
    ink.globalAlpha = hidden[i] || time[i] > t ? HIDDEN.future : 1;
    ink.beginPath();
    ink.arc(...pixels[i], 2.2, 0, 2 * Math.PI);
    ink.fill();
  }
}

/** @param {Context} ink @param {Picture} picture @param {Trace} trace */
function drawMarble(ink, picture, { cloth, marble, ink: own }) {
  const at = marble ?? cloth.exit?.place; // one that left waits at the border
  if (!at) return;
  const [pixel, size] = [picture.lens(at), sizeOf(picture)];
  const faint = !marble || isHidden(at, picture);
  ink.globalAlpha = (faint ? 0.8 : 1) * own.share;
  ink.setLineDash(faint ? [3, 3] : []);
  disc(ink, pixel, 6.5 * size, own.marble, own.rim, 2);
  ink.setLineDash([]);
  if (own.mark !== "disc") drawShape(ink, pixel, own.mark, 3.7 * size, own.rim);
}

/** Where the run first leaves the box, and which way. @param {Context} ink @param {Picture} picture @param {Trace} trace */
function drawLeaving(ink, { lens, frame, theme }, { cloth: { exit } }) {
  if (!exit) return;
  const [x, y, z] = exit.place;
  const length = Math.hypot(...exit.way);
  const [from, to] = [
    lens([x, y, z]),
    lens([x + (POINTER * exit.way[0]) / length, y + (POINTER * exit.way[1]) / length, z]),
  ];
  ink.globalAlpha = 1;
  arrow(ink, from, to, theme.ink, theme.halo);
  const wide = ink.measureText(LEAVES).width;
  const left = within(to[0] - wide / 2, 6, frame.width - wide - 6);
  const below = to[1] >= from[1] ? 14 : -14;
  label(ink, LEAVES, [left, within(to[1] + below, 10, frame.height - 10)], theme.ink, theme.halo);
}

/** The names of the axes, beside the two edges of the floor that are nearest. @param {Context} ink @param {Picture} picture */
function drawLetters(ink, { piece, frame, eye, lens, theme, axes }) {
  const [width, depth, tall] = piece.sides;
  const [sx, sy] = [Math.sign(eye[0]) || 1, Math.sign(eye[1]) || 1];
  const floor = -tall / 2;
  const middle = lens([0, 0, floor]);
  ink.globalAlpha = 1;
  ink.fillStyle = theme.text;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  for (const [letter, x, y] of /** @type {[string, number, number][]} */ ([
    [axes[0], 0, (sy * depth) / 2],
    [axes[1], (sx * width) / 2, 0],
  ])) {
    const foot = lens([x, y, floor]);
    const length = Math.hypot(foot[0] - middle[0], foot[1] - middle[1]) || 1;
    const out = [(foot[0] - middle[0]) / length, (foot[1] - middle[1]) / length];
    const rims = RIM.map((share) => [x || share * width, y || share * depth]); // what of the surface reaches out here
    const reaches = rims.map(([rx, ry]) => {
      const rim = lens([rx, ry, piece.heightAt(rx, ry)]);
      return (rim[0] - foot[0]) * out[0] + (rim[1] - foot[1]) * out[1] || 0;
    });
    const aside = Math.max(0, ...reaches) + LETTER;
    const half = Math.max(8, ink.measureText(letter).width / 2 + 4);
    const at = [foot[0] + aside * out[0], foot[1] + aside * out[1]];
    ink.fillText(letter, within(at[0], half, frame.width - half), within(at[1], 8, frame.height - 8));
  }
}

/** @type {WeakMap<import("./drape.js").Cloth, {eye: string, hidden: boolean[]}>} */
const known = new WeakMap();

/**
 * Which points of a path the surface hides; the same until the eye moves.
 * @param {import("./drape.js").Cloth} cloth @param {import("./piece.js").Piece} piece @param {Place} eye
 */
function hiddenOf(cloth, piece, eye) {
  const last = known.get(cloth);
  if (last?.eye === String(eye)) return last.hidden;
  const { points, time } = cloth;
  const hidden = Array.from(time, (_, i) => piece.hides([points[3 * i], points[3 * i + 1], points[3 * i + 2]], eye));
  known.set(cloth, { eye: String(eye), hidden });
  return hidden;
}

/** Marks are larger in a larger picture. @param {Pick<Picture, "frame">} picture */
const sizeOf = ({ frame }) => within(frame.height / 300, 0.75, 1.5);

/** @param {Place} place @param {Picture} picture */
const isHidden = (place, { piece, eye }) => piece.hides(place, eye);

/** @param {number} value @param {number} low @param {number} high */
const within = (value, low, high) => Math.min(Math.max(value, low), high);
