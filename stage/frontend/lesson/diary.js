// The diary: what a student predicted, reached and read. It stays in this browser, and only there; where the browser keeps
// nothing it lasts as long as the page.

const KEY = "overshoot.lessons";
const MOST = 200_000; // characters; what grows beyond begins anew

/** @typedef {{answers: Record<string, unknown>, bests: Record<string, number>, read: Record<string, number[]>,
 *            skipped: Record<string, true>}} Pages skipped: questions that were not to be answered */

class Diary {
  constructor() {
    /** Whether the browser keeps it. */
    this.kept = true;
    /** @type {Pages} */
    this.pages = this.load();
  }

  /** @returns {Pages} */
  load() {
    const empty = { answers: {}, bests: {}, read: {}, skipped: {} };
    try {
      const text = localStorage.getItem(KEY) ?? "{}";
      const found = JSON.parse(text.length > MOST ? "{}" : text);
      for (const name of Object.keys(empty)) if (isRecord(found?.[name])) empty[/** @type {keyof Pages} */ (name)] = found[name];
    } catch (error) {
      this.kept = error instanceof SyntaxError;
    }
    return empty;
  }

  save() {
    try {
      const text = JSON.stringify(this.pages);
      if (text.length > MOST) return;
      localStorage.setItem(KEY, text);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  /** @param {string} question */
  answer(question) {
    return this.pages.answers[question] ?? null;
  }

  /** Whether what comes of a question may be shown. @param {string} question */
  isDone(question) {
    return this.pages.skipped[question] === true || this.answer(question) !== null;
  }

  /** @param {string} question */
  skip(question) {
    this.pages.skipped[question] = true;
    this.save();
  }

  /** @param {string} question @param {unknown} answer */
  write(question, answer) {
    this.pages.answers[question] = answer;
    this.save();
  }

  /** @param {string} goal */
  best(goal) {
    const best = this.pages.bests[goal];
    return typeof best === "number" ? best : null;
  }

  /** Keeps the better one. @param {string} goal @param {number} value @param {boolean} least */
  reach(goal, value, least) {
    const before = this.best(goal);
    if (before !== null && (least ? before <= value : before >= value)) return;
    this.pages.bests[goal] = value;
    this.save();
  }

  /** Which screens of a lesson were seen. @param {string} lesson @returns {number[]} */
  seen(lesson) {
    const seen = this.pages.read[lesson];
    return Array.isArray(seen) ? seen.filter(Number.isInteger) : [];
  }

  /** @param {string} lesson @param {number} screen */
  see(lesson, screen) {
    const seen = this.seen(lesson);
    if (seen.at(-1) === screen) return;
    this.pages.read[lesson] = [...seen.filter((place) => place !== screen), screen]; // the last one is where one was
    this.save();
  }

  /** Whether there is anything in it. */
  get isEmpty() {
    return Object.values(this.pages).every((page) => Object.keys(page).length === 0);
  }

  forget() {
    this.pages = { answers: {}, bests: {}, read: {}, skipped: {} };
    try {
      localStorage.removeItem(KEY);
    } catch {
      this.kept = false;
    }
  }
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const diary = new Diary();
