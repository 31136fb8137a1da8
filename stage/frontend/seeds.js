// Many seeds of one runner as it is looked at now: their ways, and who escapes at other rates and with other noise.

import { addressOfMap, Fetching, RATE } from "./maps.js";


/**
 * @typedef {import("./decode.js").Message} Message
 * @typedef {import("./runners.js").Runner} Runner
 */

export class Seeds {
  /** @param {import("./view.js").Conductor} stage */
  constructor(stage) {
    this.changed = () => stage.request();
    /** @type {Fetching | null} */
    this.fetching = null;
    /** What the shares over the rate depend on: all but the present rate. */
    this.subject = "";
    /** The last of those. @type {Message | null} */
    this.known = null;
  }

  /**
   * Says whose seeds are looked at; others are not fetched any further.
   * @param {import("./scene.js").Scene} scene @param {Runner} runner
   */
  look({ maps, runners }, runner) {
    const place = runners.indexOf(runner);
    if (!maps?.noisy || !maps.runners[place]) return this.stop();
    const address = addressOfMap(maps, place, "fan", {});
    if (this.fetching?.address === address) return;
    this.fetching?.stop();
    this.fetching = new Fetching(address, this.changed);
    const subject = addressOfMap(maps, place, "fan", {}, [RATE]);
    if (subject !== this.subject) this.known = null;
    this.subject = subject;
  }

  /** All ways. @returns {Message | null} */
  get ways() {
    return this.fetching?.messages[0] ?? null;
  }

  /** Shares over the learning rate: they are the same wherever that stands. @returns {Message | null} */
  get overRate() {
    this.known = this.fetching?.messages[1] ?? this.known;
    return this.known;
  }

  /** @returns {Message | null} */
  get overNoise() {
    return this.fetching?.messages[2] ?? null;
  }

  /** What is to be said instead; "" where nothing is. */
  get told() {
    return this.fetching?.told ?? "";
  }

  stop() {
    this.fetching?.stop();
    this.fetching = this.known = null;
  }
}
