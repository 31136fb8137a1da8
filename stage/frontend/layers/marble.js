// The marbles, and what is told of the selected one where it leaves the window, or is out of sight.

import { arrow, clip, disc, drawShape, label, trace } from "../ink.js";
import { tellPoint } from "../paths.js";

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("../layers.js").Picture} Picture
 * @typedef {import("../layers.js").Trace} Trace
 */

/** @param {Context} ink @param {Picture} picture */
export function drawMarbles(ink, { viewport, traces }) {
  for (const { marble, ink: own } of traces) if (isInside(marble, viewport)) drawMarble(ink, marble, own);
}

/** @param {Context} ink @param {Pixel} at @param {import("../runners.js").Ink} own */
function drawMarble(ink, at, { marble, rim, mark, share }) {
  ink.globalAlpha = share;
  disc(ink, at, 8, marble, rim, 2.5);
  if (mark !== "disc") drawShape(ink, at, mark, 4.5, rim);
  ink.globalAlpha = 1;
}

/**
 * The window, and the step from which the run stays outside it: the border is that of the landscape, whatever piece of
 * the plane is shown. @param {Context} ink @param {Picture} picture
 */
export function drawLeaving(ink, { theme, viewport, landscape, selected }) {
  const { path, pixels } = selected;
  const out = path.leaves;
  if (out < 0 || isLost(path, pixels[out])) return;
  const [[x0, x1], [y0, y1]] = landscape.window;
  const [[left, bottom], [right, top]] = [viewport.toPixel(x0, y0), viewport.toPixel(x1, y1)];
  drawFrame(ink, [left, top, right, bottom], theme, viewport);
  if (out === 0) return;
  // A step that overflowed went nowhere that a pixel could show
  const seen = clip(pixels[out - 1], pixels[out], [left, top, right, bottom]);
  /** @type {Pixel} */
  const at = seen ? [seen[2], seen[3]] : pixels[out - 1];
  if (!isInside(at, viewport)) return;
  point(ink, at, pixels[out], theme);
  tell(ink, at, `leaves the window at step ${out}`, theme, viewport, 0);
}

/** Whether a step went nowhere for want of a gradient: it did not leave. @param {Trace["path"]} path @param {Pixel} pixel */
const isLost = ({ lost }, pixel) => lost === "undefined" && !pixel.every(Number.isFinite);

/**
 * The window's border, as far as it is not the map's own.
 * @param {Context} ink @param {import("../ink.js").Box} box @param {import("../theme.js").Theme} theme
 * @param {import("../viewport.js").Viewport} viewport
 */
function drawFrame(ink, [left, top, right, bottom], theme, { width, height }) {
  ink.save();
  ink.globalAlpha = 0.7;
  for (const { stroke, thick } of [
    { stroke: theme.halo, thick: 3 },
    { stroke: theme.ink, thick: 1 },
  ]) {
    ink.strokeStyle = stroke;
    ink.lineWidth = thick;
    ink.setLineDash([6, 5]);
    for (const x of [left, right])
      if (x > 2 && x < width - 2) trace(ink, [[x, top], [x, bottom]], [0, 0, width, height], () => true);
    for (const y of [top, bottom])
      if (y > 2 && y < height - 2) trace(ink, [[left, y], [right, y]], [0, 0, width, height], () => true);
  }
  ink.restore();
}

/**
 * If the marble is out of sight, which way it lies and how far.
 * @param {Context} ink @param {Picture} picture
 */
export function drawAway(ink, { theme, viewport, step, selected }) {
  const { path, pixels, marble } = selected;
  if (isInside(marble, viewport)) return;
  const { width, height } = viewport;
  /** @type {import("../ink.js").Box} */
  const frame = [0, 0, width, height];
  /** @type {Pixel} */
  const middle = [width / 2, height / 2];
  const finite = marble.every(Number.isFinite);
  const last = finite ? marble : pixels.slice(0, step + 1).findLast((pixel) => pixel.every(Number.isFinite));
  const seen = clip(middle, last ?? middle, frame);
  /** @type {Pixel} */
  const at = seen ? [seen[2], seen[3]] : middle;
  drawMarble(ink, at, selected.ink);
  tell(ink, at, `step ${step}: ${tellPoint(path, step, 2)}`, theme, viewport, 18);
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
