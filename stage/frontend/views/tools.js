// Tools for the picture as a whole: undo, back to the first picture, and on to a race.

import { visit } from "../connection.js";
import { make } from "../dom.js";
import { View } from "../view.js";

const UNDO = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 5L4 10l5 5v-3.5h5.5a3.5 3.5 0 0 1 0 7H9V21h5.5a6 6 0 0 0 0-12H9z"/></svg>';

export class Tools extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.undo = make("button.icon-button", {
      type: "button",
      "aria-label": "Undo",
      title: "Undo the last change (Ctrl+Z)",
      onclick: () => stage.undo(),
    });
    this.undo.innerHTML = UNDO;
    const tool = (text, title, onclick) => make("button.text-button", { type: "button", text, title, onclick });
    this.reset = tool("Reset", "Back to this landscape's first picture", () => stage.renew({ reset: true }));
    const title = "This run in a race against others";
    this.compare = make("a.text-button", { target: "_self", title, "aria-label": "Compare this run" }, "Compare");
    this.compare.addEventListener("click", (event) => this.goOn(event));
    /** Whether a link holds all of this run. */
    this.linked = true;
    this.compare.append(make("span.wordy", { text: " this run" }));
    this.add(this.undo, this.reset, this.compare);
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ past, race, compare, points }) {
    for (const element of this.elements) element.hidden = !this.stage.answers;
    if (race) this.reset.hidden = true;
    this.compare.hidden = !compare || this.stage.embedded; // a frame has no room for a race
    this.compare.href = new URL(compare, document.baseURI).href;
    this.linked = points?.linked ?? true;
    this.undo.disabled = past === 0;
  }

  /** Points that no link holds come along only within this visit. @param {MouseEvent} event */
  goOn(event) {
    if (this.linked || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit(this.compare.href);
  }
}
