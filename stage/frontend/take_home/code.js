// The run as a program: the page shows it, in place of a file.

import { Item } from "./item.js";

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
  }
}
