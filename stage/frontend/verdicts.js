// The verdicts: their words, and for each a shape beside its colour, which stands in the style sheet.

import { drawShape } from "./ink.js";

/** @type {Record<string, {glyph: string, shape: import("./ink.js").Shape}>} the same shape as a character and in ink */
export const VERDICTS = {
  converged: { glyph: "●", shape: "disc" },
  oscillating: { glyph: "◆", shape: "diamond" },
  crawling: { glyph: "▬", shape: "bar" },
  trapped: { glyph: "■", shape: "square" },
  stalled: { glyph: "▲", shape: "triangle" },
  diverged: { glyph: "✕", shape: "cross" },
};

/** The colour of a verdict in a style sheet. @param {string} verdict */
export const styleOf = (verdict) => `var(--verdict-${verdict})`;

/**
 * @param {CanvasRenderingContext2D} ink @param {number} x @param {number} y
 * @param {string} verdict @param {number} size @param {import("./theme.js").Theme} theme
 */
export function drawVerdict(ink, x, y, verdict, size, theme) {
  drawShape(ink, [x, y], VERDICTS[verdict].shape, size, theme.verdicts[verdict]);
}
