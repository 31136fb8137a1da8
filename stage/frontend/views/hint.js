// What is said over the map for a moment to whoever does not know yet how it is moved.

import { make } from "../dom.js";

const TIMES = 3;
const LONG = 1600; // milliseconds

export class MapHint {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = make("div.map-hint", { "aria-hidden": "true" });
    this.left = TIMES;
  }

  /** @param {string} text */
  tell(text) {
    if (this.left === 0) return;
    this.left -= 1;
    this.element.textContent = text;
    this.element.classList.add("shown");
    this.stage.later("hint", LONG, () => this.element.classList.remove("shown"));
  }

  /** It is known now. */
  forget() {
    this.left = 0;
  }
}
