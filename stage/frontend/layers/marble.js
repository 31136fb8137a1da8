// The marbles, and what is told of the selected one where it leaves the view.

import { show } from "../format.js";
import { arrow, clip, disc, drawShape, label } from "../ink.js";

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("../layers.js").Picture} Picture
 */

/** @param {Context} ink @param {Picture} picture */
export function drawMarbles(ink, { viewport, traces }) {
  for (const { marble, ink: own } of traces) if (isInside(marble, viewport)) drawMarble(ink, marble, own);
}

/** @param {Context} ink @param {Pixel} at @param {import("../runners.js").Ink} own */
function drawMarble(ink, at, { marble, mark }) {
  disc(ink, at, 8, marble, "#ffffff", 2.5);
  if (mark !== "disc") drawShape(ink, at, mark, 4.5, "#ffffff");
}

/**
 * Where the run first leaves the view and, if the marble is outside, which way it lies and how far.
 * @param {Context} ink @param {Picture} picture
 */
export function drawLeaving(ink, { theme, viewport, step, selected }) {
  const { path, pixels, marble } = selected;
  const { width, height } = viewport;
  /** @type {import("../ink.js").Box} */
  const frame = [0, 0, width, height];
  const out = pixels.findIndex((pixel) => !isInside(pixel, viewport));
  if (out > 0) {
    const seen = clip(pixels[out - 1], pixels[out], frame);
    /** @type {Pixel} */
    const at = seen ? [seen[2], seen[3]] : pixels[out - 1];
    point(ink, at, pixels[out], theme);
    tell(ink, at, `leaves the view at step ${out}`, theme, viewport, 0);
  }
  if (isInside(marble, viewport)) return;
  /** @type {Pixel} */
  const middle = [width / 2, height / 2];
  const finite = marble.every(Number.isFinite);
  const last = finite ? marble : pixels.slice(0, step + 1).findLast((pixel) => pixel.every(Number.isFinite));
  const seen = clip(middle, last ?? middle, frame);
  /** @type {Pixel} */
  const at = seen ? [seen[2], seen[3]] : middle;
  const [x, y] = [path.x[step], path.y[step]];
  const where = finite ? `(${show(x, 2)}, ${show(y, 2)})` : path.exact ? "overflowed" : "beyond 10³⁸";
  drawMarble(ink, at, selected.ink);
  tell(ink, at, `step ${step}: ${where}`, theme, viewport, 18);
}

/** @param {Pixel} pixel @param {import("../viewport.js").Viewport} viewport */
function isInside([x, y], { width, height }) {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

/**
 * A short arrow that ends at the border and points outward.
 * @param {Context} ink @param {Pixel} at @param {Pixel} toward @param {import("../theme.js").Theme} theme
 */
function point(ink, [x, y], toward, theme) {
  const [dx, dy] = [toward[0] - x, toward[1] - y];
  const size = Math.hypot(dx, dy);
  if (!(size > 0 && Number.isFinite(size))) return;
  arrow(ink, [x - (22 * dx) / size, y - (22 * dy) / size], [x, y], theme.ink, theme.halo, 3);
}

/**
 * Words beside a place at the border, kept within the view.
 * @param {Context} ink @param {Pixel} at @param {string} text @param {import("../theme.js").Theme} theme
 * @param {import("../viewport.js").Viewport} viewport @param {number} shift pixels further inward
 */
function tell(ink, [x, y], text, theme, { width, height }, shift) {
  const wide = ink.measureText(text).width;
  const left = Math.min(Math.max(x - wide / 2, 8), width - wide - 8);
  const inward = y < height / 2 ? 1 : -1;
  const top = Math.min(Math.max(y + 20 * inward, 14), height - 44) + shift * inward;
  label(ink, text, [left, top], theme.ink, theme.halo);
}
