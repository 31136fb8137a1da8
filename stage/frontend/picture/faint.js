// What is faint as a whole, and not line by line, where lines cross.

import { SvgInk } from "./svg_ink.js";

/** @typedef {import("../ink.js").Context} Context */

/** @param {Context} ink @param {number} share how opaque @param {(on: Context) => void} draw */
export function drawFaint(ink, share, draw) {
  if (share === 1) return draw(ink);
  if (ink instanceof SvgInk) return ink.drawFaint(share, draw);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [ink.canvas.width, ink.canvas.height];
  const on = /** @type {Context} */ (canvas.getContext("2d"));
  on.setTransform(ink.getTransform());
  on.font = ink.font;
  draw(on);
  ink.save();
  ink.resetTransform();
  ink.globalAlpha = share;
  ink.drawImage(canvas, 0, 0);
  ink.restore();
}
