// What the marks on the map mean, and which loss has which colour.

import { roundest } from "../chart.js";
import { make } from "../dom.js";
import { hasHoles } from "../hatch.js";
import { wants } from "../only.js";
import { Room } from "../room.js";
import { arrow, beads, hatch, ring, sign, star } from "../signs.js";
import { colourscale } from "../theme.js";
import { extentOf, View } from "../view.js";
import { LossChoice } from "./loss_choice.js";

/**
 * @typedef {import("../surface.js").Surface} Surface
 * @typedef {import("../theme.js").Theme} Theme
 */

const LABELS = [5, 4, 3]; // numbers on the scale of colours, if they find room
const SLACK = 0.3; // of the way between two of them: how far each may be off its place to be round
const BAR = 230; // pixels, about
const LETTER = 6.5; // pixels

export class Legend extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.marks = make("div.marks", { "aria-hidden": "true" });
    this.choice = new LossChoice(stage);
    this.colours = make("div.colours", { "aria-hidden": "true" });
    const legend = make("div.legend", {}, this.marks, make("div.loss-scale", {}, this.choice.element, this.colours));
    this.add(legend);
    this.room = new Room(legend); // the map above keeps its height when marks come and go
    this.minima = this.globals = this.valleys = this.globalValleys = 0;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** @type {View[]} */
    this.views = [];
    /** @type {unknown[]} from what it was drawn */
    this.drawn = [];
  }

  destroy() {
    this.room.destroy();
    super.destroy();
  }

  /** @param {View[]} views */
  meet(views) {
    this.views = views;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { landscape } = scene;
    this.scene = scene;
    this.choice.setScene(scene);
    this.minima = landscape.minima.length;
    this.globals = landscape.globals;
    this.valleys = landscape.valleys.length;
    this.globalValleys = landscape.global_valleys;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ theme }) {
    const { surface, surfaceOf } = this.scene ?? {};
    const shown = extentOf(this.views);
    const hatched = Boolean(surface && shown && hasHoles(surface, shown));
    const floors = [this.minima, this.globals, this.valleys, this.globalValleys];
    const ofEnds = this.views.some(({ coloursMap }) => coloursMap);
    const moves = this.stage.answers && wants(this.scene, "start");
    const now = [surfaceOf, theme, ...floors, surface, hatched, ofEnds, moves];
    if (!surface || now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    const marks = [
      sign(ring(theme.ink, 6) + ring(theme.dark ? "#000" : "#fff"), moves ? "start: drag it" : "start"),
      this.globals > 0 && sign(star(theme), "global minimum"),
      this.minima > this.globals && sign(ring(theme.ink), "local minimum"),
      this.globalValleys > 0 && sign(beads(theme.star.ring, theme.star.fill, 1.6), "valley of equal minima"),
      this.valleys > this.globalValleys && sign(beads(theme.halo, theme.ink, 1.2), "valley of equal local minima"),
      hatched && sign(hatch(theme), "hatched: no loss there"),
      sign(arrow(theme.gradient), "downhill, −∇f", "span.minor"),
      sign(arrow(theme.step), "last step", "span.minor"),
    ];
    this.marks.replaceChildren(...marks.filter((one) => one !== false));
    const name = surfaceOf && this.choice.element.hidden ? `${surfaceOf} loss` : "loss";
    this.colours.replaceChildren(scale(surface, theme, `${name} (log scale)`));
    this.colours.classList.toggle("away", ofEnds); // it keeps its place
  }
}

/**
 * The colours of the map from low to high, with losses at their places.
 * @param {Surface} surface @param {Theme} theme @param {string} text
 */
function scale(surface, theme, text) {
  const bar = make("i.scale-bar");
  const stops = colourscale(theme.dark).map(([place, colour]) => `${colour} ${100 * place}%`);
  bar.style.background = `linear-gradient(to right, ${stops.join(",")})`;
  const numbers = labelsOf(surface).map(({ place, name }) => {
    const number = make("b", { text: name });
    number.style.left = `${100 * place}%`;
    return number;
  });
  return make("div.scale", {}, make("span", { text }), make("div.scale-box", {}, bar, ...numbers));
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
