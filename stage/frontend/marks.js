// Dots and marks along the path of one of several runners, a larger mark where it ends: they tell it without its colour.

import { addShape, drawShape } from "./ink.js";

const [BETWEEN, DOTS] = [22, 4]; // pixels from one mark or dot to the next, or a path were all marks
const [DOT, SMALL, LARGE, HALO] = [1.6, 3.4, 4.6, 1.6]; // pixels

/**
 * @typedef {import("./ink.js").Context} Context
 * @typedef {import("./ink.js").Pixel} Pixel
 */

/**
 * Which of the points in a frame have a mark: each so far from the one before.
 * @param {Pixel[]} points @param {{width: number, height: number}} frame
 */
export function markedOf(points, { width, height }, between = BETWEEN) {
  const marked = [];
  let [lastX, lastY] = [-Infinity, -Infinity];
  for (let k = 0; k < points.length; k++) {
    const [x, y] = points[k];
    if (!(x >= 0 && y >= 0 && x <= width && y <= height && Math.hypot(x - lastX, y - lastY) >= between)) continue;
    marked.push(k);
    [lastX, lastY] = [x, y];
  }
  return marked;
}

/**
 * @param {Context} ink @param {Pixel[]} points where each step is @param {number} step the whole steps done
 * @param {import("./runners.js").Ink} own @param {{width: number, height: number}} frame
 * @param {number} size how many times as large as on the map
 */
export function drawMarks(ink, points, step, own, frame, size = 1) {
  ink.fillStyle = own.line;
  const [marked, dots] = [markedOf(points, frame), markedOf(points, frame, DOTS)];
  for (const { which, alpha } of [
    { which: (k) => k > step, alpha: 0.5 },
    { which: (k) => k <= step, alpha: 1 },
  ]) {
    ink.globalAlpha = alpha;
    ink.beginPath();
    for (const k of dots) {
      if (!which(k)) continue;
      const [x, y] = points[k];
      ink.moveTo(x + DOT * size, y);
      ink.arc(x, y, DOT * size, 0, 2 * Math.PI);
    }
    for (const k of marked) if (which(k)) addShape(ink, points[k], own.mark, SMALL * size);
    ink.fill();
  }
  ink.globalAlpha = 1;
  const end = points.at(-1);
  if (!end || markedOf([end], frame).length === 0) return;
  drawShape(ink, end, own.mark, (LARGE + HALO) * size, own.halo);
  drawShape(ink, end, own.mark, LARGE * size, own.line);
}
