// An atlas of two sliders: what becomes of the present start at each α and each value of one thing more. A click takes
// both.

import { Atlas, isSeen, valuesOf } from "../atlas.js";
import { drawAtlas } from "../atlas_ink.js";
import { lettersOf } from "../chart.js";
import { make, say } from "../dom.js";
import { show, tellValue } from "../format.js";
import { Ground, LEVELS } from "../ground.js";
import { hoverOf } from "../hover.js";
import { prepare } from "../ink.js";
import { RATE } from "../maps.js";
import { slidersOf, wants } from "../only.js";
import { nameOf, noteOf, SharesBar, sharesOf, tellPlace } from "../shares.js";
import { View } from "../view.js";
import { AtlasHands } from "./atlas_hands.js";

const BEGUN = "Walking with every setting …";
const TRIED = "The atlas follows when you let go.";
const COMING = "on its way …";
const STEPS = "steps";
const SMALLEST = 120; // pixels across, below which nothing is drawn
const DIGITS = 15; // with which the rounded values of a picture are short

/**
 * @typedef {import("../maps.js").Other} Other
 * @typedef {import("../runners.js").Runner} Runner
 * @typedef {import("../view.js").Moment} Moment
 * @typedef {{rate: number, value: number}} Setting
 */

export class AtlasView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const [choice, told] = [`${stage.id}-atlas-axis`, `${stage.id}-atlas`];
    this.atlas = new Atlas(stage);
    this.select = make("select", { id: choice });
    this.select.addEventListener("change", () => this.choose(this.select.value));
    this.which = make("span.which");
    const label = make("label", { for: choice, text: "Atlas of α and" });
    this.caption = make("figcaption", {}, label, this.select, this.which);
    this.told = make("p.note", { id: told, role: "status" });
    this.canvas = make("canvas", { role: "img", "aria-label": "Atlas of two sliders", "aria-describedby": told });
    this.box = make("div.atlas-box", {}, this.canvas);
    this.shares = new SharesBar();
    this.bound = make("p.note.bound-note");
    const parts = [this.caption, this.told, this.box, this.shares.bar, this.shares.keys, this.bound];
    this.figure = make("figure.ends.atlas", {}, ...parts);
    this.add(this.figure);
    this.grounds = [new Ground(), new Ground()];
    this.hands = new AtlasHands(this);
    this.observer = new ResizeObserver(() => stage.request());
    this.observer.observe(this.canvas);
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** The name of what stands on the other axis. */
    this.against = "";
    /** What may stand there. @type {Other[]} */
    this.others = [];
    /** The learning rate that the page has. */
    this.rate = NaN;
    /** The setting that was taken, until a scene has it. @type {Setting | null} */
    this.taken = null;
    /** @type {unknown[]} from what the canvas was drawn */
    this.drawn = [];
    /** Where the plot is on the canvas. @type {import("../ink.js").Box} */
    this.plot = [0, 0, 1, 1];
  }

  destroy() {
    super.destroy();
    this.atlas.stop();
    this.observer.disconnect();
    hoverOf(this.stage.root).hide(this);
  }

  get panel() {
    return { title: "Atlas", width: Infinity, height: Infinity, show: "atlas" };
  }

  /** @param {import("../scene.js").Scene | null} scene */
  suits(scene) {
    return Boolean(scene?.maps);
  }

  /** @param {boolean} open */
  setOpen(open) {
    super.setOpen(open);
    if (open) return;
    this.atlas.stop();
    hoverOf(this.stage.root).hide(this);
  }

  get inHand() {
    return this.hands.inHand;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.scene = scene;
    this.taken = null;
    const { rate = NaN, others = [] } = scene.maps?.runners[scene.runners.indexOf(scene.selected)] ?? {};
    [this.rate, this.others] = [rate, others];
    const options = this.others.map(({ name, label }) => make("option", { value: name, text: label }));
    const now = [...this.select.options].map(({ value }) => value);
    if (String(now) !== String(this.others.map(({ name }) => name))) this.select.replaceChildren(...options);
    const kept = this.others.find(({ name }) => name === this.against) ?? this.others.at(0);
    this.against = this.select.value = kept?.name ?? "";
  }

  /** @param {string} name */
  choose(name) {
    this.against = name;
    this.hands.forget();
    this.stage.request();
  }

  /** @returns {Other | undefined} what stands on the other axis */
  get other() {
    return this.others.find(({ name }) => name === this.against);
  }

  /** What is set now, or in hand. @param {Runner} runner @param {Other} other @returns {Setting} */
  settingOf(runner, { name, value }) {
    if (this.taken) return this.taken;
    const { picked } = runner;
    const control = picked && runner.control(picked.name);
    if (!control || !picked) return { rate: this.rate, value };
    const at = (control.rates ?? control.values)[picked.index];
    if (picked.name === name) return { rate: this.rate, value: control.values[picked.index] };
    return { rate: control.lead || control.rates ? at : this.rate, value };
  }

  /** Whether what is shown of a run is of other values than the page has, beside those of the axes. @param {Runner} runner */
  isTried(runner) {
    const { picked, run, present } = runner;
    if (!this.scene || this.scene.trial || this.scene.turned || run !== present) return true;
    const control = picked && runner.control(picked.name);
    return Boolean(control && !control.lead && !control.rates && picked?.name !== this.against);
  }

  /** @param {Moment} moment */
  draw({ selected, theme, lags }) {
    const { scene, other, atlas } = this;
    if (!scene || !other) return;
    const setting = this.settingOf(selected, other);
    const tried = this.isTried(selected);
    if (!tried) atlas.look(scene, selected, this.against, [this.rate, other.value]);
    const message = tried ? null : atlas.near;
    const { plane } = atlas;
    this.figure.classList.toggle("stale", tried || (lags.has(selected) && !this.taken));
    const sentence = tried ? TRIED : atlas.told || message?.header.sentence || BEGUN;
    say(this.told, sentence);
    say(this.which, !tried && atlas.isComing && !atlas.told ? COMING : "");
    say(this.bound, !tried && isSeen(atlas.bound, plane) ? atlas.bound?.header.caption : "");
    const { landscape } = scene;
    const shares = message ? sharesOf(message.header, landscape) : [];
    this.shares.draw(shares, message?.header.words ?? [], landscape, theme, noteOf(landscape));
    this.canvas.dataset.against = message ? this.against : "";
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width < SMALLEST || height < SMALLEST || !plane) return;
    const pictures = tried ? [] : [atlas.far, atlas.near === atlas.far ? null : atlas.near];
    const bound = tried ? null : atlas.bound;
    const { isBoundFresh } = atlas;
    const facts = [bound, isBoundFresh, theme, width, height, other, scene.landscape, this.hands.cell, devicePixelRatio];
    const now = [...pictures, ...facts, ...plane.spans.flat(), setting.rate, setting.value, tried];
    if (now.length === this.drawn.length && now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    const ink = prepare(this.canvas, width, height);
    const letters = lettersOf(this.canvas);
    ink.font = `${letters}px ${theme.font}`;
    this.plot = drawAtlas(ink, [width, height], letters, {
      plane,
      other,
      pictures: pictures.map((picture, i) => picture && { picture, ground: this.grounds[i] }),
      landscape: scene.landscape,
      bound,
      isBoundFresh,
      setting,
      theme,
    });
    this.hands.place(setting);
  }

  /** The pixel of a setting on the canvas. @param {Setting} setting @returns {import("../ink.js").Pixel} */
  pixelOf({ rate, value }) {
    const [left, top, right, bottom] = this.plot;
    const [x, y] = this.atlas.plane?.shareOf([rate, value]) ?? [NaN, NaN];
    return [left + x * (right - left), bottom - y * (bottom - top)];
  }

  /** Shares of the plot, from the left and from below, of a pixel of the canvas. @param {import("../ink.js").Pixel} pixel */
  sharesAt([px, py]) {
    const [left, top, right, bottom] = this.plot;
    return /** @type {[number, number]} */ ([(px - left) / (right - left), (bottom - py) / (bottom - top)]);
  }

  /**
   * The cell of the latest picture that is there, by column and row; null beside it.
   * @param {import("../ink.js").Pixel} pixel @returns {[number, number] | null}
   */
  cellAt(pixel) {
    const { near, plane } = this.atlas;
    if (!near || !plane || this.figure.classList.contains("stale")) return null;
    const { rates, values } = near.arrays;
    const [column, row] = this.sharesAt(pixel).map((share, i) => {
      const [[low, high], [first, last]] = [plane.spans[i], near.header.piece[i]];
      const count = (i ? values : rates).data.length;
      const place = Math.round(((low + share * (high - low) - first) / (last - first)) * (count - 1));
      return share >= 0 && share <= 1 && place >= 0 && place < count ? place : -1;
    });
    return column < 0 || row < 0 ? null : [column, row];
  }

  /** @param {[number, number]} cell @returns {Setting} */
  settingAt([column, row]) {
    const { rates, values } = /** @type {import("../decode.js").Message} */ (this.atlas.near).arrays;
    return { rate: rates.data[column], value: values.data[row] };
  }

  /** What happens in a cell, in lines. @param {[number, number]} cell */
  tell(cell) {
    const { near } = this.atlas;
    const { scene, other } = this;
    if (!near || !scene || !other) return [];
    const { rate, value } = this.settingAt(cell);
    const name = other.name === STEPS ? `${value} steps` : `${other.symbol} = ${tellValue(value, other.reading, DIGITS)}`;
    const { codes, levels } = near.arrays;
    const at = cell[1] * codes.shape[1] + cell[0];
    return [`α = ${show(rate, DIGITS)}, ${name}`, ...tellEnd(codes.data[at], levels.data[at], near.header, scene.landscape)];
  }

  /** Whether what it moves is shown: its other axis is a slider, or the steps. */
  get moves() {
    const { scene, against } = this;
    const others = against === STEPS ? [] : [{ name: against }];
    const moved = [{ name: RATE }, ...others];
    if (!scene || slidersOf(scene, moved).length < moved.length) return false;
    return against !== STEPS || wants(scene, "settings");
  }

  /** Both values of a cell become the page's. @param {[number, number]} cell */
  take(cell) {
    const runner = this.scene?.selected;
    if (!runner || !this.stage.answers || !this.moves) return;
    const { rate, value } = this.settingAt(cell);
    this.taken = { rate, value };
    const steps = this.against === STEPS;
    this.stage.wish({ values: valuesOf(runner, rate, steps ? {} : { [this.against]: value }), ...(steps && { chosen: { steps: value } }) });
    this.stage.request();
  }
}

/**
 * @param {number} code @param {number} level @param {{words: string[], steps: number, goal: string}} header
 * @param {import("../scene.js").Landscape} landscape
 */
function tellEnd(code, level, { words, steps, goal }, { minima, globals }) {
  const word = words[code];
  if (word && code < words.length && !["converged", "trapped"].includes(word)) return [word];
  const soon = `at rest from about step ${Math.round(Math.expm1((level / LEVELS) * Math.log1p(steps)))}`;
  if (code < words.length) return [`${word}: ${nameOf(word, goal)}`, soon];
  const place = code - words.length;
  const which = place < globals ? "converged: global" : "trapped: local";
  return [`${which} minimum ${tellPlace(minima[place])}`, soon];
}
