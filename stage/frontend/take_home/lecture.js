// The pictures of a lecture that is being put together: it is kept while its author goes on exploring.

import { make } from "../dom.js";

const KEPT = "overshoot-lecture"; // in the browser's memory of this visit

/** @typedef {{link: string, caption: string, title: string, size: number}} Entry size: of its runs, in bytes */

export class Lecture {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.entries = kept();
    this.list = make("ol.lecture", { "aria-label": "Pictures of the lecture" });
    this.show();
  }

  /** @param {Entry} entry */
  add(entry) {
    this.entries.push(entry);
    this.settle();
    this.list.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  /** The list as it is now, kept. @param {string} [focused] which button has the focus then, by its name */
  settle(focused) {
    keep(this.entries);
    this.show();
    if (focused) [...this.list.querySelectorAll("button")].find(({ ariaLabel }) => ariaLabel === focused)?.focus();
    this.changed();
  }

  show() {
    this.list.replaceChildren(...this.entries.map((entry, place) => this.lineOf(entry, place)));
  }

  /** @param {Entry} entry @param {number} place */
  lineOf(entry, place) {
    const input = make("input", {
      type: "text",
      "aria-label": `Caption of picture ${place + 1}`,
      placeholder: entry.title,
      title: entry.title,
      maxlength: MOST_CAPTION,
    });
    input.value = entry.caption;
    input.addEventListener("change", () => {
      entry.caption = input.value;
      keep(this.entries);
    });
    const tool = (text, name, act, disabled = false) => {
      const button = make("button.icon-button", { type: "button", text, "aria-label": name, title: name, onclick: act });
      button.disabled = disabled;
      return button;
    };
    const last = this.entries.length - 1;
    return make(
      "li",
      {},
      input,
      tool("↑", `Picture ${place + 1} earlier`, () => this.move(place, -1), place === 0),
      tool("↓", `Picture ${place + 1} later`, () => this.move(place, 1), place === last),
      tool("×", `Remove picture ${place + 1}`, () => this.remove(place)),
    );
  }

  /** @param {number} place @param {-1 | 1} by */
  move(place, by) {
    const [entry] = this.entries.splice(place, 1);
    this.entries.splice(place + by, 0, entry);
    const [there, last] = [place + by, this.entries.length - 1];
    const goesOn = by < 0 ? there > 0 : there < last;
    this.settle(`Picture ${there + 1} ${by < 0 === goesOn ? "earlier" : "later"}`);
  }

  /** @param {number} place */
  remove(place) {
    this.entries.splice(place, 1);
    this.settle(`Remove picture ${Math.min(place + 1, this.entries.length)}`);
  }
}

export const MOST_CAPTION = 300; // characters

/** @returns {Entry[]} */
function kept() {
  try {
    const entries = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    return entries.filter(({ link, caption }) => typeof link === "string" && typeof caption === "string");
  } catch {
    return []; // the browser keeps its memory to itself, or somebody else wrote there
  }
}

/** @param {Entry[]} entries */
function keep(entries) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(entries));
  } catch {
    // then it is kept until this page is left
  }
}
