// A room, as a page of it knows it: what the server tells, what was said there, and the way to say more.

import { Feed, saidBy } from "./feed.js";
import { addressFor, identify } from "./me.js";
import { Outbox } from "./outbox.js";

const [FIRST_PAUSE, LAST_PAUSE] = [400, 5000]; // milliseconds until what was not heard is said again
const PATIENCE = 8000; // milliseconds that an answer to it is waited for
const LATER = [408, 425, 429, 500, 502, 503, 504]; // the same words may be heard the next time
const LATE = 409; // it is locked, or the room is elsewhere

/**
 * @typedef {"student" | "projector" | "teacher"} Role
 * @typedef {import("../lesson/told.js").Question & {html: string, number: number, round: number,
 *            phase: "open" | "locked" | "discuss", revealed: boolean, ran: boolean, words: Words}} Question words: that its texts
 *   link to, with their meanings
 * @typedef {{number: number, open: boolean, control: import("../lesson/told.js").Slider}} Collecting
 * @typedef {import("./picture.js").Follow} Follow
 * @typedef {Record<string, import("../lesson/terms.js").Meaning>} Words
 * @typedef {{title: string, html: string, kind: string, screens: {kind: string, title: string}[], place: number, waits?: number,
 *            dark: boolean, walk: import("../lesson/told.js").Walk | null, words: Words}} Front place: of the screen in front,
 *   -1 for none; waits: the screen of the lesson meanwhile; dark: the map is seen beneath the marble alone
 *
 * @typedef {object} State what the server tells of a room
 * @property {Role} role
 * @property {string} code
 * @property {number} version
 * @property {number} ends in seconds since the epoch
 * @property {string} language
 * @property {Record<string, string>} names what buttons say in another language
 * @property {Front} front what stands beside the picture
 * @property {{id: string, url: string} | null} picture null where it cannot be shown any more; url: as seen from the front page
 * @property {boolean} veiled nothing of the run is shown
 * @property {Question | null} question
 * @property {import("./rounds.js").Tally | null} tally
 * @property {Collecting | null} collecting
 * @property {import("./verdict_chart.js").VerdictTally | null} chart
 * @property {boolean} paused
 * @property {Follow | null} follow
 * @property {{url: string, code: string, qr: string}} [join] of a projector and a teacher
 * @property {{key: string, title: string, ask: string}[]} [asks] of a teacher, as all that follows
 * @property {string} [lesson] its key, "" for none
 * @property {string[]} [done] keys of questions that this picture was asked before
 * @property {"disk" | "memory" | "database"} [kept]
 * @property {string} [notes]
 * @property {string} [trouble]
 * @property {boolean} [shows_answers]
 * @property {boolean} [shows_chart]
 * @property {{name: string, label: string, symbol: string}[]} [controls]
 *
 * @typedef {{here: number, answered: number, teachers: number}} Counts
 * @typedef {{code: string, role: Role, base: string, secret?: string, names?: Record<string, string>}} Facts base: where the
 *   app is, as an address or the path of one; names: what buttons say, until the server has told of the room
 */

export class Room {
  /** @param {Facts} facts */
  constructor({ code, role, base, secret, names = {} }) {
    this.code = code;
    this.role = role;
    this.base = base;
    this.names = names;
    /** @type {State | null} */
    this.state = null;
    /** @type {Counts} */
    this.counts = { here: 0, answered: 0, teachers: 0 };
    /** Why the last thing that was said is not taken; "" if it is. */
    this.said = "";
    /** Why there is no room any more; "" while there is. */
    this.gone = "";
    /** The server's answer where there is no room: 404, or 401 for a wrong secret; 0 while there is. */
    this.refused = 0;
    /** @type {Set<(room: Room) => void>} */
    this.listeners = new Set();
    const { token, brought } = role === "student" ? identify(code) : { token: "", brought: "" };
    this.token = token;
    /** @type {Record<string, string>} */
    this.headers = this.token ? { "X-Overshoot-Student": this.token } : secret ? { Authorization: `Bearer ${secret}` } : {};
    this.outbox = new Outbox(code, () => this.tell(), brought);
    this.pause = FIRST_PAUSE;
    this.sending = false;
    /** Whether what was said last was not heard. */
    this.unheard = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} until what waits is said again */
    this.timer = undefined;
    this.feed = new Feed(this.url(`feed?as=${role}`), this.headers, {
      hear: (name, data) => this.hear(name, data),
      change: () => this.tell(),
      refuse: (status, said) => {
        this.refused = status;
        this.end(said);
      },
    });
  }

  /** Where something of the room is. @param {string} path */
  url(path) {
    return this.below(`room/${this.code}/${path}`);
  }

  /** Where something of the app is. @param {string} path as seen from its front page */
  below(path) {
    return new URL(path, new URL(`${this.base.replace(/\/+$/, "")}/`, location.origin)).href;
  }

  /** The same room under another address, for the same student. @param {string} href */
  leaveFor(href) {
    return addressFor(href, this.token, JSON.stringify(this.outbox.pages));
  }

  /** Whether something was heard within the last seconds. */
  get online() {
    return this.feed.online;
  }

  /** Whether a connection is open. */
  get linked() {
    return this.feed.linked;
  }

  /** What a button says. @param {string} english */
  t(english) {
    return (this.state?.names ?? this.names)[english] ?? english;
  }

  /** Calls `fn` now and at every change; returns what ends that. @param {(room: Room) => void} fn */
  listen(fn) {
    this.listeners.add(fn);
    fn(this);
    return () => void this.listeners.delete(fn);
  }

  tell() {
    for (const fn of [...this.listeners]) fn(this);
  }

  close() {
    this.feed.close();
    this.outbox.close();
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  /** @param {string} name of an event of the feed @param {any} data */
  hear(name, data) {
    if (name === "state") {
      const moved = this.state && String(Object.values(this.at)) !== String(Object.values(atOf(data)));
      if (moved) this.said = "";
      this.state = data;
    } else if (name === "counts") this.counts = { ...this.counts, ...data };
    else if (name === "mine") this.hearMine(data);
    else if (name === "ended") return this.end(data.said);
    this.tell();
    if (name === "state" || name === "mine") this.send();
  }

  /** What the server has of this student; what is newer here is still to be sent. @param {any} told */
  hearMine({ number, round, answer, places }) {
    const own = this.outbox.said(number, round);
    if (answer !== null && answer !== undefined && (!own || own.sent)) this.outbox.write(number, round, answer, true);
    if (Array.isArray(places) && places.length) this.outbox.writeRuns(number, { places });
  }

  /** @param {string} said */
  end(said) {
    this.gone = said || this.t("This room has ended.");
    this.feed.close();
    clearTimeout(this.timer);
    this.tell();
  }

  /** The present task and its round. */
  get at() {
    return atOf(this.state);
  }

  /** What this student has said in the present round, and before; null: nothing. @returns {{answer: unknown, sent: boolean} | null} */
  get mine() {
    const { number, round } = this.at;
    return this.outbox.said(number, round);
  }

  /** The answer of the round before; null: none. @returns {unknown} */
  get before() {
    const { number, round } = this.at;
    return this.outbox.said(number, round - 1)?.answer ?? null;
  }

  /** The latest answer to the present question; null: none. @returns {unknown} */
  get latest() {
    return this.mine?.answer ?? this.before;
  }

  /** The notches of the present collection that this student has run, sent or not. @returns {number[]} */
  get places() {
    const { places, waiting } = this.outbox.runs(this.at.number);
    return [...new Set([...places, ...waiting])];
  }

  /** Whether something was said that the server has not confirmed. */
  get waits() {
    return this.next !== null;
  }

  /** Answers the present question; it is kept here until the server has it. @param {unknown} value */
  answer(value) {
    const { question } = this.state ?? {};
    if (!question || question.phase !== "open") return;
    this.said = "";
    this.outbox.write(question.number, question.round, value, false);
    this.tell();
    this.send();
  }

  /** One's own run of the present collection. @param {number} place of the slider's notches */
  run(place) {
    const { collecting } = this.state ?? {};
    if (!collecting?.open || this.places.includes(place)) return;
    const { waiting } = this.outbox.runs(collecting.number);
    this.outbox.writeRuns(collecting.number, { waiting: [...waiting, place] });
    this.tell();
    this.send();
  }

  /** What waits to be sent, the next of it; null: nothing. */
  get next() {
    const { number, round } = this.at;
    const said = this.mine;
    if (said && !said.sent && this.state?.question) return { path: "answer", body: { number, round, answer: said.answer } };
    const [place] = this.state?.collecting ? this.outbox.runs(number).waiting : [];
    return place === undefined ? null : { path: "run", body: { number, place } };
  }

  /** Sends what waits, one after another, and again until it is confirmed or refused. */
  async send() {
    if (this.sending || this.gone) return;
    clearTimeout(this.timer);
    this.sending = true;
    try {
      for (let next = this.next; next; next = this.next) {
        const { status, told, said } = await this.post(next.path, next.body);
        this.unheard = status === 0 || LATER.includes(status);
        if (this.unheard) {
          this.tell();
          this.timer = setTimeout(() => this.send(), this.pause * (0.7 + 0.6 * Math.random()));
          this.pause = Math.min(this.pause * 2, LAST_PAUSE);
          return;
        }
        this.pause = FIRST_PAUSE;
        if (status >= 300) this.said = status === LATE ? this.t("That came too late: what you had answered before counts.") : said;
        this.settle(next.body, status < 300 ? told : null);
        if (status >= 300) this.feed.reconnect(); // which tells what the server has instead
        this.tell();
      }
    } finally {
      this.sending = false;
    }
  }

  /** What was sent is confirmed or refused. @param {any} sent @param {any} told null: refused */
  settle({ number, round, answer, place }, told) {
    if (place === undefined) {
      const now = this.outbox.said(number, round);
      if (JSON.stringify(now?.answer) !== JSON.stringify(answer)) return; // changed meanwhile
      this.outbox.write(number, round, told ? answer : null, true);
      return;
    }
    const { places, waiting } = this.outbox.runs(number);
    const run = told ? [...new Set([...places, ...(Array.isArray(told.places) ? told.places : [place])])] : places;
    this.outbox.writeRuns(number, { places: run, waiting: waiting.filter((other) => other !== place) });
  }

  /**
   * A teacher's move. What makes or ends a round is made only on the task that this page shows.
   * @param {string} name @param {Record<string, unknown>} more @returns {Promise<string>} "", or what went wrong
   */
  async move(name, more = {}) {
    const { status, said } = await this.post("move", { move: name, at: this.at, ...more });
    if (status >= 200 && status < 300) return "";
    return said || (status ? this.t("That did not work: try it again.") : this.t("Not connected: try it again in a moment."));
  }

  /** @param {string} path @param {any} body @returns {Promise<{status: number, told: any, said: string}>} status 0: nobody heard it */
  async post(path, body) {
    try {
      const headers = { ...this.headers, "Content-Type": "application/json" };
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(this.url(path), { method: "POST", headers, body: JSON.stringify(body), signal });
      if (!answer.ok) return { status: answer.status, told: null, said: await saidBy(answer) };
      return { status: answer.status, told: await answer.json(), said: "" };
    } catch {
      return { status: 0, told: null, said: "" };
    }
  }
}

/**
 * A task and its round, as a teacher's move names them; zeros where there is none.
 * @param {{question?: {number: number, round: number} | null, collecting?: {number: number} | null} | null} state
 */
export function atOf(state) {
  if (state?.question) return { number: state.question.number, round: state.question.round };
  return { number: state?.collecting?.number ?? 0, round: 0 };
}
