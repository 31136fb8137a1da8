// The run as a program: the page shows it, in place of a file.

import { Item } from "./item.js";

const DIALOG = "[role=dialog]:not(.stage *)";
const PATIENCE = 5000; // milliseconds

export class Code extends Item {
  get title() {
    return "Code";
  }

  get opens() {
    return true;
  }

  get needsServer() {
    return true;
  }

  tell() {
    return "This run as a program for PyTorch, Keras or Optax, 1 to 4 kB";
  }

  /** What the page shows of it lies beneath a stage that fills the screen. */
  async open() {
    if (document.fullscreenElement) await document.exitFullscreen();
    this.stage.wish({ code: true });
    giveFocus(performance.now() + PATIENCE);
  }
}

/**
 * Sees that the page's dialog has the focus: what was pressed lies beneath it by then, and Escape would reach nobody.
 * @param {number} until when it is no longer waited for
 */
function giveFocus(until) {
  const dialog = document.querySelector(DIALOG);
  if (dialog instanceof HTMLElement && document.activeElement === document.body) dialog.focus();
  if (performance.now() < until) requestAnimationFrame(() => giveFocus(until));
}
