// A cut through a step: the loss along its line, and the parabola that slope and curvature see there.
// `descent/crosscut.py` says what these are. The present run has exact ones; of other notches the parts are looked up.

import { stepAlong } from "./paths.js";

const FINE = 6; // cells of the surface's grid that a line has to cross for a curve to be read from it
const SHARE = 2 ** -8; // of a place: what a rounded path moves less than, has no direction

/**
 * @typedef {import("./decode.js").Message} Message
 * @typedef {import("./paths.js").Path} Path
 * @typedef {{farthest: number, room: number, midst: number}} Frame midst: what is added to the shares of a row
 * @typedef {{bends: ArrayLike<number>, tops: ArrayLike<number>, shares: ArrayLike<number>, samples: number,
 *            remembered: [ArrayLike<number>, ArrayLike<number>] | null}} Cuts of each step of the present run
 *
 * @typedef {object} Cut one step's; places count in its length from where it began
 * @property {[number, number]} move
 * @property {number} slope
 * @property {number} bend
 * @property {number | null} floor where the parabola is lowest; null where it has no such place
 * @property {number} kept the share that the step keeps of the distance to that floor, with its sign
 * @property {[number, number]} ends what is shown
 * @property {{u: number, rise: number}[]} curve the loss above that at the start of the step; empty where it is not known
 * @property {[number, number] | null} remembered memory's part of the step; null without a memory
 * @property {boolean} exact
 */

/** @param {Message} message @returns {Cuts | null} */
export function cutsOf({ arrays: { bends, tops, rises, remembered } }) {
  if (!bends) return null;
  const count = bends.data.length;
  return {
    bends: bends.data,
    tops: tops.data,
    shares: rises.data,
    samples: rises.shape[1],
    remembered: remembered ? [remembered.data.subarray(0, count), remembered.data.subarray(count)] : null,
  };
}

/**
 * The cut through step k; null where the step, or what is known of it, is no number or nothing.
 * @param {Path} path @param {number} k @param {Cuts | null} cuts those of just this path, if there are
 * @param {import("./surface.js").Surface | null} surface of the loss that it goes down, null if that is not here
 * @param {Frame} frame @returns {Cut | null}
 */
export function cutAt(path, k, cuts, surface, frame) {
  const move = stepAlong(path, k);
  const [dx, dy] = move;
  const [x, y] = [path.x[k], path.y[k]];
  const blurred = !path.exact && Math.hypot(dx, dy) < SHARE * Math.hypot(x, y);
  const bend = cuts ? cuts.bends[k] : (surface?.bendNear(x, y, dx, dy) ?? NaN);
  const slope = path.gx[k] * dx + path.gy[k] * dy;
  if (blurred || (dx === 0 && dy === 0) || !Number.isFinite(slope) || !Number.isFinite(bend)) return null;
  const floor = bend > 0 ? -slope / bend : null;
  const ends = frameOf(floor, frame);
  const remembered = cuts?.remembered ?? null;
  return {
    move,
    slope,
    bend,
    floor,
    kept: 1 + bend / slope,
    ends,
    curve: cuts ? sampled(cuts, k, ends, frame.midst) : surface ? lookedUp(path, k, move, ends, surface) : [],
    remembered: remembered && [remembered[0][k], remembered[1][k]],
    exact: cuts !== null,
  };
}

/** As `frame` in crosscut.py. @param {number | null} floor @param {Frame} frame @returns {[number, number]} */
function frameOf(floor, { farthest, room }) {
  const beyond = Math.min(Math.max(2 * (floor ?? 0), -farthest), farthest);
  const [first, last] = [Math.min(beyond, 0), Math.max(beyond, 1)];
  return [first - room * (last - first), last + room * (last - first)];
}

/** @param {Cuts} cuts @param {number} k @param {[number, number]} ends @param {number} midst */
function sampled({ tops, shares, samples }, k, [first, last], midst) {
  return Array.from({ length: samples }, (_, i) => ({
    u: first + ((last - first) * i) / (samples - 1),
    rise: (shares[k * samples + i] - midst) * tops[k],
  }));
}

/**
 * Read off the map's grid, where that is fine enough.
 * @param {Path} path @param {number} k @param {[number, number]} move @param {[number, number]} ends
 * @param {import("./surface.js").Surface} surface
 */
function lookedUp(path, k, [dx, dy], [first, last], surface) {
  const { x, y } = surface;
  const cells = Math.hypot(dx / (x[1] - x[0]), dy / (y[1] - y[0])) * (last - first);
  if (cells < FINE) return [];
  const count = Math.min(Math.ceil(cells), 120);
  return Array.from({ length: count + 1 }, (_, i) => {
    const u = first + ((last - first) * i) / count;
    const loss = surface.lossNear(path.x[k] + u * dx, path.y[k] + u * dy);
    return { u, rise: loss === undefined ? NaN : loss - path.loss[k] };
  });
}
