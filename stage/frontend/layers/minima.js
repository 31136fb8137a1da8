// The landscape's minima: a star for a global one, a ring for a local one, and for a valley of them a string of beads.

import { disc, star, trace } from "../ink.js";

const BEADS = [0, 9]; // dashes without length, which round ends make to dots, and pixels between them

/** @param {import("../ink.js").Context} ink @param {import("../layers.js").Picture} picture */
export function drawMinima(ink, { theme, viewport, landscape, minima }) {
  const { width, height } = viewport;
  landscape.valleys.forEach((valley, i) => {
    const points = valley.map(([x, y]) => viewport.toPixel(x, y));
    const isGlobal = i < landscape.global_valleys;
    const { fill, ring } = isGlobal ? theme.star : { fill: theme.ink, ring: theme.halo };
    ink.save();
    ink.lineCap = "round";
    ink.setLineDash(BEADS);
    for (const { stroke, thick } of [
      { stroke: ring, thick: 7 },
      { stroke: fill, thick: isGlobal ? 4 : 3 },
    ]) {
      ink.strokeStyle = stroke;
      ink.lineWidth = thick;
      trace(ink, points, [-9, -9, width + 9, height + 9], () => true);
    }
    ink.restore();
  });
  landscape.minima.forEach(([x, y], i) => {
    const at = viewport.toPixel(x, y);
    const fill = minima?.[i];
    if (i < landscape.globals) return star(ink, at, fill ? 10 : 9, fill ?? theme.star.fill, fill ? theme.ink : theme.star.ring);
    disc(ink, at, 4.5, "rgba(0,0,0,0)", theme.halo, 4);
    disc(ink, at, 4.5, fill ?? "rgba(0,0,0,0)", theme.ink, 1.8);
  });
}
