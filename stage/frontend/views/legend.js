// What the marks on the map mean, and which loss has which colour.

import { roundest } from "../chart.js";
import { make } from "../dom.js";
import { colourscale } from "../theme.js";
import { View } from "../view.js";

/**
 * @typedef {import("../surface.js").Surface} Surface
 * @typedef {import("../theme.js").Theme} Theme
 */

const ARROW = "M0 6.5h10M7 3l5 3.5-5 3.5z";
const STAR = "M7 0l1.8 4.6 5 .3-3.9 3.1 1.3 4.8L7 10.1l-4.2 2.7 1.3-4.8L.2 4.9l5-.3z";

const LABELS = [5, 4, 3]; // numbers on the scale of colours, if they find room
const SLACK = 0.3; // of the way between two of them: how far each may be off its place to be round
const BAR = 230; // pixels, about
const LETTER = 6.5; // pixels

export class Legend extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("div.legend", { "aria-hidden": "true" });
    this.add(this.element);
    this.minima = this.globals = this.valleys = this.globalValleys = 0;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** @type {unknown[]} from what it was drawn */
    this.drawn = [];
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { landscape } = scene;
    this.scene = scene;
    this.minima = landscape.minima.length;
    this.globals = landscape.globals;
    this.valleys = landscape.valleys.length;
    this.globalValleys = landscape.global_valleys;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ theme }) {
    const { surface } = this.scene ?? {};
    const now = [theme, this.minima, this.globals, this.valleys, this.globalValleys, surface];
    if (!surface || now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    const marks = [
      mark(ring(theme.ink, 6, 4) + ring(theme.dark ? "#000" : "#fff", 2, 4), "start: drag it"),
      this.globals > 0 && mark(path(STAR, theme.ink, theme.star.fill, 1), "global minimum"),
      this.minima > this.globals && mark(ring(theme.ink, 2, 4), "local minimum"),
      this.globalValleys > 0 && mark(beads(theme.star.ring, theme.star.fill, 1.6), "valley of equal minima"),
      this.valleys > this.globalValleys && mark(beads(theme.halo, theme.ink, 1.2), "valley of equal local minima"),
      mark(path(ARROW, theme.gradient, theme.gradient, 2), "downhill, −∇f", "span.minor"),
      mark(path(ARROW, theme.step, theme.step, 2), "last step", "span.minor"),
    ];
    this.element.replaceChildren(...marks.filter((one) => one !== false), scale(surface, theme));
  }
}

/** The colours of the map from low to high, with losses at their places. @param {Surface} surface @param {Theme} theme */
function scale(surface, theme) {
  const bar = make("i.scale-bar");
  const stops = colourscale(theme.dark).map(([place, colour]) => `${colour} ${100 * place}%`);
  bar.style.background = `linear-gradient(to right, ${stops.join(",")})`;
  const numbers = labelsOf(surface).map(({ place, name }) => {
    const number = make("b", { text: name });
    number.style.left = `${100 * place}%`;
    return number;
  });
  return make("div.scale", {}, make("span", { text: "loss (log scale)" }), make("div.scale-box", {}, bar, ...numbers));
}

/**
 * Losses to label, as many as find room, and where they lie between the lowest and the highest colour.
 * @param {Pick<Surface, "low" | "high" | "heightOf" | "lossOf">} surface
 */
export function labelsOf({ low, high, heightOf, lossOf }) {
  /** @type {{place: number, name: string}[]} */
  let labels = [];
  for (const count of LABELS) {
    labels = Array.from({ length: count }, (_, i) => {
      const [from, to] = [i - SLACK, i + SLACK].map((place) => {
        const share = Math.min(Math.max(place / (count - 1), 0), 1);
        return lossOf(low + share * (high - low));
      });
      const { at, name } = roundest(from, to);
      return { place: Math.min(Math.max((heightOf(at) - low) / (high - low), 0), 1), name };
    });
    const isFree = labels.every(({ place, name }, i) => {
      const next = labels[i + 1];
      return !next || (next.place - place) * BAR > (LETTER * (name.length + next.name.length)) / 2 + 5;
    });
    if (isFree) break;
  }
  return labels.filter(({ name }, i) => name !== labels[i - 1]?.name); // a flat one has but one loss
}

/** @param {string} drawing @param {string} text @param {string} tag */
function mark(drawing, text, tag = "span") {
  const element = make(tag);
  element.innerHTML = `<svg viewBox="0 0 14 13">${drawing}</svg>`;
  element.append(text);
  return element;
}

/** @param {string} d @param {string} stroke @param {string} fill @param {number} width */
function path(d, stroke, fill, width) {
  return `<path d="${d}" stroke="${stroke}" fill="${fill}" stroke-width="${width}"/>`;
}

/** @param {string} rim @param {string} fill @param {number} radius */
function beads(rim, fill, radius) {
  return [2.2, 7, 11.8].map((x) => `<circle cx="${x}" cy="6.5" r="${radius}" fill="${fill}" stroke="${rim}"/>`).join("");
}

/** @param {string} stroke @param {number} width @param {number} radius */
function ring(stroke, width, radius) {
  return `<circle cx="7" cy="6.5" r="${radius}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
}
