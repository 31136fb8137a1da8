// One quiet line while the server cannot be reached or takes its time: what stays live, and what waits.

import { make } from "../dom.js";
import { View } from "../view.js";

/** @type {Record<import("../wishes.js").Service, string>} */
const WORDS = {
  here: "",
  away: "The server is away. Each slider stays live; menus wait, and the rest follows when it is back.",
  busy: "No answer from the server yet. Each slider stays live; your change is on its way.",
};

/** The same when the picture lacks what was wished. @type {Record<import("../wishes.js").Service, string>} */
const LAGGING = {
  here: "",
  away: "The server is away. The picture follows the slider moved last; all else follows when it is back.",
  busy: "No answer from the server yet. The picture follows the slider moved last; all else is on its way.",
};

export class Service extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.line = make("p", { role: "status" });
    this.add(make("div.service", {}, this.line));
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ service, lags }) {
    const words = (lags.size ? LAGGING : WORDS)[service];
    if (this.line.textContent !== words) this.line.textContent = words;
  }
}
