// What stands beside the pointer: one small box a stage, with the numbers of what is under it. It never covers a marble.

import { make } from "./dom.js";

const AWAY = 14; // pixels from the pointer
const CLEAR = 12; // pixels around what it must not cover

/** @typedef {{left: number, right: number, top: number, bottom: number}} Bounds */

export class Hover {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.element = make("div.hover", { "aria-hidden": "true" });
    this.element.hidden = true;
    root.append(this.element);
    /** @type {object | null} who shows it */
    this.owner = null;
    this.told = "";
  }

  /**
   * Shows lines beside the pointer.
   * @param {object} owner @param {string[]} lines @param {import("./ink.js").Pixel} pointer in the page's pixels
   * @param {Bounds} bounds where it has to stay @param {import("./ink.js").Pixel | null} kept what it must not cover
   */
  show(owner, lines, pointer, bounds, kept = null) {
    this.owner = owner;
    const told = lines.join("\n");
    if (told !== this.told) this.element.textContent = this.told = told;
    this.element.hidden = false;
    const size = /** @type {[number, number]} */ ([this.element.offsetWidth, this.element.offsetHeight]);
    const [left, top] = placeBeside(pointer, size, bounds, kept);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** @param {object} owner */
  hide(owner) {
    if (this.owner !== owner) return;
    this.owner = null;
    this.element.hidden = true;
  }
}

/**
 * The upper left corner of a box beside the pointer: the first of four places that is within bounds and covers nothing
 * that is kept; where there is none, the one nearest to the bounds' middle.
 * @param {import("./ink.js").Pixel} pointer @param {[number, number]} size @param {Bounds} bounds
 * @param {import("./ink.js").Pixel | null} kept @returns {[number, number]}
 */
export function placeBeside([x, y], [width, height], { left, right, top, bottom }, kept) {
  const [after, before] = [
    [x + AWAY, y + AWAY],
    [x - AWAY - width, y - AWAY - height],
  ];
  /** @type {[number, number][]} */
  const places = [
    [after[0], after[1]],
    [before[0], after[1]],
    [after[0], before[1]],
    [before[0], before[1]],
  ];
  const isFree = ([l, t]) =>
    !kept ||
    kept[0] < l - CLEAR ||
    kept[0] > l + width + CLEAR ||
    kept[1] < t - CLEAR ||
    kept[1] > t + height + CLEAR;
  const isInside = ([l, t]) => l >= left && t >= top && l + width <= right && t + height <= bottom;
  return (
    places.find((place) => isInside(place) && isFree(place)) ??
    places.find(isFree) ?? [x < (left + right) / 2 ? after[0] : before[0], y < (top + bottom) / 2 ? after[1] : before[1]]
  );
}

/** @type {WeakMap<HTMLElement, Hover>} */
const hovers = new WeakMap();

/** The one of a stage. @param {HTMLElement} root */
export function hoverOf(root) {
  const hover = hovers.get(root) ?? new Hover(root);
  hovers.set(root, hover);
  return hover;
}

/**
 * Where a mouse or a pen rests on an element; a finger covers what it points at, and has other uses.
 * @param {HTMLElement} element @param {(pointer: import("./ink.js").Pixel | null) => void} told in the page's pixels
 */
export function listenToPointer(element, told) {
  element.addEventListener("pointermove", (event) => {
    const rests = event.pointerType !== "touch" && event.buttons === 0;
    told(rests ? [event.clientX, event.clientY] : null);
  });
  for (const end of ["pointerleave", "pointerdown", "pointercancel"])
    element.addEventListener(end, () => told(null));
}
