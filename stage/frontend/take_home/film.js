// The film: the run as it plays, or a slider on its way from one end to the other and back.

import { make } from "../dom.js";
import { Frames } from "../film/frame.js";
import { makeGif } from "../film/gif.js";
import { lengthOf, runReel, sweepReel } from "../film/reel.js";
import { notchesOf, stillOf } from "../film/stills.js";
import { recordVideo, videoForms } from "../film/video.js";
import { slidersOf, wants } from "../only.js";
import { extentOf } from "../view.js";
import { Item, Refusal } from "./item.js";
import { nameOf, sizeOf } from "./names.js";

const RUN = ""; // no slider moves
const GIF = ".gif";
const SIZES = [480, 640, 960]; // pixels across
const USUAL = 640;
const SHOTS = { gif: { most: 121, each: 50 }, video: { most: 1000, each: 1000 / 30 } }; // each: milliseconds
const NOTCHES = 90; // shots of a slider on one way
const SHAPE = 0.73; // height by width, about
// Bytes of a GIF, as measured: for each pixel of its first frame, and of each where the ground changes, or where a map of
// ends does; for each pixel across of what changes in a run, and in a slider's film.
const WEIGHTS = { frame: 0.24, ends: 0.08, run: 4, slider: 9 };

/** @typedef {import("./item.js").Shown} Shown */

export class Film extends Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    super(stage);
    const changed = () => this.changed();
    this.what = make("select", { onchange: changed });
    this.form = make("select", { onchange: changed });
    this.width = make("select", { onchange: changed }, ...options(SIZES.map((size) => [String(size), `${size} pixels wide`])));
    this.width.value = String(USUAL);
    const row = (/** @type {string} */ text, /** @type {HTMLSelectElement} */ select) =>
      make("label.take-choice", {}, make("span", { text }), select);
    this.fields = [row("What", this.what), row("Form", this.form), row("Size", this.width)];
    this.videos = videoForms();
  }

  get title() {
    return "Film";
  }

  /** Pixels across. */
  get size() {
    return Number(this.width.value);
  }

  /** The form of a video that is chosen; none for a GIF. */
  get video() {
    return this.videos.find(({ ending }) => ending === this.form.value);
  }

  /** The server puts a GIF together, the browser records a video. @param {Shown} shown */
  suits({ scene }) {
    return this.videos.length > 0 || this.hasServer(scene);
  }

  /** @param {import("../scene.js").Scene} scene */
  hasServer({ takeHome }) {
    return this.stage.answers && takeHome !== null;
  }

  /** @param {Shown} shown */
  meet({ scene, moment: { selected } }) {
    const shown = slidersOf(scene, selected.controls);
    const sliders = shown.filter(({ name, values }) => selected.sweeps.has(name) && values.length > 1);
    offer(this.what, [[RUN, "the run as it plays"], ...sliders.map(({ name, label }) => [name, `${label}, up and down`])]);
    const gif = this.hasServer(scene) ? [[GIF, "GIF, for any program"]] : [];
    offer(this.form, [...gif, ...this.videos.map(({ ending, words }) => [ending, words])]);
  }

  /** @param {Shown} shown */
  tell(shown) {
    const what = this.what.value === RUN ? "The run" : "A slider up and down";
    const { size, video } = this;
    const seconds = lengthOf(this.reelOf(shown));
    const end = video ? "; recording takes as long" : "";
    return `${what} in ${Math.round(seconds)} s, ${size} pixels wide, ${this.video ? "about" : "at most about"} ${sizeOf(this.weigh(shown, seconds))}${end}`;
  }

  /** About how large it is, in bytes. @param {Shown} shown @param {number} seconds */
  weigh(shown, seconds) {
    const { size, video } = this;
    const pixels = SHAPE * size ** 2;
    const isRun = this.what.value === RUN;
    if (video) return round(video.weight[isRun ? "run" : "slider"] * pixels * seconds);
    const { there, back } = this.reelOf(shown);
    const length = there.length + back.length;
    const { frame, ends, run, slider } = WEIGHTS;
    const first = frame * pixels;
    if (isRun) return round(first + length * run * size);
    if (shown.scene.turns) return round(length * first);
    if (shown.views.some(({ coloursMap }) => coloursMap)) return round(length * ends * pixels);
    return round(first + length * slider * size);
  }

  /** @param {Shown} shown */
  reelOf({ scene: { course }, moment: { selected } }) {
    const control = selected.control(this.what.value);
    if (control) return sweepReel(control.values.length, NOTCHES);
    return runReel(course.steps, this.stage.player.pace, this.video ? SHOTS.video : SHOTS.gif);
  }

  /** @param {Shown} shown @param {import("./item.js").Work} work */
  async make(shown, work) {
    const { scene, moment, views } = shown;
    const extent = extentOf(views);
    if (!extent) throw new Refusal("There is no map on this page to film.");
    const slider = moment.selected.control(this.what.value) ?? null;
    const reel = this.reelOf(shown);
    const film = {
      stills: slider ? notchesOf(shown, slider.name) : [stillOf(shown)],
      slider,
      judges: wants(scene, "verdict"),
      view: { rangeX: extent[0], rangeY: extent[1] },
      title: scene.race ? scene.landscape.title : scene.title,
      steps: scene.course.steps,
    };
    const name = nameOf(shown, this.form.value, slider ? `sweep-of-${slider.lead ? "alpha" : slider.name}` : "");
    const frames = new Frames(film, this.size);
    const { video } = this;
    return { name, blob: await (video ? recordVideo(video, frames, reel, work) : makeGif(shown, frames, reel, work)) };
  }
}

/** To one digit. @param {number} bytes */
const round = (bytes) => Number(bytes.toPrecision(1));

/** @param {string[][]} lines @returns {HTMLOptionElement[]} */
const options = (lines) => lines.map(([value, text]) => make("option", { value, text }));

/** Offers something else, if it is; what was chosen stays. @param {HTMLSelectElement} select @param {string[][]} lines */
function offer(select, lines) {
  const told = JSON.stringify(lines);
  if (select.dataset.told === told) return;
  select.dataset.told = told;
  const before = select.value;
  select.replaceChildren(...options(lines));
  if (lines.some(([value]) => value === before)) select.value = before;
}
