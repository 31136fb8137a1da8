// A student's own runs: each value of the collected slider where a finger rests, or which it lets go of.

import { nearest } from "../runners.js";

const REST = 400; // milliseconds

export class OwnRuns {
  /** @param {import("./room.js").Room} room */
  constructor(room) {
    this.room = room;
    /** Of which collection. */
    this.number = 0;
    /** The notch that is shown, and whether it is still to be counted. */
    this.notch = -1;
    this.moved = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /**
   * Call at every drawing.
   * @param {import("../view.js").Moment} moment @param {boolean} inHand whether a slider is
   */
  watch({ selected }, inHand) {
    const { collecting, follow } = this.room.state ?? {};
    const control = collecting && selected.control(collecting.control.name);
    if (!collecting?.open || !control || follow) return this.rest();
    const notch = nearest(collecting.control.values, control.values[selected.indexOf(control)]);
    if (collecting.number !== this.number) {
      this.rest();
      [this.number, this.notch] = [collecting.number, notch];
    } else if (notch !== this.notch) {
      this.rest();
      [this.notch, this.moved] = [notch, true];
      this.timer = setTimeout(() => this.count(), REST);
    }
    if (this.moved && !inHand) this.count();
  }

  count() {
    const { notch } = this;
    this.rest();
    this.room.run(notch);
  }

  rest() {
    clearTimeout(this.timer);
    this.moved = false;
  }
}
