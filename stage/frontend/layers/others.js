// The ways of all runners but the topmost: they may be drawn once and kept, while only that one moves.

import { drawGhosts } from "./ghost.js";
import { drawDots, drawPaths } from "./track.js";

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../layers.js").Picture} Picture
 */

/** All there is of the ways that are drawn. @param {Context} ink @param {Picture} picture */
export function drawTracks(ink, picture) {
  drawGhosts(ink, picture);
  drawPaths(ink, picture);
  drawDots(ink, picture);
}

/** Those of the others. @param {Context} ink @param {Picture} picture */
export function drawOthers(ink, { others }) {
  others?.(ink);
}
