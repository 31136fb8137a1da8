// The stage: one live picture of gradient descent. It picks runs out of sweeps, draws them and plays them.
// It knows nothing of Streamlit: a host hands it scenes and hears what the visitor wishes.

import { Card } from "./card.js";
import { Curve, spansDecades } from "./curves.js";
import { decode } from "./decode.js";
import { make } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { Legend } from "./legend.js";
import { LandscapeMap } from "./map.js";
import { Microscope } from "./microscope.js";
import { part } from "./parts.js";
import { pathOf } from "./paths.js";
import { Playbar } from "./playbar.js";
import { Player } from "./player.js";
import { loadPlotly } from "./plotly.js";
import { Relief } from "./relief.js";
import { Response } from "./response.js";
import { addShareButtons } from "./share.js";
import { Sliders } from "./sliders.js";
import { MapHands } from "./start.js";
import { surfaceOf } from "./surface.js";
import { themeOf } from "./theme.js";
import { Twin } from "./twin.js";
import { Wishes } from "./wishes.js";

const STEP_PAUSE = 400; // milliseconds a step is looked at before its numbers are asked for
const ANSWER_PAUSE = 5000; // milliseconds after which a wish without an answer is sent again
const VIEW_PAUSE = 250; // milliseconds a zoomed view rests before its finer surface is asked for

/** Builds a stage inside `parent`. @param {HTMLElement} parent @param {import("./wishes.js").Host} host */
export function mount(parent, host) {
  return new Stage(parent, host);
}

class Stage {
  constructor(parent, host) {
    this.wishes = new Wishes(host, (act) => this.later("answer", ANSWER_PAUSE, act));
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */
    this.timers = {};
    this.build(parent);
    this.player = new Player(() => this.request());
    this.playbar = new Playbar(this.bar, this.player);
    addShareButtons(this.bar, this.root);
    this.deafen = listenToKeys(this.root, this.player);
    for (const stirring of ["pointerdown", "keydown"])
      this.root.addEventListener(stirring, () => (this.player.looping = false), { passive: true });
  }

  build(parent) {
    this.controls = make("div.controls");
    this.mapBox = make("div.map-box");
    this.bar = make("div.playbar", { role: "group", "aria-label": "Playback" });
    this.side = make("div.stage-side");
    this.root = make("section.stage", { "aria-label": "Live stage", "aria-busy": "true" });
    this.title = make("h2.title");
    this.root.append(this.title, make("div.stage-main", {}, this.controls, this.mapBox, this.bar), this.side);
    parent.append(this.root);
    this.sliders = new Sliders(this.controls, {
      onDrag: (name, index) => this.pick(name, index),
      onCommit: (name, value) => this.commit(name, value),
    });
    this.map = new LandscapeMap(this.mapBox, { onView: () => this.viewMoved() });
    this.map.redraw = () => this.request();
    this.hands = new MapHands(this.map, { onStart: (start, done) => this.moveStart(start, done) });
    this.legend = new Legend(this.bar);
    this.card = new Card(this.side);
    const reliefBox = make("div.relief-box");
    this.side.append(reliefBox);
    this.relief = new Relief(reliefBox);
    const curves = make("div.curves");
    this.side.append(curves);
    const onStep = (step) => this.player.seek(step);
    this.lossCurve = new Curve(curves, {
      title: "Loss above the minimum",
      label: "Loss per step",
      colour: (theme) => theme.primary,
      onStep,
    });
    this.rateCurve = new Curve(curves, {
      title: "Learning rate",
      label: "Learning rate per step",
      colour: (theme) => theme.marble,
      onStep,
    });
    this.lossCurve.redraw = this.rateCurve.redraw = () => this.request();
    this.response = new Response(this.root, {
      onCommit: (name, value) => this.commit(name, value),
      onTest: (on) => this.commit("range_test", Number(on)),
    });
    this.microscope = new Microscope(this.root, () => this.request());
    this.map.extra = (...place) => this.active || this.microscope.drawArrows(...place);
    this.twin = new Twin(this.root);
  }

  destroy() {
    this.gone = true;
    Object.values(this.timers).forEach(clearTimeout);
    cancelAnimationFrame(this.frame);
    this.player.destroy();
    this.sliders.destroy();
    this.hands.destroy();
    this.deafen();
    this.map.destroy();
    this.relief.destroy();
    this.lossCurve.destroy();
    this.rateCurve.destroy();
    this.response.destroy();
    this.root.remove();
  }

  setTheme() {
    this.theme = themeOf(this.root);
    this.legend.draw(this.theme, this.header?.landscape);
    if (this.header) {
      const { controls, landscape } = this.header;
      this.response.setSweeps(controls, this.sweeps, this.rangeTest, this.theme, landscape.floor);
    }
    this.map.setTheme(this.theme);
    if (this.surface) this.relief.setSurface(this.surface, this.header.landscape.window, this.theme);
    this.request();
  }

  /** Takes a new scene. @param {Uint8Array} bytes */
  async update(bytes) {
    const arrival = (this.arrivals = (this.arrivals ?? 0) + 1);
    const message = await decode(bytes);
    const { header } = message;
    const parts = header.preview ? [] : [header.surface, ...header.controls.map((control) => control.part)].map(part);
    if (this.gone || arrival < this.latest) return;
    loadPlotly(header.plotly).catch(console.error);
    if (this.wishes.isStale(header)) return;
    if (header.preview) return this.showPreview(message);
    this.latest = arrival;
    const arrived = await Promise.all(parts);
    if (!this.gone && arrival === this.latest) this.showScene(message, arrived);
  }

  showPreview(message) {
    this.run = pathOf(message, 0);
    this.active = null;
    this.request();
  }

  showScene(message, parts) {
    const { header } = message;
    const subject = JSON.stringify([header.landscape.key, header.title, header.landscape.window, header.steps]);
    const fresh = subject !== this.subject;
    this.subject = subject;
    this.header = header;
    this.run = this.anatomised = pathOf(message, 0);
    this.sweeps = new Map(header.controls.map((control, i) => [control.name, parts[i + 1]]));
    this.sliders.setControls(header.controls);
    this.controls.classList.toggle("few", header.controls.length === 2);
    for (const name of ["learning_rate", "final"]) {
      const sweep = this.sweeps.get(name);
      if (sweep) this.sliders.sliders.get(name).paint(sweep.header.verdicts, name === "final" ? null : this.run.bound);
    }
    this.player.setSteps(header.steps);
    this.hands.setStart(header.start);
    this.map.setLandscape(header.landscape);
    if (this.surfaceMessage !== parts[0]) {
      this.surfaceMessage = parts[0];
      this.surface = surfaceOf(parts[0]);
      this.map.setSurface(this.surface);
    }
    this.limits = message.arrays.limits?.data;
    this.microscope.setAnatomy(message.arrays, header.steps, header.anatomy_note);
    this.rateCurve.caption.textContent = `Learning rate (dashed: ${header.limit_name})`;
    this.title.textContent = header.title;
    this.rangeTest = header.range_test && {
      rates: message.arrays.test_rates.data,
      losses: message.arrays.test_losses.data,
      ...header.range_test,
    };
    this.setTheme();
    this.active = null;
    if (this.sliders.moved) this.pick(...this.sliders.moved);
    if (this.hands.inHand) this.wishes.preview(this.hands.start);
    if (fresh) this.restart();
    this.root.setAttribute("aria-busy", "false");
    this.request();
  }

  restart() {
    this.player.t = 0;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.player.seek(this.player.steps);
      return;
    }
    this.player.looping = !this.begun;
    this.begun = true;
    this.player.play();
  }

  /** Shows the run at one notch of a slider's sweep; the present notch has the exact run. */
  pick(name, index) {
    const present = this.header.controls.find((control) => control.name === name).index;
    if (this.response.name === name) this.response.draw(index);
    this.active = index === present ? null : pathOf(this.sweeps.get(name), index);
    this.request();
  }

  commit(name, value) {
    this.wishes.send({ values: { [name]: value } });
  }

  moveStart(start, done) {
    if (!done) return this.wishes.preview(start);
    this.wishes.settle();
    this.wishes.send({ start });
  }

  /**
   * Does something after a pause, and not while a slider or the start is in hand: nothing is sent then, and no answer
   * comes between.
   */
  later(name, pause, act) {
    clearTimeout(this.timers[name]);
    const busy = () => this.sliders.inHand || this.hands.inHand;
    this.timers[name] = setTimeout(() => (busy() ? this.later(name, pause, act) : act()), pause);
  }

  /** The server writes out the update rule with the numbers of a step that is looked at. */
  tellStep(step) {
    if (step === this.toldStep) return;
    this.toldStep = step;
    this.later("step", STEP_PAUSE, () => {
      if (this.player.playing)
        this.toldStep = null; // it moves on, and is told where it comes to rest
      else this.wishes.send({ step });
    });
  }

  viewMoved() {
    this.hands?.place();
    this.request();
    this.later("view", VIEW_PAUSE, () => this.askForView());
  }

  /** Asks for a surface of just what is shown, if the present one does not reach its borders or is too coarse. */
  askForView() {
    const { viewport } = this.map;
    if (!this.surface || !viewport) return;
    const [[x0, x1], [y0, y1]] = [viewport.rangeX, viewport.rangeY];
    const { x, y } = this.surface;
    const covered = x0 >= x[0] && x1 <= x.at(-1) && y0 >= y[0] && y1 <= y.at(-1);
    const fine = (x.at(-1) - x[0]) / (x1 - x0) < 2.5;
    if (covered && fine) return;
    this.wishes.send({ view: [viewport.rangeX, viewport.rangeY] });
  }

  request() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  draw() {
    const path = this.active ?? this.run;
    if (!path || !this.theme || !this.header) return;
    const { t, playing } = this.player;
    const step = Math.min(Math.floor(t), path.steps);
    this.map.draw(path, t);
    this.hands.place();
    this.playbar.draw();
    this.card.drawVerdict(path);
    this.card.drawNumbers(path, step);
    const { floor } = this.header.landscape;
    this.lossCurve.draw(path.loss, { floor, last: path.steps }, t, this.theme);
    const level = path.bound === null ? null : Array.from(path.rate, () => path.bound);
    const limits = path === this.anatomised ? this.limits : level;
    this.rateCurve.draw(
      path.rate,
      { floor: spansDecades(path.rate) ? 0 : null, last: path.steps, limits },
      t,
      this.theme,
    );
    this.relief.draw(path, t, playing || this.active !== null);
    const live = path === this.anatomised;
    this.microscope.draw(step, live);
    if (!playing) this.tellStep(step);
    if (path !== this.told) this.response.draw(undefined, path.bound);
    if (path !== this.told) this.twin.setPath(path, this.header.title);
    this.told = path;
  }
}
