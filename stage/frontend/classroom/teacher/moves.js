// The moves of a teacher on their way to the room: one after another, and what came of them.

import { make, say } from "../../dom.js";

const PATIENCE = 2000; // milliseconds that the room's new state may take
const FRESH = 400; // milliseconds for which a second click on what has just changed is none

export class Moves {
  /** @param {import("../room.js").Room} room @param {(english: string) => string} t @param {() => void} changed */
  constructor(room, t, changed) {
    this.room = room;
    this.t = t;
    this.changed = changed;
    this.said = make("p.teacher-said", { role: "status" });
    this.busy = false;
    /** @type {(() => void) | null} */
    this.arrived = null;
  }

  /** Whether a move can be sent now. */
  get rests() {
    return this.room.online && !this.busy && this.room.state !== null;
  }

  /**
   * One that changes what can be done: the next waits until the room has moved. Whether it was done.
   * @param {string} name @param {Record<string, unknown>} [more]
   */
  async send(name, more = {}) {
    const { state } = this.room;
    if (!this.rests || !state) return false;
    this.busy = true;
    this.changed();
    const done = await this.tell(name, more);
    if (done && this.room.state?.version === state.version) await this.await();
    this.busy = false;
    this.changed();
    return done;
  }

  /**
   * One that others need not wait for. Whether it was done.
   * @param {string} name @param {Record<string, unknown>} [more]
   */
  async tell(name, more = {}) {
    const said = await this.room.move(name, more);
    say(this.said, said);
    return said === "";
  }

  await() {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.arrived?.(), PATIENCE);
      this.arrived = () => {
        clearTimeout(timer);
        this.arrived = null;
        resolve(undefined);
      };
    });
  }

  /** @param {string} look classes, each after a dot @param {string} text @param {() => void} act */
  button(look, text, act) {
    const button = make(`button.text-button.move${look}`, { type: "button", text });
    button.addEventListener("click", () => this.rests && !this.isFresh(button) && act());
    return button;
  }

  /** @param {HTMLElement} button */
  isFresh(button) {
    return performance.now() - Number(button.dataset.changed ?? -Infinity) < FRESH;
  }

  /** A button that now does something else. @param {HTMLElement} button @param {string} text */
  rename(button, text) {
    if (button.textContent === text) return;
    button.textContent = text;
    button.dataset.changed = String(performance.now());
  }

  /** @param {string} text @param {(on: boolean) => void} act */
  toggle(text, act) {
    const box = make("input.move", { type: "checkbox", role: "switch" });
    box.addEventListener("click", (event) => !this.room.online && event.preventDefault());
    box.addEventListener("change", () => act(box.checked));
    return { box, element: make("label.check", {}, box, text) };
  }

  /** Shows which of them can be pressed, and why not. @param {HTMLElement} root */
  mark(root) {
    const { online } = this.room;
    for (const element of root.querySelectorAll(".move")) {
      element.setAttribute("aria-disabled", String(!online || (this.busy && element instanceof HTMLButtonElement)));
      if (online) element.removeAttribute("title");
      else element.setAttribute("title", this.t("Not connected: wait a moment."));
    }
  }
}
