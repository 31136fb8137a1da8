// Which points the loss that the map shows is of, those that are trained on or those held back, where there are such.

import { make } from "../dom.js";
import { wants } from "../only.js";

/** @typedef {import("../scene.js").Share} Share */

/** @type {Share[]} */
const SHARES = ["training", "validation"];

export class LossChoice {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    this.inputs = SHARES.map((share) => {
      const input = make("input", { type: "radio", name: `${stage.id}-loss-on`, value: share });
      input.addEventListener("change", () => stage.wish({ chosen: { surface: share } }));
      return input;
    });
    const tabs = this.inputs.map((input) => make("label", {}, input, make("span", { text: input.value })));
    const title = "Which points the colours, contours and heights are the loss on";
    this.element = make("div.tabs.loss-choice", { role: "radiogroup", "aria-label": "Loss on", title }, ...tabs);
    this.element.hidden = true;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { surfaceOf, data } = scene;
    this.element.hidden = !wants(scene, "data") || !surfaceOf || !data?.validation.u.length || !this.stage.answers;
    for (const input of this.inputs) input.checked = input.value === surfaceOf;
  }
}
