// The paths and a mark at each of their steps: the way so far at full strength, the rest faint.

import { trace } from "../ink.js";
import { drawMarks } from "../marks.js";

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("../layers.js").Picture} Picture
 */

/** Strides across the whole view are thin, or they would hide it. @param {Context} ink @param {Picture} picture */
export function drawPaths(ink, { viewport, step, tracks, selected }) {
  const { width, height } = viewport;
  const stride = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]) > 1.5 * Math.hypot(width, height);
  const near = (a, b) => !stride(a, b);
  ink.lineJoin = ink.lineCap = "round";
  for (const one of tracks) {
    const { path, pixels, marble } = one;
    const [past, future] = [[...pixels.slice(0, step + 1), marble], pixels.slice(step)];
    const known = path.exact ? 1e9 : 3e4; // pixels: farther off, rounding would turn a stride to where it never went
    const seen = (a, b) => stride(a, b) && Math.min(Math.hypot(...a), Math.hypot(...b)) < known;
    const { line: colour, thick } = one.ink;
    for (const { points, stroke, thickness, alpha, which } of [
      { points: future, stroke: colour, thickness: 1, alpha: 0.3, which: seen },
      { points: past, stroke: colour, thickness: 1, alpha: 0.75, which: seen },
      { points: pixels, stroke: one.ink.halo, thickness: 1.6 + 2 * thick, alpha: 1, which: near },
      { points: future, stroke: colour, thickness: 1.4, alpha: 0.45, which: near },
      { points: past, stroke: colour, thickness: (one === selected ? 2 : 1.5) * thick, alpha: 1, which: near },
    ]) {
      ink.strokeStyle = stroke;
      ink.lineWidth = thickness;
      ink.globalAlpha = alpha;
      trace(ink, points, [-60, -60, width + 60, height + 60], which);
    }
  }
  ink.globalAlpha = 1;
}

/** @param {Context} ink @param {Picture} picture */
export function drawDots(ink, { viewport, step, traces, tracks }) {
  for (const { pixels, ink: own } of tracks) {
    if (traces.length > 1) {
      drawMarks(ink, pixels, step, own, viewport);
      continue;
    }
    const radius = pixels.length > 400 ? 1.6 : 2.6;
    for (const { from, to, alpha } of [
      { from: step + 1, to: pixels.length, alpha: 0.5 },
      { from: 0, to: step + 1, alpha: 1 },
    ]) {
      ink.globalAlpha = alpha;
      ink.fillStyle = own.line;
      ink.beginPath();
      for (let k = from; k < to; k++) {
        const [x, y] = pixels[k];
        if (!(x > -9 && y > -9 && x < viewport.width + 9 && y < viewport.height + 9)) continue;
        ink.moveTo(x + radius, y);
        ink.arc(x, y, radius, 0, 2 * Math.PI);
      }
      ink.fill();
    }
  }
  ink.globalAlpha = 1;
}
