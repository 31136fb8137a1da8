// The ways of many seeds, faint, and the cloud of their ends: each in the colour of the minimum that it ends around.

import { disc, trace } from "../ink.js";
import { drawVerdict } from "../verdicts.js";

const VEIL = 0.3; // over the ground, on which colours would be lost
const FAINT = 0.4;
const END = 3.2; // pixels
const OUT = 60; // pixels beyond the border

/**
 * On the picture that is kept.
 * @param {import("../ink.js").Context} ink @param {import("../decode.js").Message} message
 * @param {Pick<import("../layers.js").Picture, "viewport" | "theme" | "minima">} picture
 */
export function drawSeeds(ink, { header, arrays }, { viewport, theme, minima }) {
  const { middle, size, words } = header;
  const { data, shape } = arrays.ways;
  const [, seeds, points] = shape;
  const { width, height } = viewport;
  const colourOf = (/** @type {number} */ seed) => minima?.[arrays.codes.data[seed] - words.length];
  /** @type {import("../ink.js").Box} */
  const box = [-OUT, -OUT, width + OUT, height + OUT];
  const ways = Array.from({ length: seeds }, (_, seed) =>
    Array.from({ length: points }, (_, k) => {
      const [x, y] = [0, 1].map((axis) => middle[axis] + size[axis] * data[(axis * seeds + seed) * points + k]);
      return viewport.toPixel(x, y);
    }),
  );
  ink.globalAlpha = VEIL;
  ink.fillStyle = theme.background;
  ink.fillRect(0, 0, width, height);
  const near = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]) < 1.5 * Math.hypot(width, height); // others would hide all
  ink.lineJoin = ink.lineCap = "round";
  ink.lineWidth = 1;
  ink.globalAlpha = FAINT;
  ways.forEach((way, seed) => {
    ink.strokeStyle = colourOf(seed) ?? theme.ink;
    trace(ink, way, box, near);
  });
  ink.globalAlpha = 1;
  ways.forEach((way, seed) => {
    const [x, y] = way[points - 1];
    if (!(x > -9 && y > -9 && x < width + 9 && y < height + 9)) return;
    const colour = colourOf(seed);
    if (colour) return disc(ink, [x, y], END, colour, theme.ink, 1);
    disc(ink, [x, y], END + 1.4, theme.background, theme.background, 0.1);
    drawVerdict(ink, x, y, words[arrays.codes.data[seed]], END, theme);
  });
}

/** From there. @param {import("../ink.js").Context} ink @param {import("../layers.js").Picture} picture */
export function drawFan(ink, { fan, viewport }) {
  if (fan) ink.drawImage(fan, 0, 0, viewport.width, viewport.height);
}
