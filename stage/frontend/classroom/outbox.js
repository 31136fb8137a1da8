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
  /** @param {string} code @param {() => void} changed another tab has said something */
  constructor(code, changed) {
    this.code = code;
    this.pages = load(code);
    this.hear = (/** @type {StorageEvent} */ { key }) => {
      if (key !== KEY) return;
      this.pages = load(code);
      changed();
    };
    addEventListener("storage", this.hear);
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

/** @param {string} code @returns {Pages} what a browser has kept may be anything */
function load(code) {
  const { number, rounds, places, waiting } = Object(readRecord(KEY)[code]);
  const isRecord = typeof rounds === "object" && rounds !== null;
  return {
    number: Number.isInteger(number) ? number : 0,
    rounds: isRecord ? Object.fromEntries(Object.entries(rounds).filter(([, said]) => Object(said).answer !== undefined)) : {},
    places: Array.isArray(places) ? places.filter(Number.isInteger) : [],
    waiting: Array.isArray(waiting) ? waiting.filter(Number.isInteger) : [],
  };
}
