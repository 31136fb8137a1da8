// The ways of all runners but the topmost: drawn once and kept, while only that one moves.

import { drawGhosts } from "./ghost.js";
import { drawDots, drawPaths } from "./track.js";

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../layers.js").Picture} Picture
 */

/** On the picture that is kept. @param {Context} ink @param {Picture} picture */
export function drawTracks(ink, picture) {
  drawGhosts(ink, picture);
  drawPaths(ink, picture);
  drawDots(ink, picture);
}

/** From there. @param {Context} ink @param {Picture} picture */
export function drawOthers(ink, { others, traces, viewport }) {
  if (!others) return;
  ink.globalAlpha = traces[0].ink.share;
  ink.drawImage(others, 0, 0, viewport.width, viewport.height);
  ink.globalAlpha = 1;
}
