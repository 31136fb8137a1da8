// Small drawings of the map's marks, as they stand in lines of text.

import { make } from "./dom.js";

/** @typedef {import("./theme.js").Theme} Theme */

const ARROW = "M0 6.5h10M7 3l5 3.5-5 3.5z";
const STAR = "M7 0l1.8 4.6 5 .3-3.9 3.1 1.3 4.8L7 10.1l-4.2 2.7 1.3-4.8L.2 4.9l5-.3z";

/** A drawing with a text after it. @param {string} drawing @param {string} text @param {string} tag */
export function sign(drawing, text, tag = "span") {
  const element = make(tag);
  element.innerHTML = `<svg viewBox="0 0 14 13" aria-hidden="true">${drawing}</svg>`;
  element.append(text);
  return element;
}

/** A global minimum. @param {Theme} theme */
export function star({ ink, star: { fill } }) {
  return `<path d="${STAR}" stroke="${ink}" fill="${fill}" stroke-width="1"/>`;
}

/** A local minimum, or the start. @param {string} stroke @param {number} width */
export function ring(stroke, width = 2) {
  return `<circle cx="7" cy="6.5" r="4" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
}

/** @param {string} colour */
export function arrow(colour) {
  return `<path d="${ARROW}" stroke="${colour}" fill="${colour}" stroke-width="2"/>`;
}

/** A valley. @param {string} rim @param {string} fill @param {number} radius */
export function beads(rim, fill, radius) {
  return [2.2, 7, 11.8].map((x) => `<circle cx="${x}" cy="6.5" r="${radius}" fill="${fill}" stroke="${rim}"/>`).join("");
}

/** Where there is no loss. @param {Theme} theme */
export function hatch({ hatch: { ground, line } }) {
  const square = `<rect x="0.5" y="0.5" width="13" height="12" rx="1.5" fill="${ground}" stroke="${line}"/>`;
  return `${square}<path d="M1 6l5-5M1 12L12 1M8 12l5-5" stroke="${line}" fill="none"/>`;
}
