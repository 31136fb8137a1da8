// What the visitor wishes from the server: values let go of, a start, a view. Each wish carries all that is unanswered.

const ANSWER_LIMIT = 1500; // milliseconds after which a preview that got no answer is asked for again

/**
 * @typedef {{seq: number, values?: Record<string, number>, start?: [number, number], preview?: boolean,
 *            step?: number, view?: [[number, number], [number, number]]}} Wish
 * @typedef {{wish: (wish: Wish) => void}} Host
 */

export class Wishes {
  /** @param {Host} host @param {(act: () => void) => void} later does something when an answer is long overdue */
  constructor(host, later) {
    this.host = host;
    this.later = later;
    this.seq = 0;
    /** @type {Partial<Wish>} */
    this.unanswered = {};
  }

  /** @param {Partial<Wish>} wish */
  send(wish) {
    const values = { ...this.unanswered.values, ...wish.values };
    this.unanswered = { ...this.unanswered, ...wish, values };
    this.seq += 1;
    this.tell();
  }

  /** Tells all that is unanswered, and again while no answer comes: what is sent into a broken connection is lost. */
  tell() {
    if (!Object.keys(this.unanswered).length) return;
    this.host.wish({ ...this.unanswered, seq: this.seq });
    this.later(() => this.tell());
  }

  /** A start under the finger: one question at a time, the latest place waits. @param {[number, number]} start */
  preview(start) {
    if (this.asked && performance.now() - this.asked < ANSWER_LIMIT) {
      this.waiting = start;
      return;
    }
    this.waiting = null;
    this.asked = performance.now();
    this.host.wish({ ...this.unanswered, seq: this.seq, start, preview: true });
  }

  /** The start was let go of: no preview is wanted any more. */
  settle() {
    this.waiting = null;
  }

  /** Whether an answer came too late: a newer wish is on its way. A timely answer clears what it answers. */
  isStale({ seq, preview }) {
    this.asked = 0;
    const stale = seq < this.seq && Object.keys(this.unanswered).length > 0;
    if (!stale && !preview) this.unanswered = {};
    if (this.waiting) this.preview(this.waiting);
    return stale;
  }
}
