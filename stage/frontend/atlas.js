// An atlas of two sliders, for one runner as it is looked at now: its pictures, and the stability bound over them.

import { addressOfMap, Fetching, RATE } from "./maps.js";
import { Plane } from "./plane.js";

const PAUSE = 250; // milliseconds a piece rests before its own picture is asked for
const EXACT = 15; // digits: what follows is rounding

/**
 * @typedef {import("./decode.js").Message} Message
 * @typedef {import("./runners.js").Runner} Runner
 * @typedef {import("./scene.js").Scene} Scene
 */

export class Atlas {
  /** @param {import("./view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    /** What is shown of it; null before its axes are known. @type {Plane | null} */
    this.plane = null;
    /** Of what it is an atlas, whatever the piece; and of whose axes. */
    this.subject = this.ground = "";
    /** @type {Fetching | null} */
    this.picture = null;
    /** @type {Fetching | null} */
    this.curve = null;
    /** The latest picture of the subject, and that of the whole. @type {Message | null} */
    this.near = null;
    /** @type {Message | null} */
    this.far = null;
    this.isWhole = true;
    /** The latest bound of the subject. @type {Message | null} */
    this.bound = null;
    /** The addresses that are asked for after a pause. */
    this.awaited = "";
  }

  /**
   * Says what is looked at. What is not looked at any more is not fetched any further.
   * @param {Scene} scene @param {Runner} runner @param {string} against @param {[number, number]} present values
   */
  look({ maps, runners, landscape }, runner, against, present) {
    const place = runners.indexOf(runner);
    if (!maps?.runners[place]) return this.stop();
    const ground = JSON.stringify([landscape.key, landscape.window, runner.title, against]);
    if (ground !== this.ground) this.plane = null;
    const subject = addressOfMap(maps, place, "atlas", { against }, [RATE, against]);
    if (subject !== this.subject) this.forget();
    [this.ground, this.subject] = [ground, subject];
    this.take();
    this.plane?.include(present);
    const window = this.plane?.window;
    const options = { against, ...(window && { window }) };
    const picture = addressOfMap(maps, place, "atlas", options, [RATE, against]);
    const curve = addressOfMap(maps, place, "bound", options);
    if (this.awaited === picture + curve) return;
    this.awaited = picture + curve;
    const whole = !this.plane?.chosen;
    if (!this.picture || this.picture.address === picture) this.swap(picture, curve, whole);
    else this.stage.later("atlas", PAUSE, () => this.swap(picture, curve, whole));
  }

  /** @param {string} picture @param {string} curve addresses @param {boolean} whole whether that is all of it */
  swap(picture, curve, whole) {
    this.stage.forget("atlas");
    const changed = () => this.stage.request();
    if (this.picture?.address !== picture) {
      this.picture?.stop();
      this.picture = new Fetching(picture, changed);
    }
    if (this.curve?.address !== curve) {
      this.curve?.stop();
      this.curve = new Fetching(curve, changed);
    }
    this.isWhole = whole;
    changed();
  }

  /** Takes what has come. */
  take() {
    const [picture, curve] = [this.picture?.messages.at(-1), this.curve?.messages.at(-1)];
    if (curve) this.bound = curve;
    if (!picture) return;
    this.near = picture;
    if (this.isWhole) this.far = picture;
    if (!this.plane?.isOf(picture.header.axes)) this.plane = new Plane(picture.header.axes);
  }

  /** Whether the bound is that of the run that is shown. */
  get isBoundFresh() {
    return Boolean(this.curve?.messages.length);
  }

  /** Whether what is shown is on its way. */
  get isComing() {
    return !this.picture?.done;
  }

  /** What is to be said instead of a picture; "" where nothing is. */
  get told() {
    return this.picture?.told ?? "";
  }

  /** Nothing of what is here is of what is looked at now. */
  forget() {
    this.picture?.stop();
    this.curve?.stop();
    this.stage.forget("atlas");
    this.picture = this.curve = this.near = this.far = this.bound = null;
    this.awaited = "";
  }

  stop() {
    this.forget();
    this.subject = "";
  }
}

/**
 * Whether a bound runs through what is shown.
 * @param {import("./decode.js").Message | null} bound @param {import("./plane.js").Plane | null} plane
 */
export function isSeen(bound, plane) {
  if (!bound || !plane) return false;
  const [[left, right], [low, high]] = plane.spans;
  const { data } = bound.arrays.bound;
  const [first, last] = bound.header.piece[1];
  const at = (/** @type {number} */ row) => first + (row / (data.length - 1)) * (last - first);
  return Array.from(data).some((place, row) => place >= left && place <= right && at(row) >= low && at(row) <= high);
}

/**
 * The values by runner and slider that a wish brings; where one slider moves the rates of all, it moves.
 * @param {Runner} runner @param {number} rate @param {Record<string, number>} others
 * @returns {Record<string, Record<string, number>>}
 */
export function valuesOf(runner, rate, others) {
  const { name, values = [], rates } = runner.controls.find((control) => control.rates) ?? {};
  if (!name || !rates) return { [runner.key]: { [RATE]: rate, ...others } };
  return { all: { [name]: Number((rate * (values[0] / rates[0])).toPrecision(EXACT)) }, [runner.key]: others };
}
