// Contours: lines of one height over the surface's grid, cell by cell; where a corner has no height there are none.

import { LEVELS } from "./surface.js";

/**
 * Straight pieces, four numbers each: column and row of both ends.
 * @param {Pick<import("./surface.js").Surface, "heights" | "low" | "high">} surface @returns {number[]}
 */
export function contoursOf({ heights, low, high }) {
  const size = (high - low) / LEVELS;
  /** @type {number[]} */
  const pieces = [];
  for (let j = 1; j < heights.length; j++) {
    const [below, above] = [heights[j - 1], heights[j]];
    for (let i = 1; i < below.length; i++) {
      const [a, b, c, d] = [below[i - 1], below[i], above[i], above[i - 1]];
      if (a === null || b === null || c === null || d === null) continue;
      const first = Math.max(Math.ceil((Math.min(a, b, c, d) - low) / size), 1);
      const last = Math.min(Math.floor((Math.max(a, b, c, d) - low) / size), LEVELS);
      for (let k = first; k <= last; k++) cross(pieces, i - 1, j - 1, [a, b, c, d], low + k * size);
    }
  }
  return pieces;
}

/**
 * Adds where a line of that height crosses one cell. Where it comes in twice, the middle says which ends belong together.
 * @param {number[]} pieces @param {number} i @param {number} j @param {number[]} corners one after the other around it
 * @param {number} height
 */
function cross(pieces, i, j, [a, b, c, d], height) {
  /** @param {number} from @param {number} to */
  const share = (from, to) => (height - from) / (to - from);
  const ends = [];
  if (a > height !== b > height) ends.push(i + share(a, b), j);
  if (b > height !== c > height) ends.push(i + 1, j + share(b, c));
  if (c > height !== d > height) ends.push(i + share(d, c), j + 1);
  if (d > height !== a > height) ends.push(i, j + share(a, d));
  const turned = ends.length === 8 && (a + b + c + d) / 4 > height === a > height;
  pieces.push(...(turned ? ends : [...ends.slice(-2), ...ends.slice(0, -2)]));
}
