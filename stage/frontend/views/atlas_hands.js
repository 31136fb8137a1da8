// Hands on an atlas: a click takes both values; keys move a cross; zooming and panning that never trap a scroll.
// One finger and a bare wheel are the page's; two fingers, and the wheel with Ctrl or ⌘, are the atlas's.

import { make } from "../dom.js";
import { hoverOf, listenToPointer } from "../hover.js";
import { zoomOf } from "../wheel.js";

const CLICK = 5; // pixels a press may wander and still be a click
const BUTTON = 1.6; // how many times larger a button makes the picture
const FAR = 10; // cells that a key moves with Shift
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("./atlas.js").Setting} Setting
 */

export class AtlasHands {
  /** @param {import("./atlas.js").AtlasView} view */
  constructor(view) {
    this.view = view;
    /** @type {Map<number, Pixel>} where each finger was last */
    this.pointers = new Map();
    this.wandered = 0; // pixels since the press
    /** Where that was: a click has lost what is finer than a pixel. @type {Pixel} */
    this.pressed = [NaN, NaN];
    /** What is set, where the cross is. @type {Setting | null} */
    this.present = null;
    /** Where keys have moved the cross, and are not done. @type {[number, number] | null} */
    this.cell = null;
    this.cross = make("button.atlas-cross", { type: "button", title: "Arrow keys move it, Enter takes both values" });
    this.home = button("Whole atlas", "⤢", () => this.change((plane) => plane.reset()));
    this.home.hidden = true;
    const zoom = (factor) => () => this.change((plane) => plane.zoomAt([0.5, 0.5], factor));
    const [closer, farther] = [button("Zoom in on the atlas", "+", zoom(BUTTON)), button("Zoom out of the atlas", "−", zoom(1 / BUTTON))];
    view.box.append(this.cross);
    view.caption.append(make("div.zoom", {}, closer, farther, this.home));
    this.listenToCross();
    this.listenToCanvas();
    view.box.addEventListener("wheel", (event) => this.turn(event), { passive: false });
  }

  /** Whether fingers are on it. */
  get inHand() {
    return this.pointers.size > 0 && this.wandered > CLICK;
  }

  /** Nothing is pointed at any more. */
  forget() {
    this.cell = null;
    hoverOf(this.view.stage.root).hide(this.view);
  }

  /** Puts the cross at a setting, or where keys have moved it. @param {Setting} setting */
  place(setting) {
    const { view, cross } = this;
    if (view.figure.classList.contains("stale")) this.cell = null;
    this.present = setting;
    const at = this.cell ? view.settingAt(this.cell) : setting;
    const [x, y] = view.pixelOf(at);
    const [left, top, right, bottom] = view.plot;
    const seen = x >= left && x <= right && y >= top && y <= bottom;
    cross.style.left = `${Math.min(Math.max(x, left), right)}px`;
    cross.style.top = `${Math.min(Math.max(y, top), bottom)}px`;
    cross.classList.toggle("away", !seen);
    cross.classList.toggle("moved", this.cell !== null);
    const cell = this.cell ?? view.cellAt([x, y]);
    const name = ["Setting", ...(cell ? view.tell(cell) : [])].join(", ");
    if (cross.ariaLabel !== name) cross.ariaLabel = name;
    this.home.hidden = !view.atlas.plane?.chosen;
  }

  /** @param {(plane: import("../plane.js").Plane) => void} act */
  change(act) {
    const { plane } = this.view.atlas;
    if (!plane) return;
    this.forget();
    act(plane);
    this.view.stage.request();
  }

  /** The pixel of the canvas under the pointer. @param {{clientX: number, clientY: number}} event @returns {Pixel} */
  at({ clientX, clientY }) {
    const { left, top } = this.view.canvas.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** Says beside a place of the page what happens in a cell. @param {[number, number] | null} cell @param {Pixel} pointer */
  tell(cell, pointer) {
    const hover = hoverOf(this.view.stage.root);
    const { innerWidth, innerHeight } = window;
    if (!cell) hover.hide(this.view);
    else hover.show(this.view, this.view.tell(cell), pointer, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  }

  listenToCross() {
    const { cross, view } = this;
    cross.addEventListener("keydown", (event) => {
      const way = WAYS[event.key];
      if (event.key === "Escape" && this.cell) {
        this.forget();
        view.stage.request();
      }
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      this.move(way, event.shiftKey ? FAR : 1);
    });
    cross.addEventListener("click", () => {
      if (!this.cell) return;
      view.take(this.cell);
      this.forget();
    });
    cross.addEventListener("blur", () => {
      this.forget();
      view.stage.request();
    });
  }

  /** @param {[number, number]} way @param {number} cells */
  move(way, cells) {
    const { view } = this;
    const { near } = view.atlas;
    const [left, top, right, bottom] = view.plot;
    const [x, y] = this.present ? view.pixelOf(this.present) : [NaN, NaN];
    const cell = this.cell ?? view.cellAt([Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)]);
    if (!near || !cell) return;
    const counts = [near.arrays.rates.data.length, near.arrays.values.data.length];
    const [column, row] = cell.map((place, i) => Math.min(Math.max(place + way[i] * cells, 0), counts[i] - 1));
    this.cell = [column, this.next(row, way[1], near.arrays.values.data)];
    view.stage.request();
    const frame = view.canvas.getBoundingClientRect();
    const [px, py] = view.pixelOf(view.settingAt(this.cell));
    this.tell(this.cell, [frame.left + px, frame.top + py]);
  }

  /** The next row with another value: a whole number fills several. @param {number} row @param {number} way @param {ArrayLike<number>} values */
  next(row, way, values) {
    const before = values[row - way] ?? values[row];
    let next = row;
    while (way && values[next] === before && values[next + way] !== undefined) next += way;
    return next;
  }

  listenToCanvas() {
    const { canvas } = this.view;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      this.pressed = this.at(event);
      this.pointers.set(event.pointerId, this.pressed);
      this.wandered = this.pointers.size > 1 ? Infinity : 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const now = this.at(event);
      this.wandered += Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (this.wandered <= CLICK) return;
      this.pointers.set(event.pointerId, now);
      if (this.pointers.size === 2) this.pinch(event.pointerId, before, now);
      else if (event.pointerType === "mouse") this.pan(before, now, 1);
    });
    for (const end of ["pointerup", "pointercancel"])
      canvas.addEventListener(end, (event) => this.pointers.delete(/** @type {PointerEvent} */ (event).pointerId));
    // Safari lets two fingers scroll the page where one may; with two the atlas is moved.
    const keep = (event) => event.touches.length > 1 && event.cancelable && event.preventDefault();
    canvas.addEventListener("touchmove", keep, { passive: false });
    canvas.addEventListener("click", () => {
      const cell = this.wandered <= CLICK ? this.view.cellAt(this.pressed) : null;
      if (cell) this.view.take(cell);
    });
    listenToPointer(canvas, (pointer) => {
      if (!pointer) return this.tell(null, [0, 0]);
      this.tell(this.view.cellAt(this.at({ clientX: pointer[0], clientY: pointer[1] })), pointer);
    });
  }

  /** @param {WheelEvent} event */
  turn(event) {
    const factor = zoomOf(event);
    if (factor === null) return;
    event.preventDefault();
    this.change((plane) => plane.zoomAt(this.view.sharesAt(this.at(event)), factor));
  }

  /** @param {Pixel} before @param {Pixel} now @param {number} share of the way that the picture goes along */
  pan(before, now, share) {
    const [from, to] = [this.view.sharesAt(before), this.view.sharesAt(now)];
    this.change((plane) => plane.panBy([(to[0] - from[0]) * share, (to[1] - from[1]) * share]));
  }

  /** Two fingers: one moves, the other rests. @param {number} id @param {Pixel} before @param {Pixel} now */
  pinch(id, before, now) {
    const [x, y] = [...this.pointers].find(([key]) => key !== id)?.[1] ?? before;
    const spread = (p) => Math.max(Math.hypot(p[0] - x, p[1] - y), 1);
    const middle = this.view.sharesAt([(now[0] + x) / 2, (now[1] + y) / 2]);
    this.change((plane) => plane.zoomAt(middle, spread(now) / spread(before)));
    this.pan(before, now, 0.5);
  }
}

/** @param {string} name @param {string} text @param {() => void} onclick */
function button(name, text, onclick) {
  return make("button", { type: "button", "aria-label": name, title: name, text, onclick });
}
