// A slice through the present step: the loss along its line, what slope and curvature foresee there, and the jump.
// Where an optimizer remembers, a small picture beside it shows how much of the step is memory.

import { lettersOf } from "../chart.js";
import { cutAt } from "../cuts.js";
import { make } from "../dom.js";
import { show } from "../format.js";
import { prepare } from "../ink.js";
import { BEYOND, tellNumber } from "../paths.js";
import { grown } from "../plot.js";
import { drawParts, drawSlice } from "../slicing.js";
import { View } from "../view.js";

const MARGIN = { left: 50, right: 12, top: 14, bottom: 22 };
const EQUAL = 0.005; // of the distance to the floor: as high as before
const ON_FLOOR = 0.02;
const MISSED = 0.1; // of what the slope promised: what the parabola foresaw otherwise is worth a word
const KEYS = { "loss-line": "loss", parabola: "parabola", tangent: "tangent" };

/**
 * @typedef {import("../cuts.js").Cut} Cut
 * @typedef {import("../paths.js").Path} Path
 */

export class Slice extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const id = `${stage.id}-slice`;
    this.canvas = make("canvas", { role: "img", "aria-label": "Slice through the step", "aria-describedby": id });
    this.told = make("p.note", { id });
    this.which = make("span.which");
    const keys = Object.entries(KEYS).map(([name, text]) => make(`span.key.${name}`, { text }));
    const caption = make("figcaption", {}, make("span", { text: "Slice through the step" }), ...keys, this.which);
    this.figure = make("figure.slice", {}, caption, this.canvas, this.told);
    this.add(this.figure);
    this.observer = new ResizeObserver(() => stage.request());
    this.observer.observe(this.canvas);
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
  }

  destroy() {
    super.destroy();
    this.observer.disconnect();
  }

  get panel() {
    return { title: "Slice", width: 1200, height: 1200 };
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.scene = scene;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ t, step, theme, selected, lags }) {
    if (!this.scene || !this.canvas.clientWidth) return;
    const { path, live, cuts, frame, plain } = selected;
    const k = Math.min(step, path.steps - 1);
    const { surface, surfaceOf, landscape } = this.scene;
    const known = surfaceOf === "validation" ? null : surface; // the run goes down the loss of the others
    const cut = cutAt(path, k, live ? cuts : null, known, frame);
    const rises = cut ? cut.curve.map(({ rise }) => Math.abs(rise)) : [];
    const isNoise = cut !== null && cut.exact && Math.max(...rises.filter(Number.isFinite), 0) <= landscape.rounding;
    this.which.textContent = `step ${k} → ${k + 1}`;
    this.figure.classList.toggle("stale", lags.has(selected));
    this.say(cut && !isNoise ? describe(cut, path, k, plain) : excuse(path, k, live ? cuts : null, isNoise));
    Object.assign(this.canvas.dataset, {
      step: k,
      kept: cut && cut.floor !== null ? cut.kept.toPrecision(4) : "",
      exact: String(cut?.exact ?? ""),
    });
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ink = prepare(this.canvas, width, height);
    const letters = lettersOf(this.canvas);
    ink.font = `${letters}px ${theme.font}`;
    if (!cut || isNoise) return;
    const inset = cuts?.remembered ? Math.min(height, 0.3 * width) : 0;
    const margin = grown(MARGIN, letters);
    const plot = { ...margin, right: width - inset - margin.right, bottom: height - margin.bottom };
    const jump = path.loss[k + 1] - path.loss[k];
    drawSlice(ink, plot, { cut, jump, done: Math.min(t - k, 1), rate: plain ? path.rate[k] : null }, theme);
    if (inset) drawParts(ink, [width - inset, 0, inset, height], letters, cut, landscape.window, theme);
  }

  /** @param {string} text */
  say(text) {
    if (this.told.textContent !== text) this.told.textContent = text;
  }
}

/**
 * Why there is nothing to see.
 * @param {Path} path @param {number} k @param {import("../cuts.js").Cuts | null} cuts @param {boolean} isNoise
 */
export function excuse(path, k, cuts, isNoise) {
  if (!cuts) return "This step is shown when the slider is let go.";
  if (isNoise) return "All that differs along this step is rounding.";
  const moved = [path.x[k + 1] - path.x[k], path.y[k + 1] - path.y[k]];
  if (!moved.every(Number.isFinite)) return `There are no numbers here: ${path.lost}.`;
  if (moved.every((way) => way === 0)) return "This step does not move.";
  const slope = path.gx[k] * moved[0] + path.gy[k] * moved[1];
  const beyond = [slope, cuts.bends[k]].some((part) => Math.abs(part) === Infinity);
  return beyond ? `The parabola of this step reaches ${BEYOND}.` : "There is no slope or curvature here.";
}

/**
 * The slice in words.
 * @param {Cut} cut @param {Path} path @param {number} k @param {boolean} plain whether the step is α times the gradient
 */
export function describe(cut, path, k, plain) {
  const { slope, bend, remembered, move } = cut;
  const said = [`${plain ? `αλ = ${show(-bend / slope, 3)}: it` : "It"} ${landing(cut)}.`];
  const [before, after] = [path.loss[k], path.loss[k + 1]];
  const foreseen = before + slope + bend / 2;
  const missed = Math.abs(foreseen - after) > MISSED * Math.max(Math.abs(after - before), Math.abs(slope));
  const doubt = missed ? ` (the parabola foresaw ${show(foreseen, 3)})` : "";
  said.push(`Loss ${tellNumber(path, before, 3)} → ${tellNumber(path, after, 3)}${doubt}.`);
  if (remembered) {
    const share = shareOf(remembered, move);
    said.push(`The slope here makes ${percent(1 - share)} of the way, memory ${percent(share)}.`);
  }
  return said.join(" ");
}

/**
 * How much of a step along its own way a part of it is.
 * @param {[number, number]} part @param {[number, number]} move
 */
const shareOf = (part, move) => (part[0] * move[0] + part[1] * move[1]) / (move[0] ** 2 + move[1] ** 2);

/** @param {number} share */
const percent = (share) => `${show(Math.round(100 * share), 6)} %`;

/** Where the step lands on the parabola. @param {Cut} cut */
function landing({ slope, floor, kept, remembered, move }) {
  const carried = remembered && shareOf(remembered, move) > 1 ? ": its memory carries it" : "";
  if (floor === null && slope < 0) return "goes down where the ground curves down: no floor is ahead";
  if (floor === null || slope > 0) return `sets out uphill${carried}`;
  if (Math.abs(kept) < ON_FLOOR) return "lands on the parabola's floor";
  const share = `lands at ${show(kept, 3)} of its distance to the parabola's floor`;
  if (kept > 0) return `${share}, on the same side`;
  if (Math.abs(kept + 1) < EQUAL) return `${share}: on the other side, as high as before`;
  return `${share}: on the other side and ${kept > -1 ? "lower" : "higher"}`;
}
