// Hands on the map: dragging the start, clicking to move it, arrow keys; panning and zooming that never trap a scroll.
// One finger and a bare wheel are the page's; two fingers, and the wheel with Ctrl or ⌘, are the map's.

import { make } from "../dom.js";
import { isFocusedByKeys } from "../focus.js";
import { listenToPointer } from "../hover.js";
import { wants } from "../only.js";
import { snap } from "../viewport.js";
import { zoomOf } from "../wheel.js";
import { MapHint } from "./hint.js";

const CLICK = 5; // pixels a press may wander and still be a click
const KEY_PAUSE = 400;
const WHEEL_KEY = /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl";
const BY_WHEEL = `Use ${WHEEL_KEY} + scroll to zoom the map`;
const BY_FINGERS = "Use two fingers to move the map";
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @typedef {import("../runners.js").Runner} Runner */

export class MapHands {
  /** @param {import("./map.js").LandscapeMap} map @param {import("../view.js").Conductor} stage */
  constructor(map, stage) {
    this.map = map;
    this.stage = stage;
    /** @type {[number, number] | null} */
    this.start = null;
    /** @type {ReturnType<typeof setTimeout> | null} until a start moved by keys is sent */
    this.timer = null;
    this.held = this.moved = this.pointedAt = false;
    /** @type {((point: [number, number]) => void) | null} */
    this.taker = null;
    /** @type {import("../ink.js").Pixel} from the middle of the start's handle to where it is held */
    this.grip = [0, 0];
    /** @type {[number, number] | null} the start before it was dragged */
    this.before = null;
    /** @type {{runner: Runner, handle: HTMLButtonElement}[]} */
    this.others = [];
    this.pointed = false; // at the map, since the wheel was turned last
    /** @type {Map<number, import("../ink.js").Pixel>} where each finger on the map was last */
    this.pointers = new Map();
    this.wandered = 0; // pixels since the press
    this.handle = make("button.start-handle", { type: "button", "aria-label": "Start point" });
    this.home = button("Reset view", "⤢", () => this.changeView((viewport) => viewport.reset()));
    this.home.hidden = true;
    const zoom = (factor) => () =>
      this.changeView((viewport) => viewport.zoomAt(viewport.width / 2, viewport.height / 2, factor));
    const [closer, farther] = [button("Zoom in", "+", zoom(1.6)), button("Zoom out", "−", zoom(1 / 1.6))];
    this.hint = new MapHint(stage);
    map.box.append(this.handle, make("div.zoom", {}, closer, farther, this.home), this.hint.element);
    this.listenToHandle();
    this.listenToCanvas();
    this.listenToWheel();
  }

  /** Whether the start may be moved: somebody answers, and the picture is one that shows it. */
  get moves() {
    return this.stage.answers && !this.taker && wants(this.map.scene, "start");
  }

  /** Who has the clicks on the map instead of the start; null: nobody. @param {((point: [number, number]) => void) | null} taker */
  giveClicks(taker) {
    this.taker = taker;
    this.handle.disabled = !this.moves;
  }

  /** Others of several that each have their own: one taken in hand is the one that is dragged. @param {Runner[]} others */
  setOthers(others) {
    while (this.others.length > others.length) this.others.pop()?.handle.remove();
    others.forEach((runner, i) => {
      const other = (this.others[i] ??= this.otherOf(runner));
      other.runner = runner;
      other.handle.setAttribute("aria-label", `Start point of ${runner.title}`);
    });
    this.place();
  }

  /** @param {Runner} runner */
  otherOf(runner) {
    const other = { runner, handle: make("button.start-handle.other", { type: "button" }) };
    other.handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      this.stage.select(other.runner);
      this.take(event);
    });
    other.handle.addEventListener("click", () => this.stage.select(other.runner)); // by a key
    this.map.box.append(other.handle);
    return other;
  }

  /** One in hand stays there, and its path is asked for again. @param {[number, number]} start */
  setStart(start) {
    this.handle.disabled = !this.moves;
    this.handle.title = this.moves ? "Start: drag it, click the map, or use the arrow keys" : "Start";
    if (!this.start || !this.inHand) this.start = start;
    else this.stage.moveStart(this.start, false);
    this.place();
  }

  /** Whether the start is under a finger, or under keys that do not rest yet. */
  get inHand() {
    return this.held || this.timer !== null;
  }

  /** Where the start is, while a hand, keys or a pointer are on it. */
  get heldAt() {
    const byKeys = document.activeElement === this.handle && isFocusedByKeys();
    return this.inHand || this.pointedAt || byKeys ? this.start : null;
  }

  destroy() {
    if (this.timer) clearTimeout(this.timer);
  }

  /** Puts the handle where the start is; outside the view it is hidden. */
  place() {
    const { map, handle, start } = this;
    const { viewport } = map;
    if (!start || !viewport) return;
    this.put(handle, start, viewport);
    for (const other of this.others) this.put(other.handle, other.runner.start ?? start, viewport);
    this.home.hidden = !viewport.moved;
  }

  /** @param {HTMLElement} handle @param {[number, number]} at @param {import("../viewport.js").Viewport} viewport */
  put({ style }, at, viewport) {
    const { canvas, scale } = this.map;
    const [px, py] = viewport.toPixel(...at);
    const seen = px >= 0 && py >= 0 && px <= viewport.width && py <= viewport.height;
    style.visibility = seen ? "visible" : "hidden";
    style.left = `${canvas.offsetLeft + px * scale}px`;
    style.top = `${canvas.offsetTop + py * scale}px`;
  }

  /** Where each has its own, it is in the runner's colour. @param {import("../layers.js").Picture} picture */
  colour({ traces, selected }) {
    const inks = new Map(traces.map(({ runner, ink }) => [runner, ink.line]));
    const own = this.others.length ? inks.get(selected.runner) : undefined;
    for (const { handle, line } of [
      { handle: this.handle, line: own },
      ...this.others.map(({ handle, runner }) => ({ handle, line: inks.get(runner) })),
    ]) {
      if (handle.style.getPropertyValue("--handle") !== (line ?? "")) handle.style.setProperty("--handle", line ?? null);
    }
  }

  /** @param {PointerEvent} event */
  take(event) {
    const { viewport } = this.map;
    if (!viewport || !this.start || !this.moves) return;
    this.handle.focus({ preventScroll: true });
    this.handle.setPointerCapture(event.pointerId);
    const [[px, py], [x, y]] = [this.at(event), viewport.toPixel(...this.start)];
    this.grip = [px - x, py - y];
    this.before = this.start;
    this.held = true;
    this.moved = false;
  }

  /** @param {[number, number]} start @param {boolean} done */
  move([x, y], done) {
    const { viewport } = this.map;
    if (!viewport || !this.moves) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const [ux, uy] = viewport.unit;
    this.start = [snap(x, ux), snap(y, uy)];
    this.place();
    this.map.tellPlace();
    this.stage.moveStart(this.start, done);
  }

  /** @param {(viewport: import("../viewport.js").Viewport) => void} change */
  changeView(change) {
    if (!this.map.viewport) return;
    change(this.map.viewport);
    this.map.viewChanged();
  }

  /** The pixel of the map under the pointer. @param {MouseEvent} event @returns {import("../ink.js").Pixel} */
  at(event) {
    const { left, top } = this.map.canvas.getBoundingClientRect();
    return [(event.clientX - left) / this.map.scale, (event.clientY - top) / this.map.scale];
  }

  listenToHandle() {
    const { handle } = this;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      this.take(event);
    });
    handle.addEventListener("pointermove", (event) => {
      const { viewport } = this.map;
      if (!this.held || !event.isPrimary || !viewport) return;
      this.moved = true;
      const [px, py] = this.at(event);
      const [x, y] = [px - this.grip[0], py - this.grip[1]];
      const { width, height } = viewport;
      this.move(viewport.toPoint(Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)), false);
    });
    handle.addEventListener("pointerup", (event) => event.isPrimary && this.letGo(this.start));
    handle.addEventListener("pointercancel", (event) => event.isPrimary && this.letGo(this.before));
    handle.addEventListener("keydown", (event) => {
      const { viewport } = this.map;
      const way = WAYS[event.key];
      if (!way || !viewport || !this.start) return;
      event.preventDefault();
      event.stopPropagation();
      const pixels = event.shiftKey ? 40 : 6;
      const [ux, uy] = viewport.unit;
      this.move([this.start[0] + way[0] * pixels * ux, this.start[1] + way[1] * pixels * uy], false);
      this.timer = setTimeout(() => this.start && this.move(this.start, true), KEY_PAUSE);
    });
    for (const change of ["focus", "blur"]) handle.addEventListener(change, () => this.map.tellPlace());
    listenToPointer(handle, (pointer) => {
      this.pointedAt = pointer !== null;
      this.map.tellPlace();
    });
  }

  /** The start is let go of, there or where it was before. @param {[number, number] | null} start */
  letGo(start) {
    if (!this.held) return;
    this.held = false;
    this.map.tellPlace();
    if (!this.moved || !start) return;
    this.start = start;
    this.place();
    this.stage.moveStart(start, true);
  }

  listenToCanvas() {
    const { canvas } = this.map;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, this.at(event));
      this.wandered = this.pointers.size > 1 ? Infinity : 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const now = this.at(event);
      this.wandered += Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (this.wandered <= CLICK) return;
      this.pointers.set(event.pointerId, now);
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other && this.pointers.size === 2) this.changeView((viewport) => viewport.pinch(other, before, now));
      else if (event.pointerType === "mouse")
        this.changeView((viewport) => viewport.panBy(now[0] - before[0], now[1] - before[1]));
    });
    canvas.addEventListener("pointerup", (event) => this.pointers.delete(event.pointerId));
    canvas.addEventListener("pointercancel", (event) => {
      this.pointers.delete(event.pointerId);
      if (this.map.viewport?.moved) this.hint.tell(BY_FINGERS);
    });
    // Safari lets two fingers scroll the page where one may; with two the map is moved.
    const keep = (event) => event.touches.length > 1 && event.cancelable && event.preventDefault();
    canvas.addEventListener("touchmove", keep, { passive: false });
    // A finger that stops a page that still glides is no click, and only the browser knows.
    canvas.addEventListener("click", (event) => {
      if (this.wandered > CLICK || !this.map.viewport) return;
      const point = this.map.viewport.toPoint(...this.at(event));
      if (this.taker) this.taker(point);
      else this.move(point, true);
    });
  }

  listenToWheel() {
    const { box } = this.map;
    box.addEventListener("pointermove", () => (this.pointed = true), { passive: true });
    const turn = (/** @type {WheelEvent} */ event) => {
      const factor = zoomOf(event);
      if (factor === null) {
        if (this.pointed) this.hint.tell(BY_WHEEL);
        this.pointed = false;
        return;
      }
      event.preventDefault();
      this.hint.forget();
      this.changeView((viewport) => viewport.zoomAt(...this.at(event), factor));
    };
    box.addEventListener("wheel", turn, { passive: false });
  }
}

/** @param {string} name @param {string} text @param {() => void} onclick */
function button(name, text, onclick) {
  return make("button", { type: "button", "aria-label": name, title: name, text, onclick });
}
