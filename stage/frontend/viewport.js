// The part of the plane that the map shows: equal axes where they fit, zoom, pan, and pixels to coordinates and back.

const NARROWEST_EQUAL = 0.4; // windows flatter or taller than this are stretched to the map instead
const CLOSEST = 1e-7; // of the window's width; float64 paths still look smooth there
const FARTHEST = 1e4;

export class Viewport {
  /** @param {import("./scene.js").Window} window what the landscape shows at first */
  constructor(window) {
    this.width = this.height = 1;
    this.window = window;
    const [[x0, x1], [y0, y1]] = window;
    const shape = (y1 - y0) / (x1 - x0);
    this.equal = shape >= NARROWEST_EQUAL && shape <= 1 / NARROWEST_EQUAL;
    /** @type {[number, number]} */
    this.centre = [0, 0];
    this.zoom = 1;
    this.reset();
  }

  /** Back to the landscape's own window. */
  reset() {
    const [[x0, x1], [y0, y1]] = this.window;
    this.centre = [(x0 + x1) / 2, (y0 + y1) / 2];
    this.zoom = 1;
  }

  get moved() {
    const [[x0, x1], [y0, y1]] = this.window;
    return this.zoom !== 1 || this.centre[0] !== (x0 + x1) / 2 || this.centre[1] !== (y0 + y1) / 2;
  }

  /**
   * Centre and zoom as an address holds them, to a hundredth of a pixel; null for the landscape's own window.
   * @returns {number[] | null}
   */
  get view() {
    if (!this.moved) return null;
    const [x, y] = this.centre.map((value, axis) => snap(value, this.unit[axis] / 10));
    return [x, y, Number(this.zoom.toPrecision(6))];
  }

  set view(view) {
    this.reset();
    if (!view) return;
    const [x, y, zoom] = view;
    this.centre = [x, y];
    this.zoom = within(zoom);
  }

  /** Shows at least so much of the plane, at the present size. @param {import("./scene.js").Window} piece */
  show([[x0, x1], [y0, y1]]) {
    this.centre = [(x0 + x1) / 2, (y0 + y1) / 2];
    this.zoom = 1;
    const [ux, uy] = this.unit;
    this.zoom = 1 / Math.max((x1 - x0) / (this.width * ux), (y1 - y0) / (this.height * uy));
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
  }

  /** Coordinates for one pixel, along each axis. @returns {[number, number]} */
  get unit() {
    const [[x0, x1], [y0, y1]] = this.window;
    const ux = (x1 - x0) / this.width;
    const uy = (y1 - y0) / this.height;
    const widest = Math.max(ux, uy);
    return this.equal ? [widest / this.zoom, widest / this.zoom] : [ux / this.zoom, uy / this.zoom];
  }

  /** @returns {[number, number]} */
  get rangeX() {
    const half = (this.width / 2) * this.unit[0];
    return [this.centre[0] - half, this.centre[0] + half];
  }

  /** @returns {[number, number]} */
  get rangeY() {
    const half = (this.height / 2) * this.unit[1];
    return [this.centre[1] - half, this.centre[1] + half];
  }

  /** @param {number} x @param {number} y @returns {[number, number]} */
  toPixel(x, y) {
    const [ux, uy] = this.unit;
    return [this.width / 2 + (x - this.centre[0]) / ux, this.height / 2 - (y - this.centre[1]) / uy];
  }

  /** @param {number} px @param {number} py @returns {[number, number]} */
  toPoint(px, py) {
    const [ux, uy] = this.unit;
    return [this.centre[0] + (px - this.width / 2) * ux, this.centre[1] - (py - this.height / 2) * uy];
  }

  /**
   * Zooms so that the point under the pixel stays under it.
   * @param {number} px @param {number} py @param {number} factor
   */
  zoomAt(px, py, factor) {
    const [x, y] = this.toPoint(px, py);
    this.zoom = within(this.zoom * factor);
    const [x2, y2] = this.toPoint(px, py);
    this.centre = [this.centre[0] + x - x2, this.centre[1] + y - y2];
  }

  /** @param {number} dx @param {number} dy in pixels */
  panBy(dx, dy) {
    const [ux, uy] = this.unit;
    this.centre = [this.centre[0] - dx * ux, this.centre[1] + dy * uy];
  }

  /**
   * Two fingers: one rests, the other moves.
   * @param {import("./ink.js").Pixel} rest @param {import("./ink.js").Pixel} before @param {import("./ink.js").Pixel} now
   */
  pinch([x, y], before, now) {
    const spread = (/** @type {import("./ink.js").Pixel} */ p) => Math.max(Math.hypot(p[0] - x, p[1] - y), 1);
    this.zoomAt((now[0] + x) / 2, (now[1] + y) / 2, spread(now) / spread(before));
    this.panBy((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }
}

/** @param {number} zoom */
const within = (zoom) => Math.min(Math.max(zoom, 1 / FARTHEST), 1 / CLOSEST);

/**
 * A coordinate no finer than a tenth of a pixel: what the address holds stays short.
 * @param {number} value @param {number} unit one pixel
 */
export function snap(value, unit) {
  return Number(value.toFixed(Math.min(Math.max(1 - Math.floor(Math.log10(unit)), 0), 15)));
}
