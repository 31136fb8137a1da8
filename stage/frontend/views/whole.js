// The way back where a link shows a part of the picture: one small button that shows everything.

import { make } from "../dom.js";
import { ONLY } from "../only.js";
import { View } from "../view.js";

export class Whole extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.button = make("button.plain.whole", {
      type: "button",
      text: "Show everything",
      title: "This link shows a part of the picture",
      onclick: () => stage.wish({ chosen: { [ONLY]: "" } }),
    });
    this.button.hidden = true;
    this.add(this.button);
  }

  /** What hides is the address: what a lesson hides comes back by going on. @param {import("../scene.js").Scene} scene */
  setScene({ takeHome }) {
    this.button.hidden = !this.stage.answers || !(ONLY in (takeHome?.address ?? {}));
  }
}
