// Turns: what leads to another picture waits until all that was changed before is answered, so that it can be taken back.

export class Turns {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {{act: () => void, kind: string}[]} */
    this.queue = [];
  }

  /** @param {() => void} act @param {string} kind of which the latest alone is wanted; "" for one that takes its turn */
  wait(act, kind = "") {
    if (!this.stage.answers) return;
    if (kind) this.queue = this.queue.filter((waiting) => waiting.kind !== kind);
    this.queue.push({ act, kind });
    this.proceed();
  }

  /** Call after every answer. */
  proceed() {
    if (!this.queue.length) return;
    this.stage.later("turn", 0, () => {
      if (!this.stage.wishes.changed) this.queue.shift()?.act();
      if (!this.stage.wishes.changed) this.proceed();
    });
  }
}
