// One quiet line while the server cannot be reached or takes its time: what stays live, and what waits.

import { make } from "../dom.js";
import { View } from "../view.js";

/** @type {Record<import("../wishes.js").Service, string>} */
const WORDS = {
  here: "",
  away: "The server is away. Each slider stays live; the start, and all you choose, follow when it is back.",
  busy: "The server is busy. Each slider stays live; your change is on its way.",
};

export class Service extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.line = make("p", { role: "status" });
    this.add(make("div.service", {}, this.line));
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ service }) {
    if (this.line.textContent !== WORDS[service]) this.line.textContent = WORDS[service];
  }
}
