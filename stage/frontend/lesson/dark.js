// Darkness: the map is seen beneath the marble alone.

const REACH = 34; // pixels that are seen around it
const EDGE = 0.55; // of the reach: from there on it darkens
const NIGHT = "12 15 22";

/** @typedef {import("../ink.js").Context} Context */

/**
 * @param {Context} ink @param {import("../ink.js").Pixel} at @param {{width: number, height: number}} viewport
 */
export function drawDark(ink, [x, y], { width, height }) {
  const night = ink.createRadialGradient(x, y, REACH * EDGE, x, y, REACH);
  night.addColorStop(0, `rgb(${NIGHT} / 0)`);
  night.addColorStop(1, `rgb(${NIGHT})`);
  ink.save();
  ink.fillStyle = night;
  ink.fillRect(0, 0, width, height);
  ink.restore();
}

/** Over a run, until it is at its end. @type {import("../view.js").Overlay} */
export function darken(ink, picture) {
  const { step, selected, viewport } = picture;
  if (step < selected.path.steps) drawDark(ink, selected.marble, viewport);
}

/** Over a picture of which nothing more is to be seen. @type {import("../view.js").Overlay} */
export function darkenForGood(ink, { selected, viewport }) {
  drawDark(ink, selected.marble, viewport);
}
