// The stage: one live picture of gradient descent. It takes scenes, keeps the time and conducts a list of views.
// It knows nothing of Streamlit: a host hands it scenes and their parts, and hears what the visitor wishes.

import { Attention } from "./attention.js";
import { buildBoxes } from "./boxes.js";
import { decode } from "./decode.js";
import { fitToWindow, isAbove } from "./fit.js";
import { Inquiries } from "./inquiries.js";
import { listenToKeys } from "./keys.js";
import { changesOf, FIRST_LOOK, seenOf } from "./look.js";
import { slidersOf } from "./only.js";
import { isCalm, Player } from "./player.js";
import { loadPlotly } from "./plotly.js";
import { nearest } from "./runners.js";
import { partsOf, sceneOf } from "./scene.js";
import { themeOf } from "./theme.js";
import { Timers } from "./timers.js";
import { stowTools } from "./toolbox.js";
import { Turns } from "./turns.js";
import { linesOf, VIEWS } from "./views.js";
import { MOMENT, PATIENCE, Wishes } from "./wishes.js";

/** @typedef {import("./runners.js").Runner} Runner */

/** Builds a stage inside `parent`. @param {HTMLElement} parent @param {import("./wishes.js").Host} host */
export function mount(parent, host) {
  return new Stage(parent, host);
}

let count = 0;

/** @typedef {import("./view.js").Conductor} Conductor */
/** @implements {Conductor} */
export class Stage {
  /** @param {HTMLElement} parent @param {import("./wishes.js").Host} host */
  constructor(parent, host) {
    this.host = host;
    this.answers = host.answers;
    this.embedded = Boolean(host.embedded);
    this.pictures = host.pictures ?? null;
    this.room = host.room ?? null;
    this.id = `overshoot-${++count}`;
    this.wishes = new Wishes(host, (pause, act) => this.later("answer", pause, act));
    this.inquiries = new Inquiries(this);
    this.turns = new Turns(this);
    this.attention = new Attention(() => this.request());
    this.light = this.attention.light;
    this.point = this.attention.point;
    this.timers = new Timers(() => this.views.some((view) => view.inHand));
    /** @type {import("./view.js").View[]} */
    this.views = [];
    /** @type {string | null} the names of the views, as the scene has them */
    this.wanted = null;
    /** @type {import("./scene.js").Scene | null} */
    this.scene = null;
    /** @type {string[]} the ids of its parts */
    this.displayed = [];
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
    /** @type {Set<string>} */
    this.shown = new Set();
    /** @type {number | null} */
    this.frame = null;
    /** @type {string | null} what is run on what */
    this.subject = null;
    this.arrivals = this.latest = 0;
    this.gone = this.forgotten = this.renewed = false;

    const { root, title, top, places } = buildBoxes();
    this.root = root;
    this.title = title;
    this.places = places;
    parent.append(root);
    this.player = new Player(() => this.request());
    const untidy = [listenToKeys(this), fitToWindow(root, places.main), stowTools(top, places.tools)];
    this.tidy = () => untidy.forEach((stop) => stop());
    this.root.addEventListener("fullscreenchange", () => this.setTheme());
    for (const stirring of ["pointerdown", "keydown"])
      this.root.addEventListener(stirring, () => (this.player.looping = false), { passive: true });
  }

  destroy() {
    this.gone = true;
    this.timers.destroy();
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.player.destroy();
    this.tidy();
    this.views.forEach((view) => view.destroy());
    this.host.parts.release(this);
    this.root.remove();
  }

  /** The host says that the page's theme may be another. */
  setTheme() {
    const theme = themeOf(this.root);
    if (JSON.stringify(theme) !== JSON.stringify(this.theme)) this.theme = theme;
    this.request();
  }

  /** The host says whether the server cannot be reached; once back it may have forgotten us. @param {boolean} away */
  setAway(away) {
    this.wishes.setAway(away);
    this.forgotten = true;
    this.request();
  }

  /** Takes a new scene, or a preview of one. @param {Uint8Array} bytes @param {boolean} renewed seen as at first */
  async update(bytes, renewed = this.renewed) {
    this.renewed = renewed;
    const arrival = ++this.arrivals;
    const message = await decode(bytes);
    /** @type {import("./scene.js").Header} */
    const header = message.header;
    if (this.gone || arrival < this.latest) return;
    if (header.plotly) loadPlotly.url = header.plotly;
    if (this.wishes.isStale(header)) return;
    if (header.preview) {
      this.scene?.preview(message);
      return this.request();
    }
    this.latest = arrival;
    this.setViews(header.views);
    const ids = partsOf(header);
    const { parts } = this.host;
    parts.hold(this, [...this.displayed, ...ids]);
    const arrived = await Promise.all(ids.map((id) => this.awaitPart(id, arrival, ids)));
    if (this.gone || arrival !== this.latest) return;
    if (this.scene?.loses(header)) await this.timers.rest("scene");
    if (this.gone || arrival !== this.latest) return;
    this.displayed = ids;
    parts.hold(this, ids);
    this.inquiries.found();
    this.showScene(header, new Map(ids.map((id, i) => [id, arrived[i]])));
  }

  /**
   * One part; while they come, the others are waited for.
   * @param {string} id @param {number} arrival @param {string[]} ids
   */
  async awaitPart(id, arrival, ids) {
    const wait = () => arrival === this.latest && this.inquiries.await(ids);
    wait();
    const part = await this.host.parts.part(id);
    wait();
    return part;
  }

  /** Builds the views that the scene wants, all if it does not say. @param {string[]} wanted */
  setViews(wanted = VIEWS.map(({ name }) => name)) {
    if (String(wanted) === this.wanted) return;
    this.wanted = String(wanted);
    this.seen = seenOf(this.look);
    this.views.forEach((view) => view.destroy());
    const lines = linesOf(wanted);
    this.views = lines.map(({ place, View }) => new View(this.places[place], this));
    for (const view of this.views) view.meet(this.views);
    this.places.main.append(this.places.bar); // the bar closes the column
  }

  /** @param {import("./scene.js").Header} header @param {Map<string, import("./decode.js").Message>} parts */
  showScene(header, parts) {
    const before = this.scene;
    const scene = sceneOf(header, parts);
    const { subject } = scene;
    const fresh = subject !== this.subject;
    this.subject = subject;
    this.scene = scene;
    if (this.forgotten) this.inquiries.toldStep = null;
    this.forgotten = false;
    const renewed = this.renewed && !this.wishes.pending;
    if (!renewed && before && before.offered === header.selected)
      scene.selected = scene.runners.find(({ key }) => key === before.selected.key) ?? scene.selected;
    if (renewed) this.renewed = false;
    else if (before) scene.remember(before);
    this.player.setSteps(scene.course.steps);
    this.title.textContent = scene.title;
    this.setTheme();
    for (const view of this.views) view.setScene(scene);
    const look = changesOf(scene.look, renewed ? null : before && before.look);
    if (before?.only && !scene.only) Object.assign(look, { ...this.seen, ...look });
    for (const view of this.views) view.setLook(look);
    if (fresh && before && isAbove(this.places.main)) this.root.scrollIntoView();
    if (look.step !== undefined || look.play !== undefined) this.start(scene.look);
    else if (fresh) this.start(FIRST_LOOK);
    this.root.setAttribute("aria-busy", "false");
    this.inquiries.askForRemarks(scene);
    this.turns.proceed();
    this.request();
  }

  /** @param {import("./look.js").Look} look */
  start(look) {
    if (this.veiled) this.player.seek(0);
    else this.player.begin(look);
  }

  /** Whether nothing of a run may be seen. */
  get veiled() {
    return this.views.some(({ veils }) => veils);
  }

  /** How the picture is looked at now, as an address says it. @returns {import("./look.js").Look} */
  get look() {
    const { t, steps, playing } = this.player;
    const asOpened = isCalm() && !playing && t >= steps;
    const time = asOpened ? {} : { step: Number(Math.min(t, steps).toFixed(2)), play: playing };
    return Object.assign({}, FIRST_LOOK, time, ...this.views.map((view) => view.look));
  }

  link() {
    return this.host.link(this.look);
  }

  /** @param {Runner} runner */
  select(runner) {
    const { scene } = this;
    if (!scene || scene.selected === runner) return;
    scene.selected = runner;
    for (const view of this.views) view.setScene(scene);
    if (this.answers && scene.race) this.wish({ select: runner.key });
    this.request();
  }

  /** @param {Runner} runner @param {string} name @param {number | null} index */
  pick(runner, name, index) {
    if (!this.answers) this.scene?.settle(); // pairs of moved sliders were not run, and nobody runs them now
    this.scene?.pick(runner, name, index);
    this.request();
  }

  /** What has no slider here stays as it is. @param {Runner} runner @param {string} name @param {number} value */
  commit(runner, name, value) {
    if (this.scene && !slidersOf(this.scene, [{ name }]).length) return;
    const moved = this.scene?.race?.shared ? "all" : runner.key;
    if (this.answers) this.wish({ values: { [moved]: { [name]: value } } });
    else this.pick(runner, name, nearest(runner.control(name)?.values ?? [], value));
  }

  /** @param {[number, number]} start @param {boolean} done */
  moveStart(start, done) {
    if (!done) return this.wishes.ask({ start, preview: true });
    this.wishes.settle();
    this.wish({ start });
  }

  /** @param {Record<string, number>} values of the landscape's parameters @param {boolean} done */
  moveGround(values, done) {
    if (!done) return this.wishes.ask({ trial: values });
    this.wishes.settle();
    this.wish({ chosen: values });
  }

  /** @param {Partial<import("./wishes.js").Wish>} wish */
  wish(wish) {
    this.wishes.send(wish);
    for (const pause of [MOMENT, PATIENCE]) this.later(`unanswered ${pause}`, pause, () => this.request());
  }

  /** What changes more than a value waits its turn. @param {Partial<import("./wishes.js").Wish>} wish */
  change(wish) {
    this.turns.wait(() => this.wish(wish));
  }

  /** Another picture, as it is seen at first. @param {Partial<import("./wishes.js").Wish>} wish */
  renew(wish) {
    this.turns.wait(() => {
      this.renewed = true;
      this.wish(wish);
    }, "screen" in wish || "library" in wish ? "place" : "");
  }

  /** Back to before the last change. */
  undo() {
    this.turns.wait(() => {
      const { past = 0 } = this.scene ?? {};
      if (past > 0) this.wish({ undo: past - 1 });
    });
  }

  /** @param {string} layer @param {boolean} on */
  show(layer, on) {
    this.shown[on ? "add" : "delete"](layer);
    this.request();
  }

  /** What was to be done later is not. @param {string} name */
  forget(name) {
    this.timers.forget(name);
  }

  /**
   * Does something after a pause, and not while something is in hand: nothing is sent then, no answer comes between.
   * @param {string} name @param {number} pause @param {() => void} act
   */
  later(name, pause, act) {
    this.timers.set(name, pause, act);
  }

  request() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  draw() {
    const { scene, theme, shown } = this;
    if (!scene || !theme) return;
    const { t, playing } = this.player;
    const step = Math.min(Math.floor(t), scene.course.steps);
    const { runners, selected } = scene;
    const [service, lags] = [this.wishes.service, this.wishes.lagsOf(runners)];
    const [lit, { pointed }] = [this.attention.litOf(runners), this.attention];
    const { veiled } = this;
    this.root.classList.toggle("veiled", veiled);
    const moment = { t, step, playing, theme, runners, selected, lit, pointed, shown, service, lags, veiled };
    for (const view of this.views) if (!view.closed) view.draw(moment);
    if (!playing && scene.tellsStep) this.inquiries.tellStep(step);
  }
}
