// What a student said in a room: it stays in this browser until the server has it, and is seen by the same student's
// other tabs.

import { keep, readRecord } from "./storage.js";

const KEY = "overshoot.answers";

/**
 * @typedef {{answer: unknown, sent: boolean}} Said sent: the server has confirmed it
 * @typedef {{number: number, rounds: Record<string, Said>, places: number[], waiting: number[]}} Pages of one task: the
 *   answers by round; the notches that were run, and those that the server has not heard of
 */

export class Outbox {
  /**
   * @param {string} code @param {() => void} changed another tab has said something
   * @param {string} brought pages from the room's address before, as JSON; "" for none
   */
  constructor(code, changed, brought) {
    this.code = code;
    this.pages = load(code);
    if (brought) this.take(brought);
    this.hear = (/** @type {StorageEvent} */ { key }) => {
      if (key !== KEY) return;
      this.pages = load(code);
      changed();
    };
    addEventListener("storage", this.hear);
  }

  /** @param {string} brought */
  take(brought) {
    try {
      this.pages = pagesOf(JSON.parse(brought));
      this.save();
    } catch {
      // an address that was cut off
    }
  }

  close() {
    removeEventListener("storage", this.hear);
  }

  /** What was said in a round of a task. @param {number} number @param {number} round @returns {Said | null} */
  said(number, round) {
    return (this.pages.number === number && this.pages.rounds[round]) || null;
  }

  /** @param {number} number @param {number} round @param {unknown} answer null: nothing was said @param {boolean} sent */
  write(number, round, answer, sent) {
    this.open(number);
    const { [round]: _, ...rounds } = this.pages.rounds;
    this.pages.rounds = answer === null ? rounds : { ...rounds, [round]: { answer, sent } };
    this.save();
  }

  /** @param {number} number @returns {Pick<Pages, "places" | "waiting">} */
  runs(number) {
    return this.pages.number === number ? this.pages : { places: [], waiting: [] };
  }

  /** @param {number} number @param {Partial<Pick<Pages, "places" | "waiting">>} runs */
  writeRuns(number, runs) {
    this.open(number);
    Object.assign(this.pages, runs);
    this.save();
  }

  /** @param {number} number */
  open(number) {
    if (this.pages.number !== number) this.pages = { number, rounds: {}, places: [], waiting: [] };
  }

  save() {
    keep(KEY, this.code, this.pages);
  }
}

/** @param {string} code */
const load = (code) => pagesOf(readRecord(KEY)[code]);

/** What was kept may be anything. @param {unknown} kept @returns {Pages} */
function pagesOf(kept) {
  const { number, rounds, places, waiting } = Object(kept);
  const said = Object.entries(Object(rounds)).filter(([, one]) => Object(one).answer !== undefined);
  return {
    number: Number.isInteger(number) ? number : 0,
    rounds: Object.fromEntries(said),
    places: Array.isArray(places) ? places.filter(Number.isInteger) : [],
    waiting: Array.isArray(waiting) ? waiting.filter(Number.isInteger) : [],
  };
}
