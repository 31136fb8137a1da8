// What the axes are called, where that is not x and y.

import { label } from "../ink.js";

const [ASIDE, LINE] = [8, 12]; // pixels

/** @param {import("../ink.js").Context} ink @param {import("../layers.js").Picture} picture */
export function drawNames(ink, { viewport: { width, height }, landscape: { axes }, theme }) {
  if (String(axes) === "x,y") return;
  const [across, up] = axes;
  label(ink, across, [width - ASIDE - ink.measureText(across).width, height - LINE], theme.ink, theme.halo);
  label(ink, up, [ASIDE, LINE], theme.ink, theme.halo);
}
