// The runs for TensorBoard: a zip file with a directory of events for each.

import { Item } from "./item.js";
import { nameOf, sizeOf } from "./names.js";
import { Notches } from "./notches.js";
import { orderOf, post } from "./order.js";

const [HEAD, STEP, VALIDATED] = [1250, 16, 22]; // bytes of a run, and of each of its steps, packed; as measured

export class TensorBoard extends Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    super(stage);
    this.notches = new Notches(() => this.changed());
    this.fields = [this.notches.row];
  }

  get title() {
    return "TensorBoard";
  }

  get needsServer() {
    return true;
  }

  /** @param {import("./item.js").Shown} shown */
  meet(shown) {
    this.notches.meet(shown);
  }

  /** @param {import("./item.js").Shown} shown */
  tell(shown) {
    const { scene } = shown;
    const runs = this.notches.count(shown);
    const size = runs * (HEAD + (scene.data ? VALIDATED : STEP) * scene.course.steps);
    const steps = runs * scene.course.steps;
    const bound = Notches.tellBound(steps, scene.takeHome?.most.steps ?? Infinity, "steps");
    if (bound) return bound;
    const what = runs === 1 ? "The run" : `Each of ${runs} runs`;
    return `${what} as event files, for tensorboard --logdir when unzipped, about ${sizeOf(size)}`;
  }

  /** @param {import("./item.js").Shown} shown @param {import("./item.js").Work} work */
  async make(shown, work) {
    const { slider } = this.notches;
    const blob = await post(shown, "tensorboard", orderOf(this.stage, { slider }), work);
    return { name: nameOf(shown, ".zip", slider ? `tensorboard_notches-of-${slider}` : "tensorboard"), blob };
  }
}
