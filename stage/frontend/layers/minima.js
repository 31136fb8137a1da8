// The landscape's minima: a star for a global one, a ring for a local one.

import { disc, star } from "../ink.js";

/** @param {import("../ink.js").Context} ink @param {import("../layers.js").Picture} picture */
export function drawMinima(ink, { theme, viewport, landscape }) {
  landscape.minima.forEach(([x, y], i) => {
    const at = viewport.toPixel(x, y);
    if (i < landscape.globals) return star(ink, at, 9, theme.star.fill, theme.star.ring);
    disc(ink, at, 4.5, "rgba(0,0,0,0)", theme.halo, 4);
    disc(ink, at, 4.5, "rgba(0,0,0,0)", theme.ink, 1.8);
  });
}
