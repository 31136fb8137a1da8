// The landscape on a grid, and the one scale on which map and relief show its height.

export const LEVELS = 22; // contours between the lowest and the highest, in both

/**
 * `holes`: whether a loss is no number, so that it has no height.
 * @typedef {{x: number[], y: number[], heights: (number | null)[][], holes: boolean, low: number, high: number,
 *            heightOf: (loss: number) => number, lossOf: (height: number) => number,
 *            lossNear: (x: number, y: number) => number | undefined,
 *            bendNear: (x: number, y: number, dx: number, dy: number) => number}} Surface
 */

/** @param {import("./decode.js").Message} message @returns {Surface} */
export function surfaceOf({ header, arrays }) {
  const { x: xs, y: ys, lowest, ceiling, floor, scale } = header;
  const [rows, columns] = arrays.rises.shape;
  /** @param {[number, number]} ends @param {number} count */
  const spread = ([from, to], count) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const [x, y] = [spread(xs, columns), spread(ys, rows)];
  const heightOf = (loss) => Math.log10(1 + Math.max(loss - floor, 0) / scale);
  const losses = Float64Array.from(arrays.rises.data, (rise) => lowest + rise);
  const heights = [];
  let [low, high] = [Infinity, -Infinity];
  for (let j = 0; j < rows; j++) {
    const known = losses.subarray(j * columns, (j + 1) * columns).map((loss) => (Number.isFinite(loss) ? loss : NaN));
    const row = Array.from(known, heightOf);
    for (const height of row) {
      if (!Number.isFinite(height)) continue;
      low = Math.min(low, height);
      high = Math.max(high, height);
    }
    heights.push(row.map((height) => (Number.isFinite(height) ? height : null)));
  }
  const holes = heights.some((row) => row.includes(null));
  high = Math.min(high, heightOf(ceiling));
  /** @param {number} px @param {number} py */
  const lossNear = (px, py) => blend(losses, [rows, columns], xs, ys, px, py);
  const bendNear = arrays.curvatures ? bends(arrays.curvatures, xs, ys) : () => NaN;
  if (low > high) [low, high] = [0, 1]; // nothing here that numbers hold
  const lossOf = (height) => floor + scale * (10 ** height - 1);
  return { x, y, heights, holes, low, high: Math.max(high, low + 1e-9), heightOf, lossOf, lossNear, bendNear };
}

/**
 * The value between the four points of a grid around a place; undefined outside.
 * @param {ArrayLike<number>} grid @param {number[]} shape rows and columns @param {[number, number]} xs where it begins
 * and ends @param {[number, number]} ys @param {number} px @param {number} py
 */
function blend(grid, [rows, columns], xs, ys, px, py) {
  const fi = ((px - xs[0]) / (xs[1] - xs[0])) * (columns - 1);
  const fj = ((py - ys[0]) / (ys[1] - ys[0])) * (rows - 1);
  const [i, j] = [Math.floor(fi), Math.floor(fj)];
  if (!(i >= 0 && j >= 0 && i < columns - 1 && j < rows - 1)) return undefined;
  const [a, b] = [fi - i, fj - j];
  const at = (row, column) => grid[row * columns + column];
  return (1 - b) * ((1 - a) * at(j, i) + a * at(j, i + 1)) + b * ((1 - a) * at(j + 1, i) + a * at(j + 1, i + 1));
}

/**
 * How the loss curves along a way from a place; not a number where that is not known.
 * @param {import("./decode.js").NumericArray} curvatures the second derivatives xx, xy and yy on a grid
 * @param {[number, number]} xs @param {[number, number]} ys
 */
function bends({ shape: [, rows, columns], data }, xs, ys) {
  const grids = [0, 1, 2].map((which) => data.subarray(which * rows * columns, (which + 1) * rows * columns));
  /** @param {number} px @param {number} py @param {number} dx @param {number} dy */
  return (px, py, dx, dy) => {
    const [xx, xy, yy] = grids.map((grid) => blend(grid, [rows, columns], xs, ys, px, py) ?? NaN);
    return dx * (xx * dx + 2 * xy * dy) + dy * yy * dy;
  };
}
