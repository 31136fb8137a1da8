// A sheet: what opens from a button above everything else, beside it, or on a phone from below. Escape closes it.

import { make } from "./dom.js";

const GAP = 4; // pixels between a button and its sheet
const EDGE = 8; // pixels that stay free at the window's edges
const NARROW = "(max-width: 860px), (max-height: 480px)"; // there style sheets say where it goes

export class Sheet {
  /**
   * @param {HTMLButtonElement} button it opens and closes the sheet
   * @param {string} kind a class of its own @param {(open: boolean, touched: boolean) => void} [toggled]
   */
  constructor(button, kind, toggled = () => {}) {
    this.button = button;
    this.element = make(`div.sheet.${kind}`, { popover: "auto" });
    this.touched = false;
    button.popoverTargetElement = this.element;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("pointerdown", ({ pointerType }) => (this.touched = pointerType === "touch"));
    button.addEventListener("keydown", () => (this.touched = false));
    this.element.addEventListener("toggle", (event) => {
      const open = /** @type {ToggleEvent} */ (event).newState === "open";
      button.setAttribute("aria-expanded", String(open));
      if (open) this.place();
      toggled(open, this.touched);
      for (const moving of ["resize", "scroll"])
        window[open ? "addEventListener" : "removeEventListener"](moving, this.leave, { capture: true });
    });
  }

  get open() {
    return this.element.matches(":popover-open");
  }

  close() {
    if (this.open) this.element.hidePopover();
  }

  /** Its button moved away from it. @param {Event} event */
  leave = ({ target }) => {
    const typing = target === window && this.element.contains(document.activeElement); // a keyboard comes up on a phone
    if (typing || (target instanceof Element && this.element.contains(target))) return;
    this.close();
  };

  place() {
    const { style } = this.element;
    style.cssText = "";
    if (matchMedia(NARROW).matches) return;
    const { left, bottom } = this.button.getBoundingClientRect();
    const end = Math.min(this.button.closest(".stage > *")?.getBoundingClientRect().right ?? Infinity, innerWidth - EDGE);
    style.left = `${Math.max(Math.min(left, end - this.element.getBoundingClientRect().width), EDGE)}px`;
    style.top = `${bottom + GAP}px`;
    style.maxHeight = `${innerHeight - bottom - GAP - EDGE}px`;
  }
}
