// A frame of a film: the map as the page shows it, and above it what is run on what, with which α, how far it is, and at
// the end what became of it. All frames of a film have one layout.

import { marginOf } from "../axes.js";
import { make } from "../dom.js";
import { show, tellValue } from "../format.js";
import { drawShape } from "../ink.js";
import { drawAbove, drawGround } from "../picture/map_picture.js";
import { inkOf } from "../runners.js";
import { drawVerdict } from "../verdicts.js";
import { Viewport } from "../viewport.js";

const NATURAL = 640; // pixels across, from which on all is drawn larger
const LETTERS = 12; // pixels, of the map's axes
const [SIDE, TITLE, LINE, TRACK, GAP, FOOT] = [12, 30, 22, 6, 8, 16]; // pixels
const [FLATTEST, TALLEST] = [0.5, 0.9]; // shapes of the map: height by width
const USUAL = 0.68; // where a map is stretched to any shape
const [MARK, AFTER, BETWEEN] = [12, 6, 22]; // pixels, in the legend
const NAME = "Overshoot";

/**
 * @typedef {import("./stills.js").Still} Still
 * @typedef {import("../ink.js").Context} Context
 * @typedef {object} Film
 * @property {Still[]} stills the run as it is shown, or the runs at each notch of a slider
 * @property {import("../runners.js").Control | null} slider the one that moves
 * @property {{rangeX: [number, number], rangeY: [number, number]}} view
 * @property {boolean} judges whether it says what became of the runs
 * @property {string} title
 * @property {number} steps
 */

export class Frames {
  /** @param {Film} film @param {number} width in pixels */
  constructor(film, width) {
    this.film = film;
    this.scale = Math.max(width / NATURAL, 1);
    /** In pixels of a page's ink. */
    this.width = width / this.scale;
    const [still] = film.stills;
    this.theme = still.theme;
    this.canvas = make("canvas");
    this.canvas.width = width;
    this.ink = contextOf(this.canvas);
    this.legend = this.placeLegend();
    this.top = TITLE + (1 + Math.max(...this.legend.map(({ row }) => row))) * LINE + AFTER + TRACK + GAP;
    const { left, right, top, bottom } = marginOf(LETTERS);
    this.mapHeight = (this.width - left - right) * shapeOf(film) + top + bottom;
    this.canvas.height = 2 * Math.round((this.scale * (this.top + this.mapHeight + FOOT)) / 2); // encoders want it even
    this.ground = make("canvas");
    /** @type {unknown[]} from what the ground was drawn */
    this.drawn = [];
  }

  /** Draws the frame on its canvas. @param {number} place a time in steps, or a notch of the slider */
  draw(place) {
    const { film, ink, scale, theme } = this;
    const notch = Math.round(place);
    const still = film.slider ? film.stills[notch] : film.stills[0];
    const t = film.slider ? film.steps : place;
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.drawImage(this.groundOf(still), 0, 0);
    ink.scale(scale, scale);
    this.drawHead(still, place, t);
    ink.translate(0, this.top);
    drawAbove(ink, this.whole(still), t);
    ink.translate(0, -this.top);
    ink.font = `600 11px ${theme.font}`;
    ink.textAlign = "right";
    ink.textBaseline = "middle";
    ink.fillStyle = theme.muted;
    ink.fillText(NAME, this.width - SIDE, this.top + this.mapHeight + FOOT / 2 - 3);
  }

  /** @param {Still} still */
  whole(still) {
    return { ...still, view: this.film.view, width: this.width, height: this.mapHeight };
  }

  /** What no step changes, drawn again only if it is another. @param {Still} still */
  groundOf(still) {
    const { scene, ends, seeds, theme } = still;
    const now = [scene.surface, ends, seeds];
    if (now.every((fact, i) => fact === this.drawn[i])) return this.ground;
    this.drawn = now;
    [this.ground.width, this.ground.height] = [this.canvas.width, this.canvas.height];
    const ink = contextOf(this.ground);
    ink.fillStyle = theme.background;
    ink.fillRect(0, 0, this.ground.width, this.ground.height);
    ink.scale(this.scale, this.scale);
    ink.translate(0, this.top);
    drawGround(ink, this.whole(still));
    return this.ground;
  }

  /** Where each runner stands in the legend, with room for what is longest. */
  placeLegend() {
    const { film, ink, theme } = this;
    const [x, wide] = [SIDE, this.width - 2 * SIDE];
    ink.font = `500 14px ${theme.font}`;
    let [row, at] = [0, 0];
    return film.stills[0].moment.runners.map((_, place) => {
      const widths = film.stills.map((still) => ink.measureText(this.tell(still, place)).width);
      const verdicts = film.stills.map(({ moment }) => ink.measureText(moment.runners[place].path.verdict).width);
      const words = Math.ceil(Math.max(...widths));
      const judged = film.judges ? AFTER + MARK + AFTER + Math.ceil(Math.max(...verdicts)) : 0;
      const width = MARK + AFTER + words + judged;
      if (at > 0 && at + width > wide) [row, at] = [row + 1, 0];
      const found = { x: x + at, row, words };
      at += width + BETWEEN;
      return found;
    });
  }

  /** Who it is, at which rate. @param {Still} still @param {number} place of the runner */
  tell({ moment: { runners } }, place) {
    const runner = runners[place];
    const { name, label, title, schedule, trait, controls } = runner;
    const { slider } = this.film;
    const rate = slider?.lead && runners.length === 1 ? "" : `α = ${show(runner.rateNow, 3)}`; // it is told beside the title
    const decays = controls
      .map((control) => ({ ...control, value: control.values[runner.indexOf(control)] }))
      .filter(({ reading, value }) => reading === "factor" && value < 1)
      .map(({ label, value }) => `${label.toLowerCase()} ${tellValue(value, "factor")}`);
    const parts = runners.length > 1 ? [name, label === null ? "" : rate] : [title, trait, rate, ...decays, schedule];
    return [...new Set(parts)].filter(Boolean).join(", ");
  }

  /** @param {Still} still @param {number} place @param {number} t */
  drawHead(still, place, t) {
    const { film, ink, theme, width } = this;
    const { runners, selected } = still.moment;
    ink.textBaseline = "middle";
    ink.font = `500 14px ${theme.font}`;
    this.legend.forEach(({ x, row, words }, i) => {
      const y = TITLE + (row + 0.5) * LINE;
      const { line, mark, marble } = inkOf(runners[i], runners.length, theme);
      drawShape(ink, [x + MARK / 2, y], mark, MARK / 2, runners.length > 1 ? line : marble);
      ink.textAlign = "left";
      ink.fillStyle = theme.text;
      ink.fillText(this.tell(still, i), x + MARK + AFTER, y);
      const { verdict } = runners[i].path;
      if (t < film.steps || !film.judges) return;
      const after = x + MARK + 2 * AFTER + words;
      drawVerdict(ink, after + MARK / 2, y, verdict, MARK / 2 - 0.5, theme);
      ink.fillText(verdict, after + MARK + AFTER, y);
    });
    const right = film.slider ? tellNotch(film.slider, place) : `step ${Math.floor(t)} of ${film.steps}`;
    ink.fillStyle = theme.text;
    ink.font = `${film.slider ? 700 : 500} 16px ${theme.font}`;
    ink.textAlign = "right";
    ink.fillText(right, width - SIDE, TITLE / 2 + 2);
    const room = width - 2 * SIDE - ink.measureText(right).width - BETWEEN;
    ink.textAlign = "left";
    ink.font = `700 16px ${theme.font}`;
    ink.fillText(shorten(ink, film.title, room), SIDE, TITLE / 2 + 2);
    this.drawTrack(film.slider ? place / (film.stills.length - 1) : t / film.steps, selected);
  }

  /** How far it is; of a slider also what becomes of the run at each of its notches. @param {number} share @param {import("../runners.js").Runner} selected */
  drawTrack(share, selected) {
    const { film, ink, theme, width } = this;
    const { slider } = film;
    const [x, y, wide] = [SIDE, this.top - GAP - TRACK, width - 2 * SIDE];
    const verdicts = slider?.painted && film.judges ? (selected.sweeps.get(slider.name)?.header.verdicts ?? []) : [];
    ink.fillStyle = theme.grid;
    ink.fillRect(x, y, wide, TRACK);
    verdicts.forEach((verdict, i) => {
      ink.fillStyle = theme.verdicts[verdict];
      ink.fillRect(x + (wide * i) / verdicts.length, y, wide / verdicts.length + 0.5, TRACK);
    });
    ink.fillStyle = theme.primary;
    if (!slider) return ink.fillRect(x, y, share * wide, TRACK);
    const at = verdicts.length ? (share * (verdicts.length - 1) + 0.5) / verdicts.length : share;
    ink.beginPath();
    ink.arc(x + at * wide, y + TRACK / 2, TRACK, 0, 2 * Math.PI);
    ink.strokeStyle = theme.background;
    ink.lineWidth = 2;
    ink.fill();
    ink.stroke();
  }
}

/** @param {import("../runners.js").Control} slider @param {number} notch */
function tellNotch({ symbol, label, values, reading }, notch) {
  return `${symbol || label} = ${tellValue(values[Math.round(notch)], reading)}`;
}

/** The map's height by its width: as on the page, but not too flat or tall for a slide. @param {Film} film */
function shapeOf({ view: { rangeX, rangeY }, stills: [{ scene }] }) {
  const { equal } = new Viewport(scene.landscape.window);
  const shape = equal ? (rangeY[1] - rangeY[0]) / (rangeX[1] - rangeX[0]) : USUAL;
  return Math.min(Math.max(shape, FLATTEST), TALLEST);
}

/** @param {Context} ink @param {string} text @param {number} room */
function shorten(ink, text, room) {
  if (ink.measureText(text).width <= room) return text;
  let length = text.length;
  while (length > 1 && ink.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

/** Opaque, and read back often. @param {HTMLCanvasElement} canvas */
const contextOf = (canvas) =>
  /** @type {Context} */ (canvas.getContext("2d", { alpha: false, willReadFrequently: true }));
