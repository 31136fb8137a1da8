// The pictures that a page holds: which one this is, what is said of it, and ways to the others.

import { make, say } from "../dom.js";
import { View } from "../view.js";

const LONGEST = 60; // letters of a line of the list
const ARROWS = { "-1": "M15.5 5v14l-10-7z", 1: "M8.5 5v14l10-7z" };

export class PicturesView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.pictures = stage.pictures;
    if (!this.pictures) return;
    const { all } = this.pictures;
    this.before = this.turner("Picture before (P)", -1);
    this.next = this.turner("Next picture (N)", 1);
    const lines = all.map((one, i) => make("option", { value: i, text: `${i + 1}. ${shorten(one.caption || one.title)}` }));
    this.choice = make("select", { "aria-label": "Picture" }, ...lines);
    this.choice.addEventListener("change", () => this.pictures?.go(Number(this.choice?.value)));
    const row = make("div.pictures-row", {}, this.before, this.choice, this.next);
    row.hidden = all.length === 1;
    this.caption = make("h1.pictures-caption", { "aria-live": "polite" });
    this.add(make("div.pictures", {}, row, this.caption));
    this.tell();
    const { pressed } = this.pictures;
    if (pressed) this.focus(pressed);
  }

  /** Goes to a button, or where that is at its end to the other. @param {number} by */
  focus(by) {
    const buttons = by < 0 ? [this.before, this.next] : [this.next, this.before];
    buttons.find((button) => button && !button.disabled)?.focus();
  }

  /** @param {string} title @param {-1 | 1} by */
  turner(title, by) {
    const onclick = () => {
      this.pictures?.turn(by);
      if (this.pictures) this.pictures.pressed = by;
    };
    const button = make("button.icon-button", { type: "button", title, "aria-label": title, onclick });
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ARROWS[by]}"/></svg>`;
    return button;
  }

  setScene() {
    this.tell();
  }

  tell() {
    const { pictures, choice, caption, before, next } = this;
    if (!pictures || !choice || !caption || !before || !next) return;
    const { place, all, shown } = pictures;
    choice.value = String(place);
    say(caption, shown.caption || shown.title);
    before.disabled = place === 0;
    next.disabled = place === all.length - 1;
    const focused = document.activeElement;
    if (focused === before || focused === next) this.focus(focused === before ? -1 : 1);
  }
}

/** @param {string} text */
const shorten = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
