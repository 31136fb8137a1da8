// Hands on the map: dragging the start, clicking to move it, arrow keys, panning, wheel and pinch zoom.

import { make } from "./dom.js";

const CLICK = 5; // pixels a press may wander and still be a click
const KEY_PAUSE = 400;

export class MapHands {
  /**
   * @param {import("./map.js").LandscapeMap} map
   * @param {{onStart: (start: [number, number], done: boolean) => void}} host
   */
  constructor(map, host) {
    this.map = map;
    this.host = host;
    this.handle = make("button.start-handle", {
      type: "button",
      "aria-label": "Start point",
      title: "Start: drag it, click the map, or use the arrow keys",
    });
    map.box.append(this.handle);
    this.pointers = new Map();
    this.listenToHandle();
    this.listenToCanvas();
    this.addZoomButtons();
  }

  setStart(start) {
    if (!this.inHand) this.start = start;
    this.place();
  }

  /** Whether the start is under a finger, or under keys that do not rest yet. */
  get inHand() {
    return Boolean(this.held || this.timer);
  }

  destroy() {
    clearTimeout(this.timer);
  }

  /** Puts the handle where the start is; outside the view it is hidden. */
  place() {
    const { map, handle, start } = this;
    if (!start || !map.viewport) return;
    const [px, py] = map.viewport.toPixel(...start);
    const seen = px >= 0 && py >= 0 && px <= map.viewport.width && py <= map.viewport.height;
    handle.style.visibility = seen ? "visible" : "hidden";
    handle.style.left = `${map.canvas.offsetLeft + px}px`;
    handle.style.top = `${map.canvas.offsetTop + py}px`;
    this.home.hidden = !map.viewport.moved;
    map.canvas.style.touchAction = map.viewport.moved ? "none" : "pan-y";
  }

  move(start, done) {
    clearTimeout(this.timer);
    this.timer = null;
    this.start = start.map((value, axis) => snap(value, this.map.viewport.unit[axis]));
    this.place();
    this.host.onStart(this.start, done);
  }

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
      if (!this.held) return;
      this.moved = true;
      this.move(this.inside(event), false);
    });
    for (const end of ["pointerup", "pointercancel"])
      handle.addEventListener(end, () => {
        if (!this.held) return;
        this.held = false;
        if (this.moved) this.move(this.start, true);
      });
    handle.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      const pixels = event.shiftKey ? 40 : 6;
      const [ux, uy] = this.map.viewport.unit;
      this.move([this.start[0] + way[0] * pixels * ux, this.start[1] + way[1] * pixels * uy], false);
      this.timer = setTimeout(() => this.move(this.start, true), KEY_PAUSE);
    });
  }

  inside(event) {
    const { width, height } = this.map.viewport;
    const [px, py] = this.at(event);
    return this.map.viewport.toPoint(Math.min(Math.max(px, 0), width), Math.min(Math.max(py, 0), height));
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
      if (this.pointers.size === 2) this.pinch(event.pointerId, before, now);
      else if (this.wandered > CLICK) this.map.viewport.panBy(now[0] - before[0], now[1] - before[1]);
      if (this.wandered <= CLICK) return;
      this.pointers.set(event.pointerId, now);
      this.map.viewChanged();
    });
    canvas.addEventListener("pointerup", (event) => {
      if (this.pointers.delete(event.pointerId) && this.wandered <= CLICK)
        this.move(this.map.viewport.toPoint(...this.at(event)), true);
    });
    canvas.addEventListener("pointercancel", (event) => this.pointers.delete(event.pointerId));
    this.map.box.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.map.viewport.zoomAt(...this.at(event), Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)));
        this.map.viewChanged();
      },
      { passive: false },
    );
  }

  pinch(id, before, now) {
    const [, other] = [...this.pointers].find(([key]) => key !== id);
    const spread = (p) => Math.max(Math.hypot(p[0] - other[0], p[1] - other[1]), 1);
    this.map.viewport.zoomAt((now[0] + other[0]) / 2, (now[1] + other[1]) / 2, spread(now) / spread(before));
    this.map.viewport.panBy((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }

  addZoomButtons() {
    const zoom = (factor) => () => {
      const { viewport } = this.map;
      viewport.zoomAt(viewport.width / 2, viewport.height / 2, factor);
      this.map.viewChanged();
    };
    const button = (name, text, onclick) =>
      make("button", { type: "button", "aria-label": name, title: name, text, onclick });
    this.home = button("Reset view", "⤢", () => {
      this.map.viewport.reset();
      this.map.viewChanged();
    });
    this.home.hidden = true;
    this.map.box.append(
      make("div.zoom", {}, button("Zoom in", "+", zoom(1.6)), button("Zoom out", "−", zoom(1 / 1.6)), this.home),
    );
  }
}

/** A coordinate no finer than a tenth of a pixel: what the address holds stays short. */
function snap(value, unit) {
  return Number(value.toFixed(Math.min(Math.max(1 - Math.floor(Math.log10(unit)), 0), 15)));
}
