// The map: a canvas has colours and contours, one above it everything that moves, layer by layer, and one the axes around.

import { Axes, marginOf } from "../axes.js";
import { lettersOf } from "../chart.js";
import { Colours } from "../colours.js";
import { make } from "../dom.js";
import { Ground } from "../ground.js";
import { prepare } from "../ink.js";
import { Kept } from "../kept.js";
import { LAYERS } from "../layers.js";
import { drawSeeds } from "../layers/fan.js";
import { drawTracks } from "../layers/others.js";
import { coloursOf } from "../palette.js";
import { pointAt } from "../paths.js";
import { inkOf, inOrder } from "../runners.js";
import { View } from "../view.js";
import { Viewport } from "../viewport.js";
import { MapHands } from "./hands.js";
import { MapPointer } from "./pointer.js";

const LETTERS = 12; // pixels, of a page's ink
const VIEW_PAUSE = 250; // milliseconds a zoomed view rests before its finer surface is asked for

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {import("../paths.js").Path} Path
 * @typedef {import("../ink.js").Pixel} Pixel
 */

export class LandscapeMap extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.canvas = make("canvas.map-ink", { role: "img", "aria-label": "Loss landscape map" });
    this.colours = new Colours(make("canvas.map-colours", { "aria-hidden": "true" }));
    this.axes = new Axes(make("canvas.map-axes", { "aria-hidden": "true" }));
    /** The piece of the plane whose surface was asked for last. */
    this.asked = "";
    /** How much larger the ink is than on a page: a projector is seen from afar. The viewport counts in such pixels. */
    this.scale = 1;
    this.letters = LETTERS;
    /** Where runs end, beneath the contours. */
    this.ends = new Ground(make("canvas.map-ends", { "aria-hidden": "true" }));
    this.box = make("div.map-box", {}, this.ends.canvas, this.colours.canvas, this.canvas, this.axes.canvas);
    this.add(this.box);
    /** @type {Viewport | null} */
    this.viewport = null;
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {View[]} */
    this.views = [];
    this.others = new Kept();
    this.spread = new Kept();
    /** Where each step of a path is, in a piece of the plane. @type {WeakMap<Path, {piece: string, pixels: Pixel[]}>} */
    this.places = new WeakMap();
    this.hands = new MapHands(this, stage);
    this.pointer = new MapPointer(this, stage);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.box);
  }

  destroy() {
    super.destroy();
    this.hands.destroy();
    this.pointer.destroy();
    this.observer.disconnect();
  }

  /** @param {View[]} views */
  meet(views) {
    this.views = views;
  }

  /** A new landscape resets the view; the same one keeps it. @param {Scene} scene */
  setScene(scene) {
    const before = this.scene;
    this.scene = scene;
    const { window } = scene.landscape;
    if (JSON.stringify(window) !== JSON.stringify(before?.landscape.window)) {
      this.viewport = new Viewport(window);
      this.asked = "";
    }
    const { selected, runners, race } = scene;
    this.hands.setStart(selected.start ?? scene.course.start);
    this.hands.setOthers(race?.starts === "own" ? runners.filter((runner) => runner !== selected) : []);
    this.resize();
  }

  /** @param {Partial<import("../look.js").Look>} look */
  setLook({ view }) {
    if (view === undefined || !this.viewport) return;
    this.viewport.view = view;
    this.asked = "";
    this.viewChanged();
  }

  get look() {
    return { view: this.viewport?.view ?? null };
  }

  get extent() {
    if (!this.viewport) return null;
    const { rangeX, rangeY } = this.viewport;
    return /** @type {import("../scene.js").Window} */ ([rangeX, rangeY]);
  }

  get inHand() {
    return this.hands.inHand;
  }

  /** Which place is meant: where the start is held, else where the pointer rests. */
  tellPlace() {
    this.stage.point(this.hands.heldAt ?? this.pointer.place);
  }

  resize() {
    if (!this.viewport) return;
    const { clientWidth, clientHeight } = this.box;
    this.letters = lettersOf(this.canvas);
    const { left, right, top, bottom } = marginOf(this.letters);
    this.scale = Math.max(this.letters / LETTERS, 1);
    const [width, height] = [clientWidth - left - right, clientHeight - top - bottom];
    if (width < 20 || height < 20) return;
    this.viewport.resize(width / this.scale, height / this.scale);
    for (const { style } of [this.canvas, this.colours.canvas, this.ends.canvas])
      [style.left, style.top, style.width, style.height] = [left, top, width, height].map((length) => `${length}px`);
    this.viewChanged();
  }

  /** Call after the viewport moved: the picture follows in the next frame, a finer surface when it rests. */
  viewChanged() {
    this.stage.request();
    this.stage.later("view", VIEW_PAUSE, () => this.askForSurface());
  }

  /** Asks for a surface of just what is shown, if the present one does not reach its borders or is too coarse. */
  askForSurface() {
    if (!this.scene || !this.viewport) return;
    const { x, y } = this.scene.surface;
    const { rangeX, rangeY, unit } = this.viewport;
    const [right, top] = [x[x.length - 1], y[y.length - 1]];
    const [across, up] = [unit[0] / 2, unit[1] / 2]; // less than a pixel may be missing: numbers round
    const covered =
      rangeX[0] >= x[0] - across && rangeX[1] <= right + across && rangeY[0] >= y[0] - up && rangeY[1] <= top + up;
    const fine = (right - x[0]) / (rangeX[1] - rangeX[0]) < 2.5;
    const wanted = String([rangeX, rangeY]);
    if ((covered && fine) || wanted === this.asked) return; // what was answered once is as good as it gets
    this.asked = wanted;
    this.stage.wish({ view: [rangeX, rangeY] });
  }

  /** What the map shows, in CSS pixels. */
  get viewed() {
    const { rangeX, rangeY, width, height } = /** @type {Viewport} */ (this.viewport);
    return { rangeX, rangeY, width: width * this.scale, height: height * this.scale };
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    const { t, step, theme, runners, selected, lit, shown } = moment;
    const { viewport, scene } = this;
    if (!viewport || !scene) return;
    const first = (/** @type {(view: View) => import("../decode.js").Message | null} */ of) =>
      this.views.map(of).find((message) => message !== null) ?? null;
    const ends = first((view) => view.ground(moment));
    const seeds = first((view) => view.fan(moment));
    this.ends.canvas.hidden = ends === null;
    if (ends) this.ends.of(ends, scene.landscape, this.viewed, theme);
    this.colours.draw(scene.surface, viewport, theme, this.scale, ends !== null);
    this.axes.draw(this.viewed, scene.landscape.axes, this.letters, theme);
    const ink = prepare(this.canvas, viewport.width * this.scale, viewport.height * this.scale);
    ink.scale(this.scale, this.scale);
    ink.font = `600 ${LETTERS}px ${theme.font}`;
    const piece = String([viewport.rangeX, viewport.rangeY, viewport.width, viewport.height]);
    const traces = inOrder(moment).map((runner) => {
      const { path } = runner;
      const pixels = this.pixelsOf(path, viewport, piece);
      const [x, y] = pointAt(path, t);
      const marble = viewport.toPixel(x, y);
      return { runner, path, ink: inkOf(runner, runners.length, theme, lit), pixels, marble };
    });
    const [below, top] = [traces.slice(0, -1), traces[traces.length - 1]];
    const chosen = traces.find(({ runner }) => runner === selected) ?? top;
    const minima = ends || seeds ? coloursOf(scene.landscape, theme) : null;
    const size = { width: viewport.width, height: viewport.height, scale: this.scale };
    const plane = { viewport, theme, landscape: scene.landscape, minima };
    const fan = seeds && this.spread.of([seeds, piece, theme], size, (on) => drawSeeds(on, seeds, plane), true);
    if (this.canvas.dataset.seeds !== String(fan !== null)) this.canvas.dataset.seeds = String(fan !== null);
    const shared = { ...plane, step, traces, selected: chosen, others: null, fan };
    const drawn = below.flatMap(({ path, runner }) => [path, runner.ghost, runner.colour]);
    const facts = [piece, theme, t, selected.key, ...drawn];
    const draw = (/** @type {import("../ink.js").Context} */ on) => drawTracks(on, { ...shared, tracks: below });
    const others = below.length ? this.others.of(facts, size, draw, lit !== null) : null;
    const picture = { ...shared, tracks: others ? [top] : traces, others };
    for (const layer of LAYERS) if (!layer.optional || shown.has(layer.name)) layer.draw(ink, picture);
    this.hands.place();
    this.hands.colour(picture);
    this.tellPlace();
    this.pointer.draw(picture);
  }

  /** @param {Path} path @param {Viewport} viewport @param {string} piece what the viewport shows */
  pixelsOf(path, viewport, piece) {
    const known = this.places.get(path);
    if (known?.piece === piece) return known.pixels;
    const pixels = [];
    for (let k = 0; k <= path.steps; k++) pixels.push(viewport.toPixel(path.x[k], path.y[k]));
    this.places.set(path, { piece, pixels });
    return pixels;
  }
}
