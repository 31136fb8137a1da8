// What the marks on the map mean.

import { make } from "./dom.js";
import { colourscale } from "./theme.js";

const ARROW = "M0 6.5h10M7 3l5 3.5-5 3.5z";
const STAR = "M7 0l1.8 4.6 5 .3-3.9 3.1 1.3 4.8L7 10.1l-4.2 2.7 1.3-4.8L.2 4.9l5-.3z";

export class Legend {
  /** @param {HTMLElement} below what the legend stands above */
  constructor(below) {
    this.element = make("div.legend", { "aria-hidden": "true" });
    below.before(this.element);
  }

  draw(theme, landscape) {
    const { length } = landscape?.minima ?? [];
    const globals = landscape?.globals ?? 0;
    const path = (d, colour, fill = colour) => `<path d="${d}" stroke="${colour}" fill="${fill}" stroke-width="2"/>`;
    const ring = (stroke, width, r) =>
      `<circle cx="7" cy="6.5" r="${r}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
    const marks = [
      [ring(theme.ink, 6, 4) + ring(theme.dark ? "#000" : "#fff", 2, 4), "start: drag it"],
      globals && [
        path(STAR, theme.ink, theme.dark ? "#F0E442" : "#fff").replace('width="2"', 'width="1"'),
        "global minimum",
      ],
      length > globals && [ring(theme.ink, 2, 4), "local minimum"],
      [path(ARROW, theme.gradient), "downhill, −∇f", "minor"],
      [path(ARROW, theme.step), "last step", "minor"],
    ];
    const stops = colourscale(theme.dark).map(([, colour]) => colour);
    const scale = make("span.minor", {}, make("i.scale"), "loss, log scale: low to high");
    scale.firstChild.style.background = `linear-gradient(to right, ${stops.join(",")})`;
    this.element.replaceChildren(
      ...marks.filter(Boolean).map(([drawing, text, rank]) => {
        const mark = make(rank ? `span.${rank}` : "span");
        mark.innerHTML = `<svg viewBox="0 0 14 13">${drawing}</svg>`;
        mark.append(text);
        return mark;
      }),
      scale,
    );
  }
}
