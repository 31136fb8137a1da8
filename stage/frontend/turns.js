// Turns: what leads to another picture waits until all that was changed before is answered, so that it can be taken back.

export class Turns {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {(() => void)[]} */
    this.queue = [];
  }

  /** @param {() => void} act */
  wait(act) {
    if (!this.stage.answers) return;
    this.queue.push(act);
    this.proceed();
  }

  /** Call after every answer. */
  proceed() {
    if (!this.queue.length) return;
    this.stage.later("turn", 0, () => {
      if (!this.stage.wishes.changed) this.queue.shift()?.();
      if (!this.stage.wishes.changed) this.proceed();
    });
  }
}
