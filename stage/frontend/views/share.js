// "Copy link" and "Present": the address holds the whole state, and the stage can fill the screen.

import { make } from "../dom.js";
import { present } from "../present.js";
import { View } from "../view.js";

export class Share extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.said = make("span.said", { role: "status" });
    this.field = make("input", { type: "text", readonly: "", "aria-label": "Link to this picture" });
    this.dialog = make(
      "dialog.link-dialog",
      { "aria-label": "Copy this link" },
      make("p", { text: "This browser keeps the clipboard to itself. Copy the marked link with Ctrl+C or ⌘C:" }),
      this.field,
      make("button.text-button", { type: "button", text: "Close", onclick: () => this.dialog.close() }),
    );
    const copy = make("button.text-button", {
      type: "button",
      text: "Copy link",
      title: "Copy a link that opens this very picture",
      onclick: () => this.copy(),
    });
    if (stage.answers) this.add(stage.embedded ? this.wayOut() : copy, this.said, this.dialog);
    /** @type {HTMLButtonElement | null} */
    this.present = null;
    if (!document.fullscreenEnabled) return;
    this.present = make("button.text-button.present", {
      type: "button",
      onclick: () => present(stage.root),
    });
    this.add(this.present);
    document.addEventListener("fullscreenchange", this.tell);
    this.tell();
  }

  destroy() {
    document.removeEventListener("fullscreenchange", this.tell);
    super.destroy();
  }

  /** Out of a frame: this very picture on a page of its own. */
  wayOut() {
    const title = "This picture on a page of its own";
    const out = make("a.text-button", { target: "_blank", href: this.stage.link(), title, text: "Overshoot ↗" });
    for (const near of ["pointerdown", "focus", "keydown"])
      out.addEventListener(near, () => (out.href = this.stage.link()));
    return out;
  }

  /** The button says what it does now. */
  tell = () => {
    if (!this.present) return;
    const presenting = document.fullscreenElement !== null;
    this.present.textContent = presenting ? "Exit" : "Present";
    this.present.title = presenting ? "Back to the page (Esc)" : "Fill the screen (F); Esc leaves";
  };

  async copy() {
    const link = this.stage.link();
    try {
      await navigator.clipboard.writeText(link);
      this.said.textContent = "Copied";
      setTimeout(() => (this.said.textContent = ""), 2000);
    } catch {
      this.field.value = link;
      this.dialog.showModal();
      this.field.select();
    }
  }
}
