// Keeps a device awake while something is awaited of it, where the browser grants it; plain http to a laptop has no such
// thing, and nothing is said of it then.

export class Wake {
  constructor() {
    this.on = false;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    document.addEventListener("visibilitychange", () => this.ask());
  }

  /** @param {boolean} on */
  set(on) {
    if (on === this.on) return;
    this.on = on;
    if (on) this.ask();
    else this.release();
  }

  async ask() {
    if (!this.on || document.visibilityState !== "visible" || (this.lock && !this.lock.released)) return;
    try {
      this.lock = (await navigator.wakeLock?.request("screen")) ?? null;
      if (!this.on) this.release();
    } catch {
      this.lock = null; // low on power, or not allowed
    }
  }

  release() {
    this.lock?.release().catch(() => {});
    this.lock = null;
  }
}
