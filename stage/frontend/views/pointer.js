// What the map says of the place under the pointer: the nearest step of a path, else the point and its loss.

import { show } from "../format.js";
import { hoverOf, listenToPointer } from "../hover.js";
import { distanceTo } from "../ink.js";
import { Light } from "../lit.js";
import { tellNumber, tellPoint } from "../paths.js";

const NEAR = 10; // pixels

/**
 * @typedef {import("../layers.js").Picture} Picture
 * @typedef {import("../layers.js").Trace} Trace
 */

export class MapPointer {
  /** @param {import("./map.js").LandscapeMap} map @param {import("../view.js").Conductor} stage */
  constructor(map, stage) {
    this.map = map;
    this.hover = hoverOf(stage.root);
    this.light = new Light(stage);
    /** In the page's pixels. @type {import("../ink.js").Pixel | null} */
    this.at = null;
    listenToPointer(map.canvas, (pointer) => {
      if (!pointer && !this.at) return;
      this.at = pointer;
      map.tellPlace();
      stage.request();
    });
  }

  /** Of the plane. @returns {[number, number] | null} */
  get place() {
    const { viewport } = this.map;
    return this.at && viewport && viewport.toPoint(...this.pixelOf(this.at));
  }

  /** The map's pixel at one of the page. @param {import("../ink.js").Pixel} at @returns {import("../ink.js").Pixel} */
  pixelOf([x, y]) {
    const { left, top } = this.map.canvas.getBoundingClientRect();
    return [(x - left) / this.map.scale, (y - top) / this.map.scale];
  }

  destroy() {
    this.hover.hide(this);
    this.light.point(null);
  }

  /** Call with each picture: what is under the pointer may be another. @param {Picture} picture */
  draw(picture) {
    if (!this.at) {
      this.light.point(null);
      return this.hover.hide(this);
    }
    const { left, top, right, bottom } = this.map.canvas.getBoundingClientRect();
    const { scale } = this.map;
    const place = this.pixelOf(this.at);
    const { marble } = picture.selected;
    if (picture.traces.length > 1) this.light.point(nearestTrace(place, picture.traces)?.runner ?? null);
    this.hover.show(
      this,
      tell(place, picture, /** @type {import("../surface.js").Surface} */ (this.map.scene?.surface)),
      this.at,
      { left, top, right, bottom },
      [left + scale * marble[0], top + scale * marble[1]],
    );
  }
}

/**
 * @param {import("../ink.js").Pixel} place of the map @param {Picture} picture
 * @param {import("../surface.js").Surface} surface
 */
export function tell(place, { traces, viewport, landscape }, surface) {
  const trace = nearestTrace(place, traces);
  const several = traces.length > 1;
  const k = trace ? nearestStep(place, trace) : -1;
  if (trace && k >= 0) {
    const { path, runner } = trace;
    return [
      several ? `${runner.name}, step ${k}` : `step ${k}`,
      tellPoint(path, k, 3),
      `loss ${tellNumber(path, path.loss[k], path.exact ? 4 : 3)}`,
      ...(k < path.steps ? [`α = ${show(path.rate[k], 3)}`] : []),
    ];
  }
  const [x, y] = viewport.toPoint(...place);
  const loss = surface.lossNear(x, y);
  const [ux, uy] = viewport.unit;
  const point = pointOf(landscape.axes, showTo(x, ux), showTo(y, uy));
  const words = trace && several ? [trace.runner.name, point] : [point];
  if (loss === undefined) return words;
  return [...words, Number.isNaN(loss) ? "the loss has no value here" : `loss ≈ ${show(loss, 2)}`];
}

/** A place; where its coordinates have names of their own, by these. @param {[string, string]} axes @param {string[]} numbers */
const pointOf = (axes, ...numbers) =>
  axes.join() === "x,y" ? `(${numbers.join(", ")})` : numbers.map((number, i) => `${axes[i]} = ${number}`).join(", ");

/** A coordinate to the pixel. @param {number} value @param {number} unit one pixel */
function showTo(value, unit) {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value) / unit, 1)));
  return show(value, Math.min(Math.max(digits, 1), 12));
}

/**
 * The path that passes nearest to a place, if near; of several as near the topmost.
 * @param {import("../ink.js").Pixel} place @param {Trace[]} traces @returns {Trace | null}
 */
export function nearestTrace(place, traces) {
  /** @type {Trace | null} */
  let best = null;
  let least = NEAR;
  for (const trace of traces.toReversed())
    for (let k = 1; k < trace.pixels.length; k++) {
      const away = distanceTo(place, trace.pixels[k - 1], trace.pixels[k]);
      if (away < least) [best, least] = [trace, away];
    }
  return best;
}

/** The step next to a place, if it is near; else -1. @param {import("../ink.js").Pixel} place @param {Trace} trace */
function nearestStep([px, py], { pixels }) {
  let [best, least] = [-1, NEAR];
  pixels.forEach(([x, y], k) => {
    const away = Math.hypot(x - px, y - py);
    if (away < least) [best, least] = [k, away];
  });
  return best;
}
