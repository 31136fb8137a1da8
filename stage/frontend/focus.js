// Whether the keyboard or a pointer brought the focus to where it is. Browsers call any focus visible after a key press.

let byKeys = true; // until somebody points at something
let next = true; // how the focus will have come when it moves now

addEventListener("pointerdown", () => (next = false), { capture: true, passive: true });
addEventListener("keydown", (event) => (next ||= event.key === "Tab"), { capture: true, passive: true });
addEventListener("focusin", () => (byKeys = next), { capture: true, passive: true });

export function isFocusedByKeys() {
  return byKeys;
}
