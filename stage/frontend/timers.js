// What is to be done after a pause, by name: the same name once more begins its pause anew.

const TICK = 30; // milliseconds between two looks

export class Timers {
  /** @param {() => boolean} busy while it is so, nothing is done: it waits once more */
  constructor(busy) {
    this.busy = busy;
    /** @type {Map<string, ReturnType<typeof setTimeout>>} */
    this.timers = new Map();
  }

  /** @param {string} name @param {number} pause @param {() => void} act */
  set(name, pause, act) {
    this.forget(name);
    this.timers.set(
      name,
      setTimeout(() => (this.busy() ? this.set(name, pause, act) : act()), pause),
    );
  }

  /** When what is busy has come to rest. @param {string} name */
  rest(name) {
    return new Promise((resolve) => this.set(name, TICK, () => resolve(null)));
  }

  /** @param {string} name */
  forget(name) {
    clearTimeout(this.timers.get(name));
  }

  destroy() {
    this.timers.forEach(clearTimeout);
  }
}
