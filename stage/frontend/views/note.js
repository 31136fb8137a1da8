// One line on what this page cannot do: where there is no server, the sliders live and the menus are not there.

import { make } from "../dom.js";
import { View } from "../view.js";

export class Note extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    if (stage.pictures) this.add(make("p.page-note", { text: stage.pictures.note }));
  }
}
