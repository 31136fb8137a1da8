// The piece of the landscape that the 3D picture shows, in a box around the origin: what lies where, and what hides what.

const [SIDE, TALL] = [1.25, 0.8]; // of the box: its longer side and its height
const ROOM = 0.04; // of the height, below and above the surface
const FLATTEST = 0.4; // pieces flatter or taller than this are shown as squares, as on the map
const WIDE = 3; // windows: a surface not much wider is cut to the window, and a wider one shown whole
const EDGE = 1e-6; // cells: so far outside a rounded border may lie
const SKIN = 0.006; // of the box: what is not deeper below the surface than this lies on it
export const LIFT = 0.004; // of the box, so that ink lies on the surface and not in it
const NEAR = 1.5; // cells along a ray in which the surface does not hide what lies on it

/**
 * @typedef {import("../scene.js").Window} Window
 * @typedef {import("../surface.js").Surface} Surface
 * @typedef {[number, number, number]} Place in the box: across, up and high
 */

export class Piece {
  /** @param {Surface} surface @param {Window} window what of it is shown */
  constructor(surface, window) {
    const [columns, rows] = [kept(surface.x, window[0]), kept(surface.y, window[1])];
    this.x = columns.map((i) => surface.x[i]);
    this.y = rows.map((j) => surface.y[j]);
    this.heights = rows.map((j) => columns.map((i) => surface.heights[j][i]));
    const known = this.heights.flat().filter((height) => height !== null);
    const [low, high] = known.length ? [lowest(known), -lowest(known.map((height) => -height))] : [0, 1];
    const room = Math.max(high - low, 1e-9) * ROOM;
    /** @type {[number, number][]} what the three axes span */
    this.ranges = [ends(this.x), ends(this.y), [low - room, high + room]];
    const [width, depth] = this.ranges.map(([from, to]) => to - from);
    const shape = depth / width;
    const odd = shape < FLATTEST || shape > 1 / FLATTEST;
    /** @type {Place} */
    this.sides = [SIDE * (odd ? 1 : Math.min(1, 1 / shape)), SIDE * (odd ? 1 : Math.min(1, shape)), TALL];
    this.columns = this.x.length;
    this.rows = this.y.length;
    this.grid = Float32Array.from(this.heights.flat(), (height) => (height === null ? NaN : this.along(2, height)));
    this.top = this.along(2, high);
  }

  /** Where a coordinate or height lies along an axis of the box. @param {number} axis @param {number} value */
  along(axis, value) {
    const [from, to] = this.ranges[axis];
    return this.sides[axis] * ((value - from) / (to - from) - 0.5);
  }

  /** Cells of the grid to a unit of the box, along each side. */
  get fine() {
    return [(this.columns - 1) / this.sides[0], (this.rows - 1) / this.sides[1]];
  }

  /** How high the drawn surface is at a place of the box; NaN where it is not. @param {number} x @param {number} y */
  heightAt(x, y) {
    const { columns, rows, grid } = this;
    const fi = (x / this.sides[0] + 0.5) * (columns - 1);
    const fj = (y / this.sides[1] + 0.5) * (rows - 1);
    if (!(fi > -EDGE && fj > -EDGE && fi < columns - 1 + EDGE && fj < rows - 1 + EDGE)) return NaN;
    const i = Math.min(Math.max(Math.floor(fi), 0), columns - 2);
    const j = Math.min(Math.max(Math.floor(fj), 0), rows - 2);
    const [a, b, at] = [fi - i, fj - j, j * columns + i];
    const near = grid[at] + a * (grid[at + 1] - grid[at]);
    const far = grid[at + columns] + a * (grid[at + columns + 1] - grid[at + columns]);
    return near + b * (far - near);
  }

  /** Where a point of the plane lies on the surface, or null. @param {number} x @param {number} y @returns {Place | null} */
  placeOf(x, y) {
    return this.onGround(this.along(0, x), this.along(1, y));
  }

  /** Places on the surface, so many along each side. @param {number} count */
  sample(count) {
    const shares = Array.from({ length: count }, (_, i) => (i + 0.5) / count - 0.5);
    const places = shares.flatMap((i) => shares.map((j) => this.onGround(i * this.sides[0], j * this.sides[1])));
    return places.filter((place) => place !== null);
  }

  /** @param {number} x @param {number} y in the box @returns {Place | null} */
  onGround(x, y) {
    const height = this.heightAt(x, y) + LIFT;
    return Number.isNaN(height) ? null : [x, y, height];
  }

  /** Whether the surface stands between the eye and a place on it. @param {Place} place @param {Place} eye */
  hides([x, y, z], [ex, ey, ez]) {
    const [across, up] = this.fine;
    const cells = Math.hypot((ex - x) * across, (ey - y) * up);
    const [dx, dy, dz] = [(ex - x) / cells, (ey - y) / cells, (ez - z) / cells];
    if (!(dz > 0)) return false;
    const count = Math.min(cells, (this.top - z) / dz);
    for (let k = NEAR; k <= count; k++) {
      const height = this.heightAt(x + k * dx, y + k * dy);
      if (height > z + k * dz + SKIN) return true;
    }
    return false;
  }
}

/**
 * What of a surface is shown: the landscape's window, unless the map shows a part of that or very much more.
 * @param {Surface} surface @param {Window} window @returns {Window}
 */
export function shownOf({ x, y }, window) {
  const [across, up] = [ends(x), ends(y)];
  const covers = ([from, to], [low, high]) =>
    from <= low && to >= high && to - from <= WIDE * (high - low); /* not so much more that it would be coarse */
  return covers(across, window[0]) && covers(up, window[1]) ? window : [across, up];
}

/** The window, so many times as wide and as tall. @param {Window} window @param {number} factor @returns {Window} */
export function widened(window, factor) {
  const [x, y] = window.map(([from, to]) => {
    const [middle, half] = [(from + to) / 2, (factor * (to - from)) / 2];
    return /** @type {[number, number]} */ ([middle - half, middle + half]);
  });
  return [x, y];
}

/** Which of the values lie between the two, or so near that they stand for the border. @param {number[]} values */
function kept(values, [low, high]) {
  const slack = (values[1] - values[0]) / 2;
  return [...values.keys()].filter((i) => values[i] >= low - slack && values[i] <= high + slack);
}

/** @param {number[]} values @returns {[number, number]} */
const ends = (values) => [values[0], values[values.length - 1]];

/** @param {number[]} values */
const lowest = (values) => values.reduce((least, value) => Math.min(least, value), Infinity);
