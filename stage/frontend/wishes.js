// What the visitor wishes from the server: values let go of, a start, a view. Each wish carries all that is unanswered.

/** @type {(keyof Wish)[]} what the visitor changes; what the stage asks for by itself is no change */
const CHANGES = ["start", "view", "range_test", "chosen", "reset", "best", "undo", "race", "screen", "library"];
const ANSWER_LIMIT = 1500; // milliseconds a question may take; after that the next one is asked all the same
const ANSWER_PAUSE = 5000; // milliseconds after which a wish without an answer is sent again, then twice as many, …
const TRIES = 8;
export const MOMENT = 300; // milliseconds an answer may take before the picture is said to lack what was wished
const BACK_PAUSE = 50; // milliseconds after the server is back before it is told what was wished meanwhile
export const PATIENCE = 3000; // milliseconds after which a server that has not answered is called busy

/** @typedef {"here" | "away" | "busy"} Service whether the server answers, cannot be reached, or takes its time */

/**
 * @typedef {{seq: number, values?: Record<string, Record<string, number>>, start?: [number, number], preview?: boolean,
 *            step?: number, view?: [[number, number], [number, number]], range_test?: boolean,
 *            explain?: string[], lost?: string[], chosen?: Record<string, string | number>, reset?: boolean,
 *            best?: string, undo?: number, code?: boolean, select?: string,
 *            race?: Record<string, unknown>, trial?: Record<string, number>,
 *            screen?: number, library?: boolean}} Wish values: by runner, or "all", and
 *            control; explain: ids of the runs that remarks are wanted for; lost: ids of parts that did not come;
 *            chosen: by menu or field; reset: to the first picture; best: the menu whose item is wanted at its best;
 *            undo: how many changes are to be left; select: whose sliders are wanted; race: what becomes of the runners;
 *            trial: what a landscape's parameters would do; screen: of the lesson, from 0; library: all lessons
 * @typedef {{start: [number, number], preview: true} | {trial: Record<string, number>}} Question what would be, while
 *            something is under the finger: it is asked for no change
 * @typedef {object} Host
 * @property {(wish: Wish) => void} wish
 * @property {boolean} answers false: nobody hears, and nothing is asked for
 * @property {boolean} [embedded] whether another page shows it in a frame
 * @property {import("./parts.js").PartStore} parts
 * @property {(look: import("./look.js").Look) => string} link the address that opens this very picture
 * @property {import("./page/pictures.js").Pictures} [pictures] that the page holds
 * @property {import("./views/room.js").Face} [room] what a room shows beside the picture
 * @property {(t: (english: string) => string, closed: () => void) => Promise<void>} [teach] asks for a room that is shown
 *   this picture; none where there is no server, or no room to lead
 */

export class Wishes {
  /**
   * @param {Host} host
   * @param {(pause: number, act: () => void) => void} later does something when an answer is long overdue
   */
  constructor(host, later) {
    this.host = host;
    this.later = later;
    this.seq = 0;
    /** @type {Partial<Wish>} */
    this.unanswered = {};
    this.tries = 0;
    /** Whether the server cannot be reached: what is wished then is kept until it is back. */
    this.away = false;
    /** When the oldest change that is unanswered was wished, and when the latest wish was. */
    this.since = this.sent = 0;
    /** How long the last answer took, in milliseconds. */
    this.patience = 0;
    /** When a question was asked that has no answer yet. */
    this.asked = 0;
    /** @type {Question | null} */
    this.waiting = null;
  }

  /** Whether something is unanswered. */
  get pending() {
    return Object.keys(this.unanswered).length > 0;
  }

  /** Whether something is unanswered that the visitor has changed. */
  get changed() {
    const { values = {} } = this.unanswered;
    return Object.keys(values).length > 0 || CHANGES.some((name) => this.unanswered[name] !== undefined);
  }

  /** @returns {Service} */
  get service() {
    if (this.away) return "away";
    return this.changed && performance.now() - this.since >= PATIENCE ? "busy" : "here";
  }

  /**
   * The values and the start that wait for an answer, once they have waited for a moment.
   * @returns {{values: Record<string, Record<string, number>>, start?: [number, number]}}
   */
  get waits() {
    const { values = {}, start } = this.unanswered;
    const held = this.waiting && "start" in this.waiting ? this.waiting.start : start;
    if (this.away) return { values, start: held };
    return performance.now() - this.since >= MOMENT ? { values, start } : { values: {} };
  }

  /**
   * What is to be said of each runner whose picture lacks what waits.
   * @param {import("./runners.js").Runner[]} runners
   */
  lagsOf(runners) {
    const { values, start } = this.waits;
    /** @type {Map<import("./runners.js").Runner, string>} */
    const lags = new Map();
    for (const runner of runners) {
      const lag = runner.lagOf({ ...values.all, ...values[runner.key] }, start);
      if (lag) lags.set(runner, lag);
    }
    return lags;
  }

  /** @param {boolean} away */
  setAway(away) {
    this.away = away;
    this.asked = this.tries = 0;
    if (away) return;
    this.since = performance.now();
    this.later(BACK_PAUSE, () => this.tell());
    if (this.waiting) this.ask(this.waiting);
  }

  /** @param {Partial<Wish>} wish */
  send(wish) {
    if (!this.host.answers) return; // what nobody answers would be waited for
    if (!this.changed) this.since = performance.now();
    const before = this.unanswered;
    const values = { ...before.values };
    for (const [runner, moved] of Object.entries(wish.values ?? {})) values[runner] = { ...values[runner], ...moved };
    this.unanswered = { ...before, ...wish, values };
    if (wish.race) this.unanswered.race = { ...wish.race, seq: this.seq + 1 }; // told again, it is the same one
    if (before.chosen && wish.chosen) this.unanswered.chosen = { ...before.chosen, ...wish.chosen };
    this.seq += 1;
    this.tries = 0;
    this.sent = performance.now();
    this.tell();
  }

  /** Tells all that is unanswered, and again while no answer comes: what is sent into a broken connection is lost. */
  tell() {
    if (!this.host.answers || this.away || !this.pending) return;
    this.host.wish({ ...this.unanswered, seq: this.seq });
    if (this.tries === TRIES) return;
    this.later(ANSWER_PAUSE * 2 ** this.tries, () => this.tell());
    this.tries += 1;
  }

  /** Something is under the finger: one question at a time, the latest waits. @param {Question} question */
  ask(question) {
    if (!this.host.answers) return;
    if (this.away || (this.asked && performance.now() - this.asked < ANSWER_LIMIT)) {
      this.waiting = question;
      return;
    }
    this.waiting = null;
    this.asked = performance.now();
    this.host.wish({ ...this.unanswered, seq: this.seq, ...question });
  }

  /** It was let go of: nothing is asked any more. */
  settle() {
    this.waiting = null;
  }

  /** The parts that were lost are here. */
  found() {
    delete this.unanswered.lost;
    if (!Object.keys(this.unanswered.values ?? {}).length) delete this.unanswered.values;
  }

  /**
   * Whether an answer came too late: a newer wish is on its way. A timely answer clears what it answers. A stage that is
   * built anew on the same page goes on counting where the one before it was: the server does no act twice.
   * @param {{seq?: number, preview?: boolean, trial?: boolean}} header
   */
  isStale({ seq = 0, preview, trial }) {
    this.asked = 0;
    this.seq = Math.max(this.seq, seq);
    const stale = seq < this.seq && this.pending;
    if (!stale && !preview && !trial) {
      if (this.pending) this.patience = performance.now() - this.sent;
      this.unanswered = {};
    }
    if (this.waiting) this.ask(this.waiting);
    return stale;
  }
}
