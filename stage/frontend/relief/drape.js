// A path laid over the surface: every step follows the ground from where it began to where it ends.

import { clip } from "../ink.js";
import { LIFT } from "./piece.js";

const [MOST, EACH] = [4000, 300]; // points of a path alone, and of one of several: a longer one is laid more coarsely

/**
 * `points`: x, y, z of each, broken by NaN; `time`: how many steps were done there; `crossing`: whether the step to there
 * only passes through the piece; `steps`: which points are the ends of steps; `exit`: where the path first leaves the
 * piece, and the direction that it takes; null while it stays.
 * @typedef {{points: Float32Array, time: Float32Array, crossing: boolean[], steps: number[], exit: Exit | null}} Cloth
 * @typedef {{place: import("./piece.js").Place, way: [number, number]}} Exit
 */

/**
 * @param {import("./piece.js").Piece} piece @param {import("../paths.js").Path} path
 * @param {boolean} several whether there are other paths beside it @returns {Cloth}
 */
export function drape(piece, path, several = false) {
  const { sides } = piece;
  /** @type {import("../ink.js").Box} */
  const ground = [-sides[0] / 2, -sides[1] / 2, sides[0] / 2, sides[1] / 2];
  const [across, up] = piece.fine;
  const cells = ([ax, ay, bx, by]) => Math.hypot((bx - ax) * across, (by - ay) * up);
  /** @type {import("../ink.js").Pixel[]} */
  const places = Array.from({ length: path.steps + 1 }, (_, k) => [piece.along(0, path.x[k]), piece.along(1, path.y[k])]);
  const strides = places.slice(1).map((to, k) => clip(places[k], to, ground));
  const length = strides.reduce((sum, stride) => sum + (stride ? cells(stride) : 0), 0);
  const cell = Math.max(1, length / (several ? EACH : MOST));
  const points = [];
  const time = [];
  const crossing = [];
  const steps = [];
  /** @type {Exit | null} */
  let exit = null;
  let passes = false;
  /** @param {number} x @param {number} y @param {number} t */
  const add = (x, y, t) => {
    const z = piece.heightAt(x, y) + LIFT;
    points.push(x, y, z);
    time.push(t);
    crossing.push(passes);
    return /** @type {import("./piece.js").Place} */ ([x, y, z]);
  };
  const isInside = ([x, y]) => x >= ground[0] && y >= ground[1] && x <= ground[2] && y <= ground[3];
  let joined = false; // whether the last point is the beginning of the next stride
  strides.forEach((stride, k) => {
    const [from, to] = [places[k], places[k + 1]];
    if (!stride) return void (joined = false);
    const [ax, ay, bx, by] = stride;
    passes = !isInside(from) && !isInside(to);
    if (!joined) {
      points.push(NaN, NaN, NaN);
      time.push(k);
      crossing.push(false);
      if (isInside(from)) steps.push(time.length);
      add(ax, ay, k);
    }
    const count = Math.max(1, Math.ceil(cells(stride) / cell));
    for (let i = 1; i < count; i++) add(ax + ((bx - ax) * i) / count, ay + ((by - ay) * i) / count, k + i / count);
    const end = add(bx, by, k + 1);
    joined = isInside(to);
    if (joined) steps.push(time.length - 1);
    else if (!exit && isInside(from)) exit = { place: end, way: [to[0] - from[0], to[1] - from[1]] };
  });
  return { points: Float32Array.from(points), time: Float32Array.from(time), crossing, steps, exit };
}
