// Hands on the map: dragging the start, clicking to move it, arrow keys, panning, wheel and pinch zoom.

import { make } from "../dom.js";
import { snap } from "../viewport.js";

const CLICK = 5; // pixels a press may wander and still be a click
const KEY_PAUSE = 400;
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class MapHands {
  /** @param {import("./map.js").LandscapeMap} map @param {import("../view.js").Conductor} stage */
  constructor(map, stage) {
    this.map = map;
    this.stage = stage;
    /** @type {[number, number] | null} */
    this.start = null;
    /** @type {ReturnType<typeof setTimeout> | null} until a start moved by keys is sent */
    this.timer = null;
    this.held = this.moved = false;
    /** @type {Map<number, import("../ink.js").Pixel>} where each finger on the map was last */
    this.pointers = new Map();
    this.wandered = 0; // pixels since the press
    this.handle = make("button.start-handle", {
      type: "button",
      "aria-label": "Start point",
      title: "Start: drag it, click the map, or use the arrow keys",
    });
    this.handle.disabled = !stage.answers;
    this.home = button("Reset view", "⤢", () => this.changeView((viewport) => viewport.reset()));
    this.home.hidden = true;
    const zoom = (factor) => () =>
      this.changeView((viewport) => viewport.zoomAt(viewport.width / 2, viewport.height / 2, factor));
    const [closer, farther] = [button("Zoom in", "+", zoom(1.6)), button("Zoom out", "−", zoom(1 / 1.6))];
    map.box.append(this.handle, make("div.zoom", {}, closer, farther, this.home));
    this.listenToHandle();
    this.listenToCanvas();
  }

  /** One in hand stays there, and its path is asked for again. @param {[number, number]} start */
  setStart(start) {
    if (!this.start || !this.inHand) this.start = start;
    else this.stage.moveStart(this.start, false);
    this.place();
  }

  /** Whether the start is under a finger, or under keys that do not rest yet. */
  get inHand() {
    return this.held || this.timer !== null;
  }

  destroy() {
    if (this.timer) clearTimeout(this.timer);
  }

  /** Puts the handle where the start is; outside the view it is hidden. */
  place() {
    const { map, handle, start } = this;
    const { viewport } = map;
    if (!start || !viewport) return;
    const [px, py] = viewport.toPixel(...start);
    const seen = px >= 0 && py >= 0 && px <= viewport.width && py <= viewport.height;
    handle.style.visibility = seen ? "visible" : "hidden";
    handle.style.left = `${map.canvas.offsetLeft + px}px`;
    handle.style.top = `${map.canvas.offsetTop + py}px`;
    this.home.hidden = !viewport.moved;
    map.canvas.style.touchAction = viewport.moved ? "none" : "pan-y";
  }

  /** @param {[number, number]} start @param {boolean} done */
  move([x, y], done) {
    const { viewport } = this.map;
    if (!viewport || !this.stage.answers) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const [ux, uy] = viewport.unit;
    this.start = [snap(x, ux), snap(y, uy)];
    this.place();
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
    return [event.clientX - left, event.clientY - top];
  }

  listenToHandle() {
    const { handle } = this;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      this.held = true;
      this.moved = false;
    });
    handle.addEventListener("pointermove", (event) => {
      const { viewport } = this.map;
      if (!this.held || !viewport) return;
      this.moved = true;
      const [px, py] = this.at(event);
      const { width, height } = viewport;
      this.move(viewport.toPoint(Math.min(Math.max(px, 0), width), Math.min(Math.max(py, 0), height)), false);
    });
    const letGo = () => {
      if (!this.held) return;
      this.held = false;
      if (this.moved && this.start) this.move(this.start, true);
    };
    handle.addEventListener("pointerup", letGo);
    handle.addEventListener("pointercancel", letGo);
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
      this.changeView((viewport) => {
        if (this.pointers.size === 2) this.pinch(viewport, event.pointerId, before, now);
        else viewport.panBy(now[0] - before[0], now[1] - before[1]);
      });
      this.pointers.set(event.pointerId, now);
    });
    canvas.addEventListener("pointerup", (event) => {
      const { viewport } = this.map;
      if (this.pointers.delete(event.pointerId) && this.wandered <= CLICK && viewport)
        this.move(viewport.toPoint(...this.at(event)), true);
    });
    canvas.addEventListener("pointercancel", (event) => this.pointers.delete(event.pointerId));
    this.map.box.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const factor = Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016));
        this.changeView((viewport) => viewport.zoomAt(...this.at(event), factor));
      },
      { passive: false },
    );
  }

  /**
   * Two fingers: one moves, the other rests.
   * @param {import("../viewport.js").Viewport} viewport @param {number} id @param {import("../ink.js").Pixel} before
   * @param {import("../ink.js").Pixel} now
   */
  pinch(viewport, id, before, now) {
    const [x, y] = [...this.pointers].find(([key]) => key !== id)?.[1] ?? before;
    const spread = (p) => Math.max(Math.hypot(p[0] - x, p[1] - y), 1);
    viewport.zoomAt((now[0] + x) / 2, (now[1] + y) / 2, spread(now) / spread(before));
    viewport.panBy((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }
}

/** @param {string} name @param {string} text @param {() => void} onclick */
function button(name, text, onclick) {
  return make("button", { type: "button", "aria-label": name, title: name, text, onclick });
}
