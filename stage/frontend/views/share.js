// "Copy link", one for students, a room, and "Present": the address holds the whole state, and the stage can fill the screen.

import { make } from "../dom.js";
import { present } from "../present.js";
import { View } from "../view.js";

const STUDENTS = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4L1 9l11 5 9-4.1V16h2V9zM5 12.7V17c0 1.9 3.1 3.5 7 3.5s7-1.6 7-3.5v-4.3l-7 3.2z"/></svg>';
const ROOM = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 4h18v11H3zm2 2v7h14V6zm-3 15c0-2 2-3 4-3s4 1 4 3zm6-1c0-2 2-3 4-3s4 1 4 3zm6 1c0-2 2-3 4-3s4 1 4 3z"/></svg>';
const AWAY = "The server cannot be reached.";

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
    this.choosing = make("button.text-button.for-students", {
      type: "button",
      "aria-label": "Link for students",
      title: "A link for students: choose what it shows",
      onclick: () => this.choose(),
    });
    this.choosing.innerHTML = STUDENTS;
    this.choosing.append(make("span.wordy", { text: "For students" }));
    this.teaching = make("button.text-button.for-students", {
      type: "button",
      "aria-label": "Teach this",
      title: "Open a room: a class predicts this picture together",
      onclick: () => this.teach(),
    });
    this.teaching.innerHTML = ROOM;
    this.teaching.append(make("span.wordy", { text: "Teach this" }));
    /** @type {import("../students.js").StudentsDialog | null} */
    this.students = null;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    if (stage.answers) this.add(...(stage.embedded ? [this.wayOut()] : [copy, this.choosing, this.teaching]), this.said, this.dialog);
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
    this.students?.destroy();
    super.destroy();
  }

  /** Who has a part of the picture cannot choose from all of it. @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.scene = scene;
    this.choosing.hidden = scene.only !== null;
    this.teaching.hidden = scene.only !== null || scene.lesson !== null; // a lesson has its own way to a room
  }

  /** The dialog comes when it is first asked for: a first visit does without. */
  async choose() {
    try {
      const { StudentsDialog } = await import("../students.js");
      this.students ??= new StudentsDialog(this.stage, () => this.comeBack(this.choosing));
      if (this.scene) this.students.open(this.scene);
    } catch (error) {
      console.warn(error);
      this.say(AWAY);
    }
  }

  async teach() {
    try {
      await this.stage.host.teach?.((english) => english, () => this.comeBack(this.teaching));
    } catch (error) {
      console.warn(error);
      this.say(AWAY);
    }
  }

  /** The focus goes to the button that opened a dialog, or where that one was stowed. @param {HTMLElement} opener */
  comeBack(opener) {
    const stowed = opener.getClientRects().length === 0;
    const button = stowed ? this.stage.root.querySelector(".stow") : opener;
    if (button instanceof HTMLElement) button.focus();
  }

  /** @param {string} text for a moment */
  say(text) {
    this.said.textContent = text;
    setTimeout(() => (this.said.textContent = ""), 2000);
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
      this.say("Copied");
    } catch {
      this.field.value = link;
      this.dialog.showModal();
      this.field.select();
    }
  }
}
