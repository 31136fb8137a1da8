// Where each start ends, for one runner as it is looked at now: the exact map, and coarser ones along its sliders.

import { addressOfMap, Fetching, RATE } from "./maps.js";

const VIEW_PAUSE = 250; // milliseconds a zoomed view rests before its own map is asked for
const REACHES = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8]; // windows
const SLACK = 1e-3; // of a window: less than a pixel
const SAME = 1e-9; // of a value
const PLACE = ["x", "y"]; // on which no map of all starts depends

/**
 * @typedef {import("./decode.js").Message} Message
 * @typedef {import("./runners.js").Runner} Runner
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {{name: string, value: number}} Notch of a slider: its name, and where it stands
 */

export class Basins {
  /** @param {import("./view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    /** The map of the present values. @type {Fetching | null} */
    this.exact = null;
    /** What it is a map of, wherever one looks; the last one of that. */
    this.subject = "";
    /** The address that is asked for when the view rests. */
    this.awaited = "";
    /** @type {Message | null} */
    this.known = null;
    /** Of the same view, by the slider along which they go. @type {Map<string, Fetching>} */
    this.along = new Map();
    this.changed = () => stage.request();
  }

  /**
   * Says what is looked at. What is not looked at any more is not fetched any further.
   * @param {Scene} scene @param {Runner} runner @param {Record<string, string>} options which piece of the plane
   */
  look({ maps, runners }, runner, options) {
    const place = runners.indexOf(runner);
    if (!maps?.runners[place]) return this.stop();
    const { names } = maps.runners[place];
    const subject = addressOfMap(maps, place, "basins", {}, PLACE);
    const address = addressOfMap(maps, place, "basins", options, PLACE);
    const along = (/** @type {string} */ name) =>
      addressOfMap(maps, place, "basins", { ...options, along: name }, [...PLACE, name]);
    if (subject !== this.subject) this.known = null;
    const held = notchOf(runner) !== null;
    if (held && !this.exact?.done) this.drop(); // nobody looks at it, and what is in hand would wait for it
    else if (!held && this.exact?.address === address) this.await("");
    else if (!held && this.exact && subject === this.subject) this.await(address);
    else if (!held) this.swap(address);
    this.subject = subject;
    for (const [name, fetching] of this.along) {
      if (name in names && fetching.address === along(name)) continue;
      fetching.stop();
      this.along.delete(name);
    }
    const name = this.next(runner, names);
    if ((held || this.exact?.address === address) && name && !this.along.has(name))
      this.along.set(name, new Fetching(along(name), this.changed));
  }

  /**
   * The slider along which maps are wanted next: the one in hand at once; the learning rate and the decay when all else
   * is here.
   * @param {Runner} runner @param {Record<string, string>} names
   */
  next(runner, names) {
    const held = notchOf(runner)?.name;
    if (held !== undefined) return held in names ? held : undefined;
    if (!this.exact?.done || [...this.along.values()].some(({ done, told }) => !done && !told)) return undefined;
    return runner.controls.find(({ name, painted }) => painted && name in names && !this.along.has(name))?.name;
  }

  /** Asks for a map once the view rests; it is told again and again meanwhile. @param {string} address "": for none */
  await(address) {
    if (address === this.awaited) return;
    this.awaited = address;
    if (address) this.stage.later("basins", VIEW_PAUSE, () => this.swap(address));
    else this.stage.forget("basins");
  }

  /** The map of the present values is not wanted, or another one is. */
  drop() {
    this.await("");
    this.exact?.stop();
    this.exact = null;
  }

  /** @param {string} address */
  swap(address) {
    this.drop();
    this.exact = new Fetching(address, this.changed);
  }

  /** The map of what is shown of the runner now; null where there is none. @param {Runner} runner */
  shown(runner) {
    const notch = notchOf(runner);
    if (notch) return nearest(this.along.get(notch.name)?.messages ?? [], notch.value);
    this.known = this.exact?.messages.at(-1) ?? this.known;
    if (this.known) return this.known;
    for (const { name, values, index } of runner.controls) {
      const at = nearest(this.along.get(name)?.messages ?? [], values[index]);
      if (at && Math.abs(at.header.value - values[index]) <= SAME * Math.abs(values[index])) return at;
    }
    return null;
  }

  /** What is to be said instead of a map; "" where nothing is. @param {Runner} runner */
  told(runner) {
    const notch = notchOf(runner);
    return (notch ? this.along.get(notch.name)?.told : this.exact?.told) ?? "";
  }

  stop() {
    for (const fetching of [this.exact, ...this.along.values()]) fetching?.stop();
    this.await("");
    this.exact = this.known = null;
    this.along.clear();
  }
}

/**
 * What an address says of the piece of the plane that is looked at: its borders, or about the landscape's window how many
 * times as wide and as tall it is, in steps, so that one answer serves all whose screens are much the same.
 * @param {import("./scene.js").Window} window @param {import("./scene.js").Window | null} extent what the map shows
 * @param {boolean} moved whether it is another piece than at first
 * @returns {Record<string, string>}
 */
export function pieceOf(window, extent, moved) {
  if (!extent) return {};
  if (moved) return { window: extent.flat().join(",") };
  const wanted = extent.map(([low, high], i) => (high - low) / (window[i][1] - window[i][0]));
  return { reach: wanted.map((share) => REACHES.find((reach) => reach >= share - SLACK) ?? REACHES[REACHES.length - 1]).join(",") };
}

/** Where a slider is held; null: the present values are shown. @param {Runner} runner @returns {Notch | null} */
export function notchOf(runner) {
  const { picked, active, lead } = runner;
  const control = active && picked ? runner.control(picked.name) : undefined;
  if (!control || !picked) return null;
  if (control.rates && lead) return { name: RATE, value: control.rates[picked.index] };
  return { name: control.name, value: control.values[picked.index] };
}

/**
 * The map of the value that is nearest, by ratio where both are above 0.
 * @param {Message[]} messages @param {number} value @returns {Message | null}
 */
export function nearest(messages, value) {
  const distance = (/** @type {number} */ other) =>
    value > 0 && other > 0 ? Math.abs(Math.log(other / value)) : Math.abs(other - value) + (value > 0 || other > 0 ? 1e3 : 0);
  /** @type {Message | null} */
  let best = null;
  for (const message of messages)
    if (!best || distance(message.header.value) < distance(best.header.value)) best = message;
  return best;
}
