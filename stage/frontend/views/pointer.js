// What the map says of the place under the pointer: the nearest step of a path, else the point and its loss.

import { show } from "../format.js";
import { hoverOf, listenToPointer } from "../hover.js";
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
    /** In the page's pixels. @type {import("../ink.js").Pixel | null} */
    this.at = null;
    listenToPointer(map.canvas, (pointer) => {
      if (!pointer && !this.at) return;
      this.at = pointer;
      stage.request();
    });
  }

  destroy() {
    this.hover.hide(this);
  }

  /** Call with each picture: what is under the pointer may be another. @param {Picture} picture */
  draw(picture) {
    if (!this.at) return this.hover.hide(this);
    const { left, top, right, bottom } = this.map.canvas.getBoundingClientRect();
    const { scale } = this.map;
    const place = /** @type {import("../ink.js").Pixel} */ ([(this.at[0] - left) / scale, (this.at[1] - top) / scale]);
    const { marble } = picture.selected;
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
export function tell(place, { traces, viewport }, surface) {
  const near = nearestStep(place, traces);
  if (near) {
    const { k, trace } = near;
    const { path, runner } = trace;
    return [
      traces.length > 1 ? `${runner.title}, step ${k}` : `step ${k}`,
      tellPoint(path, k, 3),
      `loss ${tellNumber(path, path.loss[k], path.exact ? 4 : 3)}`,
      ...(k < path.steps ? [`α = ${show(path.rate[k], 3)}`] : []),
    ];
  }
  const [x, y] = viewport.toPoint(...place);
  const loss = surface.lossNear(x, y);
  const [ux, uy] = viewport.unit;
  const point = `(${showTo(x, ux)}, ${showTo(y, uy)})`;
  if (loss === undefined) return [point];
  return [point, Number.isNaN(loss) ? "the loss has no value here" : `loss ≈ ${show(loss, 2)}`];
}

/** A coordinate to the pixel. @param {number} value @param {number} unit one pixel */
function showTo(value, unit) {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value) / unit, 1)));
  return show(value, Math.min(Math.max(digits, 1), 12));
}

/** The step of a path next to a place, if it is near; the selected runner's before others'. */
function nearestStep([px, py], /** @type {Trace[]} */ traces) {
  for (const trace of traces.toReversed()) {
    let [best, least] = [-1, NEAR];
    trace.pixels.forEach(([x, y], k) => {
      const away = Math.hypot(x - px, y - py);
      if (away < least) [best, least] = [k, away];
    });
    if (best >= 0) return { k: best, trace };
  }
  return null;
}
