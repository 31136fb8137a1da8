// The ghost: the path as it was before the change, to see what the change did.

import { trace } from "../ink.js";

/** @param {import("../ink.js").Context} ink @param {import("../layers.js").Picture} picture */
export function drawGhosts(ink, { viewport, tracks }) {
  const { width, height } = viewport;
  ink.save();
  ink.lineJoin = ink.lineCap = "round";
  ink.lineWidth = 1.6;
  ink.setLineDash([1, 5]);
  ink.globalAlpha = 0.6;
  for (const { runner, ink: own } of tracks) {
    if (!runner.ghost) continue;
    const { x, y, steps } = runner.ghost;
    const pixels = Array.from({ length: steps + 1 }, (_, k) => viewport.toPixel(x[k], y[k]));
    const far = 1.5 * Math.hypot(width, height);
    ink.strokeStyle = own.line;
    trace(ink, pixels, [-9, -9, width + 9, height + 9], (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]) < far);
  }
  ink.restore();
}
