// The parts that scenes name and that travel on their own, because they seldom change: surfaces, runs, sweeps.

import { decode } from "./decode.js";

const ID_BYTES = 12; // a part's message stands behind its id

/** @typedef {import("./decode.js").Message} Message */

export class PartStore {
  /** @param {number} kept how many parts stay, apart from those that are held */
  constructor(kept = 48) {
    this.kept = kept;
    /** In the order in which they were last asked for. @type {Map<string, Promise<Message>>} */
    this.known = new Map();
    /** @type {Map<string, (message: Message) => void>} */
    this.awaited = new Map();
    /** What each stage has on display. @type {Map<object, Set<string>>} */
    this.held = new Map();
  }

  /** Takes one part off the wire. @param {Uint8Array} bytes */
  async receive(bytes) {
    const id = Array.from(bytes.subarray(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (this.has(id)) return void this.part(id); // what has an id of its content need not be read twice
    const message = await decode(bytes.subarray(ID_BYTES));
    this.awaited.get(id)?.(message);
    this.awaited.delete(id);
    this.known.delete(id); // to the back of the queue
    this.known.set(id, Promise.resolve(message));
    this.makeRoom();
  }

  /** The part with this id, as soon as it is here; what is asked for is kept longest. @param {string} id */
  part(id) {
    /** @type {Promise<Message>} */
    const message = this.known.get(id) ?? new Promise((resolve) => this.awaited.set(id, resolve));
    this.known.delete(id);
    this.known.set(id, message);
    return message;
  }

  /** Whether it is here. @param {string} id */
  has(id) {
    return this.known.has(id) && !this.awaited.has(id);
  }

  /**
   * Keeps these parts for a stage, in place of those that it held before.
   * @param {object} holder @param {Iterable<string>} ids
   */
  hold(holder, ids) {
    this.held.set(holder, new Set(ids));
    this.makeRoom();
  }

  /** @param {object} holder */
  release(holder) {
    this.held.delete(holder);
    this.makeRoom();
  }

  makeRoom() {
    const isHeld = (id) => [...this.held.values()].some((ids) => ids.has(id));
    const free = [...this.known.keys()].filter((id) => this.has(id) && !isHeld(id));
    for (const id of free.slice(0, Math.max(free.length - this.kept, 0))) this.known.delete(id);
  }
}
