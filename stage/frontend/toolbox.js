// The tools' place: a row above the picture, and where that is too narrow a sheet behind one button.

import { make } from "./dom.js";
import { Sheet } from "./sheet.js";

const NARROW = "(max-width: 1000px)";

/**
 * Keeps the tools where there is room. Returns a function that stops it.
 * @param {HTMLElement} top @param {HTMLElement} tools
 */
export function stowTools(top, tools) {
  const button = make("button.icon-button.stow", { type: "button", "aria-label": "Tools", title: "Tools", text: "⋯" });
  const sheet = new Sheet(button, "stowed");
  const query = matchMedia(NARROW);
  const stow = () => {
    sheet.close();
    button.hidden = !query.matches;
    (query.matches ? sheet.element : top).append(tools);
  };
  top.append(button, sheet.element);
  sheet.element.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || target.closest(".sheet") !== sheet.element) return; // in one that opens from it
    if (target.closest(".text-button:not([aria-expanded])")) sheet.close();
  });
  query.addEventListener("change", stow);
  stow();
  return () => query.removeEventListener("change", stow);
}
