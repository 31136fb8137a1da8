// The contract of what can be taken home: one file an item, and one line in items.js.

/**
 * What is on the screen when something is taken home.
 * @typedef {object} Shown
 * @property {import("../scene.js").Scene} scene
 * @property {import("../view.js").Moment} moment
 * @property {import("../view.js").View[]} views
 *
 * How the making goes on, and whether it still should.
 * @typedef {object} Work
 * @property {AbortSignal} signal aborted when the visitor cancels
 * @property {(words: string, share?: number) => void} tell says how far it is; share: 0 to 1, where that is known
 *
 * @typedef {{name: string, blob: Blob}} Made a file
 */

/** What a visitor can read of why nothing was made. */
export class Refusal extends Error {}

export class Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    /** What there is to choose, built once. @type {HTMLElement[]} */
    this.fields = [];
    /** Call when what `tell` says has changed. */
    this.changed = () => {};
  }

  /** What the menu calls it. */
  get title() {
    return "";
  }

  /** What its button says. */
  get action() {
    return "Save";
  }

  /** Whether it opens what the page has for it, instead of making a file of what is chosen. */
  get opens() {
    return false;
  }

  open() {}

  /** Whether the server makes it: where nobody answers it is not offered. */
  get needsServer() {
    return false;
  }

  /** Whether it can go to the clipboard. */
  get copies() {
    return false;
  }

  /** Whether this browser can make it of this picture. @param {Shown} _shown */
  suits(_shown) {
    return true;
  }

  /** What one gets, and how large it is: one line. @param {Shown} _shown */
  tell(_shown) {
    return "";
  }

  /** Fetches what it will need: somebody looks at what there is to choose. */
  prepare() {}

  /** Takes what is shown now, before `tell`: choices may depend on it. @param {Shown} _shown */
  meet(_shown) {}

  /**
   * The file, or null where what `tell` has said is all that comes of it. Throws a Refusal, whose message is a sentence
   * for the visitor.
   * @param {Shown} _shown @param {Work} _work @returns {Promise<Made | null>}
   */
  async make(_shown, _work) {
    throw new Refusal("There is nothing to take home.");
  }
}
