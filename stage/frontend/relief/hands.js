// Hands on the 3D picture: a drag turns it, two fingers or Ctrl and the wheel zoom it. It holds up no scroll: a finger that
// moves up or down first belongs to the page, and a turn that the page takes over is undone.

import { zoomOf } from "../wheel.js";

const SLACK = 6; // pixels a press may wander and turn nothing
const TURN = Math.PI; // radians for a drag as long as the picture is tall

export class ReliefHands {
  /**
   * @param {HTMLElement} surface what is touched
   * @param {{chosen: import("./camera.js").Camera | null, seen: () => import("./camera.js").Camera,
   *          look3d: (camera: import("./camera.js").Camera | null) => void}} picture the camera that a hand chose, a copy of
   *          the one looked through, and how to choose another; null for the first one
   */
  constructor(surface, picture) {
    this.surface = surface;
    this.picture = picture;
    /** @type {Map<number, import("../ink.js").Pixel>} where each finger was last */
    this.pointers = new Map();
    this.wandered = 0;
    /** What was chosen before the press. @type {import("./camera.js").Camera | null} */
    this.before = null;
    surface.addEventListener("pointerdown", (event) => this.press(event));
    surface.addEventListener("pointermove", (event) => this.move(event));
    surface.addEventListener("pointerup", (event) => this.lift(event));
    surface.addEventListener("pointercancel", (event) => this.cancel(event));
    surface.addEventListener("dblclick", () => picture.look3d(null));
    surface.addEventListener("wheel", (event) => this.roll(event), { passive: false });
    for (const kind of /** @type {const} */ (["touchstart", "touchmove"]))
      surface.addEventListener(kind, (event) => event.touches.length > 1 && event.cancelable && event.preventDefault(), {
        passive: false,
      });
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0) return;
    this.surface.setPointerCapture(event.pointerId);
    if (!this.pointers.size) {
      this.before = this.picture.chosen;
      this.wandered = 0;
    }
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
    this.wandered += Math.hypot(dx, dy);
    if (this.wandered <= SLACK) return;
    const size = TURN / Math.max(this.surface.clientHeight, 1);
    const share = 1 / this.pointers.size; // each of two fingers turns half
    const camera = this.picture.seen();
    camera.turn(-dx * size * share, dy * size * share);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const spread = ([x, y]) => Math.max(Math.hypot(x - other[0], y - other[1]), 1);
      camera.zoom(spread([event.clientX, event.clientY]) / spread(last));
    }
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.picture.look3d(camera);
  }

  /** @param {PointerEvent} event */
  lift(event) {
    this.pointers.delete(event.pointerId);
  }

  /** The page took the finger for a scroll. @param {PointerEvent} event */
  cancel(event) {
    if (this.pointers.delete(event.pointerId)) this.picture.look3d(this.before);
  }

  /** @param {WheelEvent} event */
  roll(event) {
    const factor = zoomOf(event);
    if (factor === null) return;
    event.preventDefault();
    const camera = this.picture.seen();
    camera.zoom(factor);
    this.picture.look3d(camera);
  }
}
