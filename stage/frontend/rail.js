// The rail of a slider: browsers let a finger that means to scroll the page move a slider, this one does not.

import { make } from "./dom.js";
import { listenToDrags } from "./drags.js";

/** A hand needs no ring around what it holds. @type {FocusOptions & {focusVisible: boolean}} */
const FOCUS = { preventScroll: true, focusVisible: false };

/**
 * Around `range`, which keeps keys, names and values for itself and sees no pointer. Its owner hears `take` before a
 * hand moves it, `move` when it has another value, and `drop` or `cancel`, after which it is to be as at `take`.
 */
export class Rail {
  /**
   * @param {HTMLInputElement} range whole numbers from 0 on
   * @param {{take: () => void, move: () => void, drop: () => void, cancel: () => void}} owner
   */
  constructor(range, { take, move, drop, cancel }) {
    this.range = range;
    this.element = make("div.rail", {}, range);
    this.grip = 0; // pixels from the middle of the thumb to where it is held
    this.element.addEventListener("mousedown", (event) => event.preventDefault()); // it would take the focus away
    listenToDrags(this.element, {
      take: ({ clientX }) => {
        range.focus(FOCUS);
        take();
        const { left, thumb, length } = this.measure();
        const away = clientX - left - (Number(range.value) / Number(range.max)) * length;
        this.grip = Math.abs(away) <= thumb / 2 ? away : 0;
      },
      move: ({ clientX }) => {
        const { left, length } = this.measure();
        const share = (clientX - this.grip - left) / length;
        const value = String(Math.round(Math.min(Math.max(share, 0), 1) * Number(range.max)));
        if (value === range.value) return;
        range.value = value;
        move();
      },
      drop,
      cancel,
    });
  }

  /** Where the middle of the thumb can be. */
  measure() {
    const { left, width } = this.range.getBoundingClientRect();
    const thumb = parseFloat(getComputedStyle(this.range).getPropertyValue("--thumb"));
    return { left: left + thumb / 2, thumb, length: Math.max(width - thumb, 1) };
  }
}
