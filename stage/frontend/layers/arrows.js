// Arrows at the marble of the selected runner: the step just taken, straight downhill, and what a step is made of.

import { arrow, clip } from "../ink.js";
import { haloOf } from "../theme.js";

const FLAT = 1e-4; // of the first gradient: what is flatter has no direction worth an arrow
const LENGTH = 46; // pixels: the gradient's arrow shows a direction, its size is among the numbers

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../layers.js").Picture} Picture
 */

/** The step just taken, at its true length. @param {Context} ink @param {Picture} picture */
export function drawStep(ink, { theme, viewport, step, selected: { pixels } }) {
  if (step === 0) return;
  const seen = clip(pixels[step - 1], pixels[step], [-60, -60, viewport.width + 60, viewport.height + 60]);
  if (seen) arrow(ink, [seen[0], seen[1]], [seen[2], seen[3]], theme.step, haloOf(theme.step));
}

/** The direction of steepest descent. @param {Context} ink @param {Picture} picture */
export function drawGradient(ink, { theme, viewport, step, selected: { path, marble } }) {
  const [ux, uy] = viewport.unit;
  const down = [-path.gx[step] / ux, path.gy[step] / uy];
  const size = Math.hypot(...down);
  const faint = FLAT * Math.hypot(path.gx[0] / ux, path.gy[0] / uy);
  if (!(size > faint && Number.isFinite(size))) return;
  const tip = [marble[0] + (LENGTH * down[0]) / size, marble[1] + (LENGTH * down[1]) / size];
  arrow(ink, marble, [tip[0], tip[1]], theme.gradient, haloOf(theme.gradient));
}

/**
 * The two components of −α∇f and memory's part of the step, from the marble, at their true lengths.
 * @param {Context} ink @param {Picture} picture
 */
export function drawComponents(ink, { theme, viewport, step, selected: { runner, path, marble } }) {
  if (!runner.live) return; // only the run with the present values was taken apart
  const k = Math.min(step, path.steps - 1);
  const { across, downhill } = runner.anatomy;
  const remembered = runner.cuts?.remembered;
  const [ux, uy] = viewport.unit;
  const [ex, ey] = [across[0][k], across[1][k]];
  const arrows = [
    { dx: ex * downhill[1][k], dy: ey * downhill[1][k], colour: theme.across },
    { dx: ey * downhill[0][k], dy: -ex * downhill[0][k], colour: theme.along },
  ];
  if (remembered) arrows.push({ dx: remembered[0][k], dy: remembered[1][k], colour: theme.memory });
  for (const { dx, dy, colour } of arrows) {
    const size = Math.hypot(dx / ux, dy / uy);
    if (!Number.isFinite(size)) continue;
    const shrink = Math.min(1, 3000 / size);
    arrow(ink, marble, [marble[0] + (shrink * dx) / ux, marble[1] - (shrink * dy) / uy], colour, haloOf(colour));
  }
}
