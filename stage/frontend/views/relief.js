// The 3D surface with the same paths and marbles. Plotly draws the surface once, a canvas above it draws what moves.

import { make } from "../dom.js";
import { prepare } from "../ink.js";
import { Kept } from "../kept.js";
import { loadPlotly } from "../plotly.js";
import { Camera, firstCamera, stepBack } from "../relief/camera.js";
import { drape } from "../relief/drape.js";
import { factorOf, figureOf, goalsOf, pictureOf, pieceOf } from "../relief/figure.js";
import { ReliefHands } from "../relief/hands.js";
import { drawPaths, drawRelief } from "../relief/ink.js";
import { Piece } from "../relief/piece.js";
import { View } from "../view.js";

const SMALLEST = 40; // pixels across, below which nothing is drawn
const PAUSE = 60; // milliseconds: the map and its marble come first
const SETTLE = 350; // milliseconds a run or a size rests before the ground is drawn anew for it
const [FIRST_RETRY, LAST_RETRY] = [300, 20000]; // milliseconds until a lost picture is drawn again, twice as long each time

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {import("../view.js").Moment} Moment
 * @typedef {import("../runners.js").Runner} Runner
 */

export class Relief extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.plot = make("div.relief-plot", { role: "img", "aria-label": "3D surface with the path" });
    const title = "Drag to turn, Ctrl or ⌘ and the wheel to zoom, double click to reset";
    this.canvas = make("canvas.relief-ink", { "aria-hidden": "true", title });
    const name = "Reset 3D view";
    const onclick = () => this.look3d(null);
    this.home = make("button", { type: "button", "aria-label": name, title: name, text: "⤢", onclick });
    this.home.hidden = true;
    this.caption = make("span.relief-caption");
    this.box = make("div.relief-box", {}, this.plot, this.canvas, make("div.zoom", {}, this.home), this.caption);
    this.add(this.box);
    this.able = hasWebGL();
    this.box.classList.toggle("no-webgl", !this.able);
    /** @type {Plotly | null} */
    this.plotly = null;
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {Moment | null} */
    this.moment = null;
    /** The piece that Plotly has drawn, and from what. @type {Piece | null} */
    this.piece = null;
    /** @type {unknown[]} */
    this.built = [];
    /** @type {WeakMap<import("../paths.js").Path, import("../relief/drape.js").Cloth>} */
    this.cloths = new WeakMap();
    this.others = new Kept();
    /** The camera that a hand or an address chose; null: the first one. @type {Camera | null} */
    this.chosen = null;
    /** From where a landscape is seen at first; how far off, the frame decides. */
    this.first = new Camera([0, -1, 1, 0, 0, 0]);
    /** @type {import("../relief/piece.js").Place} of the box */
    this.sides = [1, 1, 1];
    this.seenBy = ""; // the camera that Plotly has
    this.factor = 1; // how many windows are shown
    this.retry = FIRST_RETRY;
    this.building = this.gone = false;
    /** @type {ReturnType<typeof setTimeout> | null} */
    this.timer = null;
    this.hands = new ReliefHands(this.canvas, this);
    /** The size that is drawn; the box may for a moment have another. */
    this.frame = { width: 0, height: 0 };
    this.observer = new ResizeObserver(() => {
      if (this.frame.width) stage.later("relief's size", SETTLE, () => this.resize());
      else this.resize();
    });
    this.observer.observe(this.box);
    this.plot.addEventListener("webglcontextlost", () => this.lose(), { capture: true });
  }

  destroy() {
    super.destroy();
    this.gone = true;
    if (this.timer) clearTimeout(this.timer);
    this.observer.disconnect();
    this.plotly?.purge(this.plot);
  }

  get panel() {
    return { title: "3D surface", width: 1200, height: 780, beside: Infinity };
  }

  /** To the size of its box, but not while something is in hand: words that come and go would cost it frames. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.box;
    this.frame = { width, height };
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    if (this.piece && width >= SMALLEST) this.plotly?.relayout(this.plot, this.frame);
    this.stage.request();
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const { landscape, surroundings, surfaceOf } = scene;
    this.caption.textContent = surfaceOf ? `${surfaceOf} loss` : "";
    if (surroundings !== this.scene?.surroundings) {
      const ground = new Piece(surroundings, landscape.window);
      this.first = landscape.camera ? new Camera(landscape.camera) : firstCamera(ground, goalsOf(landscape, ground));
    }
    this.scene = scene;
  }

  /** @param {Partial<import("../look.js").Look>} look */
  setLook({ camera }) {
    if (camera !== undefined) this.look3d(camera && new Camera(camera));
  }

  get look() {
    return { camera: this.chosen?.places ?? null };
  }

  /** Looks through another camera; null for the first one. @param {Camera | null} camera */
  look3d(camera) {
    this.chosen = camera;
    this.home.hidden = !camera;
    this.stage.request();
  }

  /**
   * What is looked through, but for the step back that a narrow frame asks for.
   * @param {import("../relief/camera.js").Frame} frame @param {import("../relief/piece.js").Place} sides of the box
   */
  seen(frame = this.frame, sides = this.sides) {
    if (this.chosen) return this.chosen.copy();
    return this.first.copy().fit(sides, frame).backed(1 / stepBack(frame));
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.moment = moment;
    const { scene } = this;
    if (!this.able || !scene || this.frame.width < SMALLEST) return;
    this.box.classList.toggle("lags", scene.turned);
    if (scene.turned) return; // its ground is built when that rests
    const factor = factorOf(scene, moment);
    if (factor !== this.factor)
      this.stage.later("relief", SETTLE, () => {
        if (this.gone || !this.scene || !this.moment) return;
        this.factor = factorOf(this.scene, this.moment);
        this.stage.request();
      });
    if (this.isStale()) this.schedule(PAUSE);
    if (this.piece) this.drawInk(this.piece, scene, moment);
  }

  /** From what the picture is built. */
  facts() {
    return [this.scene?.surface, String(this.scene?.landscape.window), this.moment?.theme, this.factor];
  }

  isStale() {
    return this.facts().some((fact, i) => fact !== this.built[i]);
  }

  /** @param {number} delay */
  schedule(delay) {
    if (this.building) return;
    this.timer ??= setTimeout(async () => {
      this.building = true;
      try {
        this.plotly ??= await loadPlotly();
        if (!this.gone && this.scene && this.moment) await this.build(this.plotly, this.scene, this.moment.theme);
      } finally {
        this.timer = null;
        this.building = false;
      }
      if (!this.gone) this.stage.request();
    }, delay);
  }

  /** @param {Plotly} plotly @param {Scene} scene @param {import("../theme.js").Theme} theme */
  async build(plotly, scene, theme) {
    const facts = this.facts();
    const { frame } = this;
    const { surface } = scene; // the colours are the map's
    const piece = pieceOf(scene, this.factor);
    const camera = this.seen(frame, piece.sides).backed(stepBack(frame)).plotly;
    this.sides = piece.sides;
    const { data, layout } = figureOf(piece, surface, theme, frame, camera);
    this.built = facts;
    await plotly.react(this.plot, data, layout, { displayModeBar: false, responsive: false });
    const drawing = /** @type {any} */ (this.plot)._fullLayout?.scene?._scene?.glplot;
    if (drawing) drawing.oncontextloss = null; // it would wait for the lost context, and that may never come back
    this.seenBy = JSON.stringify(camera);
    this.piece = piece;
    this.cloths = new WeakMap();
    if (this.frame !== frame) plotly.relayout(this.plot, this.frame); // its box has changed meanwhile
  }

  /** @param {Piece} piece @param {Scene} scene @param {Moment} moment */
  drawInk(piece, scene, moment) {
    const { t, theme, runners, lit } = moment;
    const { frame } = this;
    const camera = this.seen().backed(stepBack(frame));
    const seenBy = JSON.stringify(camera.plotly);
    if (seenBy !== this.seenBy) this.plotly?.relayout(this.plot, { "scene.camera": camera.plotly });
    this.seenBy = seenBy;
    const cloth = (/** @type {Runner} */ { path }) => {
      const known = this.cloths.get(path) ?? drape(piece, path, runners.length > 1);
      this.cloths.set(path, known);
      return known;
    };
    const picture = pictureOf({ piece, scene, moment, theme, camera, frame }, cloth);
    const { traces } = picture;
    const below = traces.slice(0, -1);
    const facts = [seenBy, theme, t, ...below.flatMap(({ cloth, runner }) => [cloth, runner.colour])];
    const draw = (/** @type {import("../ink.js").Context} */ ink) => drawPaths(ink, picture, below);
    const kept = below.length ? this.others.of(facts, frame, draw, lit !== null) : null;
    const others = kept && ((/** @type {import("../ink.js").Context} */ ink) => {
      ink.globalAlpha = below[0].ink.share;
      ink.drawImage(kept, 0, 0, frame.width, frame.height);
    });
    drawRelief(prepare(this.canvas, frame.width, frame.height), { ...picture, others });
  }

  /** The graphics card took the picture away, as it may at any time: it is drawn anew. */
  lose() {
    this.plotly?.purge(this.plot);
    this.piece = null;
    this.built = [];
    prepare(this.canvas, 1, 1);
    setTimeout(() => this.gone || this.stage.request(), this.retry);
    this.retry = Math.min(2 * this.retry, LAST_RETRY);
  }
}

/** @type {boolean | undefined} */
let webGL;

/** Whether this browser draws in 3D. A page may hold few such contexts: it is asked once, and the context given back. */
function hasWebGL() {
  if (webGL !== undefined) return webGL;
  try {
    const context = document.createElement("canvas").getContext("webgl");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    webGL = context !== null;
  } catch {
    webGL = false;
  }
  return webGL;
}
