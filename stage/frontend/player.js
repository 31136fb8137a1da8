// Time: which step is shown, and how it moves on while playing.

export const STEPS_PER_SECOND = 20;
export const WHOLE_RUN = 10; // seconds
const REST = 1600; // milliseconds at the end before an untouched first screen starts over

export class Player {
  /** @param {() => void} changed called whenever the time or playing changed */
  constructor(changed) {
    this.changed = changed;
    this.steps = 1;
    this.t = 0;
    /** How many times as fast as usual; null: the whole run in ten seconds. @type {number | null} */
    this.speed = 1;
    this.playing = false;
    this.looping = this.begun = false;
    /** @type {number | null} when it last moved on */
    this.last = null;
    this.ended = 0;
    /** @type {number | null} */
    this.frame = null;
  }

  /** A run of another length; the time is kept as far as it goes. @param {number} steps */
  setSteps(steps) {
    this.steps = steps;
    this.t = Math.min(this.t, steps);
  }

  /**
   * Begins at a step, playing or not. For visitors who ask for reduced motion it rests, instead of at the first step
   * at the end.
   * @param {Pick<import("./look.js").Look, "step" | "play">} look
   */
  begin({ step, play }) {
    if (!play) return this.seek(step);
    if (isCalm()) return this.seek(step || this.steps);
    this.t = Math.min(step, this.steps);
    this.looping = !this.begun;
    this.begun = true;
    this.play();
  }

  play() {
    if (this.t >= this.steps) this.t = 0;
    this.playing = true;
    this.last = null;
    this.request();
    this.changed();
  }

  pause() {
    this.playing = this.looping = false;
    this.changed();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Rests at a time. @param {number} t */
  seek(t) {
    this.playing = this.looping = false;
    this.t = Math.min(Math.max(t, 0), this.steps);
    this.changed();
  }

  /** The time, for who may want to come back to it. */
  get moment() {
    return { t: this.t, playing: this.playing };
  }

  set moment({ t, playing }) {
    this.seek(t);
    if (playing) this.play();
  }

  /** To the next or previous whole step. @param {1 | -1} direction */
  step(direction) {
    this.seek(direction > 0 ? Math.floor(this.t) + 1 : Math.ceil(this.t) - 1);
  }

  /** Steps per second. */
  get pace() {
    return this.speed === null ? this.steps / WHOLE_RUN : STEPS_PER_SECOND * this.speed;
  }

  request() {
    this.frame ??= requestAnimationFrame((now) => {
      this.frame = null;
      this.advance(now);
    });
  }

  /** @param {number} now */
  advance(now) {
    if (!this.playing) return;
    const passed = this.last === null ? 0 : Math.min(now - this.last, 100);
    this.last = now;
    if (this.t < this.steps) {
      this.t = Math.min(this.t + (passed / 1000) * this.pace, this.steps);
      this.ended = now;
    } else if (!this.looping) {
      this.playing = false;
    } else if (now - this.ended > REST) {
      this.t = 0;
    }
    this.changed();
    if (this.playing) this.request();
  }

  destroy() {
    this.playing = false;
    if (this.frame !== null) cancelAnimationFrame(this.frame);
  }
}

/** Whether the visitor asks for reduced motion. */
export function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
