// The map: a canvas has colours and contours, one above it everything that moves, layer by layer, and one the axes around.

import { Axes, marginOf } from "../axes.js";
import { lettersOf } from "../chart.js";
import { Colours } from "../colours.js";
import { make } from "../dom.js";
import { Ground } from "../ground.js";
import { prepare } from "../ink.js";
import { Kept } from "../kept.js";
import { drawSeeds } from "../layers/fan.js";
import { drawTracks } from "../layers/others.js";
import { drawLayers, factsOf, pictureOf, pieceOf } from "../picture/map_picture.js";
import { View } from "../view.js";
import { Viewport } from "../viewport.js";
import { MapHands } from "./hands.js";
import { MapPointer } from "./pointer.js";

const LETTERS = 12; // pixels, of a page's ink
const VIEW_PAUSE = 250; // milliseconds a zoomed view rests before its finer surface is asked for

/** @typedef {import("../scene.js").Scene} Scene */

export class LandscapeMap extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.canvas = make("canvas.map-ink", { role: "img", "aria-label": "Loss landscape map" });
    this.colours = new Colours(make("canvas.map-colours", { "aria-hidden": "true" }));
    this.axes = new Axes(make("canvas.map-axes", { "aria-hidden": "true" }));
    /**
     * What lies beyond a surface.
     * @type {{of: import("../surface.js").Surface, surface: import("../surface.js").Surface} | null}
     */
    this.beyond = null;
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

  /** Where nobody can be asked for a wider surface, what is known beyond its borders, in its colours. */
  get around() {
    const { scene } = this;
    if (!scene || this.stage.answers || scene.turned) return null;
    const { surface, surroundings } = scene;
    if (this.beyond?.of !== surface) {
      const { low, high } = surface;
      this.beyond = { of: surface, surface: { ...surroundings, low, high } };
    }
    return this.beyond.surface;
  }

  /** What the map shows, in CSS pixels. */
  get viewed() {
    const { rangeX, rangeY, width, height } = /** @type {Viewport} */ (this.viewport);
    return { rangeX, rangeY, width: width * this.scale, height: height * this.scale };
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    const { theme, selected, lit, shown, veiled } = moment;
    const t = veiled ? 0 : moment.t;
    const { viewport, scene } = this;
    if (!viewport || !scene) return;
    const facts = factsOf({ scene, moment, views: this.views });
    const { ends, seeds } = facts;
    this.ends.canvas.hidden = ends === null;
    if (ends) this.ends.of(ends, scene.landscape, this.viewed, theme);
    this.colours.draw(scene.surface, viewport, theme, this.scale, ends ? "contours" : "colours", this.around);
    this.axes.draw(this.viewed, scene.landscape.axes, this.letters, theme);
    const ink = prepare(this.canvas, viewport.width * this.scale, viewport.height * this.scale);
    ink.scale(this.scale, this.scale);
    const piece = pieceOf(viewport);
    const picture = pictureOf(facts, viewport, t);
    const { traces } = picture;
    const [below, top] = [traces.slice(0, -1), traces[traces.length - 1]];
    const size = { width: viewport.width, height: viewport.height, scale: this.scale };
    picture.fan = seeds && this.spread.of([seeds, piece, theme], size, (on) => drawSeeds(on, seeds, picture), true);
    if (this.canvas.dataset.seeds !== String(picture.fan !== null)) this.canvas.dataset.seeds = String(picture.fan !== null);
    const drawn = below.flatMap(({ path, runner }) => [path, runner.ghost, runner.colour]);
    const stays = [piece, theme, t, selected.key, ...drawn];
    const draw = (/** @type {import("../ink.js").Context} */ on) => drawTracks(on, { ...picture, tracks: below });
    const kept = below.length && !veiled ? this.others.of(stays, size, draw, lit !== null) : null;
    if (kept) {
      picture.tracks = [top];
      picture.others = (on) => {
        on.globalAlpha = below[0].ink.share;
        on.drawImage(kept, 0, 0, viewport.width, viewport.height);
        on.globalAlpha = 1;
      };
    }
    drawLayers(ink, picture, shown, veiled);
    for (const overlay of this.views.flatMap(({ overlays }) => overlays)) overlay(ink, picture);
    this.hands.place();
    this.hands.colour(picture);
    this.tellPlace();
    if (veiled) this.pointer.at = null;
    this.pointer.draw(picture);
  }
}
