// A pin on the map, in ink, and what stands beside places: names that stay within the view.

import { arrow, clip, label } from "../ink.js";
import { rimOf } from "../theme.js";

const [HEAD, STEM] = [9, 20]; // pixels: the pin's head, and from its middle to its tip
const ASIDE = 8; // pixels that a name keeps from the border

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("../theme.js").Theme} Theme
 * @typedef {import("../viewport.js").Viewport} Viewport
 */

/** @param {Context} ink @param {Pixel} tip @param {Theme} theme @param {number} share how opaque it is */
export function drawPin(ink, [x, y], { memory, halo }, share) {
  const top = y - STEM;
  const open = Math.acos(HEAD / STEM); // where the lines from the tip touch the head
  ink.save();
  ink.globalAlpha = share;
  ink.lineJoin = "round";
  ink.beginPath();
  ink.moveTo(x, y);
  ink.arc(x, top, HEAD, Math.PI / 2 + open, Math.PI / 2 - open);
  ink.closePath();
  ink.strokeStyle = halo;
  ink.lineWidth = 4;
  ink.stroke();
  ink.fillStyle = memory;
  ink.fill();
  ink.beginPath();
  ink.arc(x, top, HEAD * 0.4, 0, 2 * Math.PI);
  ink.fillStyle = rimOf(memory);
  ink.fill();
  ink.restore();
}

/** A dashed line between two places, as far as it is seen. @param {Context} ink @param {Pixel} from @param {Pixel} to @param {Viewport} viewport @param {Theme} theme */
export function drawBetween(ink, from, to, { width, height }, theme) {
  const seen = clip(from, to, [0, 0, width, height]);
  if (!seen) return;
  ink.save();
  ink.setLineDash([6, 5]);
  for (const { stroke, thick } of [
    { stroke: theme.halo, thick: 5 },
    { stroke: theme.ink, thick: 2 },
  ]) {
    ink.strokeStyle = stroke;
    ink.lineWidth = thick;
    ink.beginPath();
    ink.moveTo(seen[0], seen[1]);
    ink.lineTo(seen[2], seen[3]);
    ink.stroke();
  }
  ink.restore();
}

/** Whether a place is in the view. @param {Pixel} pixel @param {Viewport} viewport */
export const isSeen = ([x, y], { width, height }) => x >= 0 && y >= 0 && x <= width && y <= height;

/**
 * Which way a place out of the view lies: an arrow at the border. Returns its tip.
 * @param {Context} ink @param {Pixel} to @param {Viewport} viewport @param {Theme} theme @returns {Pixel | null}
 */
export function drawOut(ink, to, { width, height }, theme) {
  const way = clip([width / 2, height / 2], to, [0, 0, width, height]);
  if (!way) return null;
  const [x0, y0, x, y] = way;
  const size = Math.hypot(x - x0, y - y0);
  arrow(ink, [x - (34 * (x - x0)) / size, y - (34 * (y - y0)) / size], [x, y], theme.marble, theme.halo, 4);
  return [x, y];
}

/**
 * What a place is called, below it or above.
 * @param {Context} ink @param {string} text @param {Pixel} at @param {number} down pixels @param {Viewport} viewport
 * @param {Theme} theme
 */
export function drawName(ink, text, [x, y], down, { width, height }, theme) {
  const wide = ink.measureText(text).width;
  const left = Math.min(Math.max(x - wide / 2, ASIDE), width - wide - ASIDE);
  const top = Math.min(Math.max(y + down, 2 * ASIDE), height - 2 * ASIDE);
  label(ink, text, [left, top], theme.ink, theme.halo);
}
