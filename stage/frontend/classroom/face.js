// What a student has beside the picture: the question and the way to answer it, the truth, the class's runs.

import { make, say } from "../dom.js";
import { ASKS } from "../lesson/asks.js";
import { fillIn } from "../lesson/filling.js";
import { listenForTerms } from "../lesson/terms.js";
import { WalkBox } from "../lesson/walk.js";
import { darknessOf, isVeiled, walkOf } from "./dark.js";
import { phaseOf, tellTask } from "./phase.js";
import { OwnRuns } from "./runs.js";
import { clearTally, drawTally } from "./tally.js";
import { VerdictChart } from "./verdict_chart.js";

const ON_PICTURE = ["pin", "order"]; // asks that are about what the picture shows

/**
 * @typedef {import("./room.js").Question} Question
 * @typedef {import("../views/room.js").Face} Face
 */

/** @implements {Face} */
export class StudentFace {
  /** @param {import("./room.js").Room} room */
  constructor(room) {
    this.room = room;
    this.t = (/** @type {string} */ english) => room.t(english);
    this.kind = make("span.lesson-kind");
    this.title = make("span");
    this.heading = make("h1.lesson-heading", { tabindex: "-1" }, this.kind, this.title);
    this.text = make("div.lesson-text");
    this.call = make("p.room-call");
    this.place = make("div.lesson-below");
    this.walking = make("div.lesson-below");
    this.wrong = make("p.room-wrong", { role: "status" });
    this.results = make("div.room-results");
    this.element = make("article.lesson.room-words", {}, this.heading, this.text, this.call, this.place, this.walking, this.wrong, this.results);
    /** What the text's words mean. @type {import("./room.js").Words} */
    this.words = {};
    listenForTerms(this.element, this.words);
    this.runs = new OwnRuns(room);
    this.charted = make("div.room-chart");
    this.chart = new VerdictChart(this.charted, this.t);
    /** @type {import("../lesson/ask.js").Desk | null} once there is a picture */
    this.desk = null;
    /** The picture, once it is built. @type {import("./picture.js").RoomPicture | null} */
    this.picture = null;
    /** @type {import("../lesson/ask.js").Asked | null} */
    this.asked = null;
    /** @type {import("../lesson/ask.js").Outcome | null} */
    this.outcome = null;
    /** @type {WalkBox | null} */
    this.walk = null;
    /** What the question, and what became of it, were built from. */
    this.built = this.judged = this.told = "";
    this.tallied = make("div.room-tally");
    /** What the class's answers are on the map. @type {import("../view.js").Overlay | undefined} */
    this.tally = undefined;
  }

  /** @param {import("./picture.js").RoomPicture} picture */
  setPicture(picture) {
    this.picture = picture;
  }

  get state() {
    return this.room.state;
  }

  /** Whether the present question is asked and its run not shown yet. */
  get asking() {
    const { question } = this.state ?? {};
    return Boolean(question && !question.ran);
  }

  get open() {
    return this.state?.question?.phase === "open";
  }

  get veils() {
    return isVeiled(this.state);
  }

  get inHand() {
    return this.open && Boolean(this.asked?.inHand);
  }

  get overlays() {
    const dark = this.walk ? this.walk.overlay : darknessOf(this.state);
    const found = [dark, this.outcome ? this.outcome.overlay : this.asked?.overlay, this.tally];
    return found.filter((overlay) => overlay !== undefined);
  }

  /**
   * @param {import("../scene.js").Scene} scene @param {import("../view.js").Conductor} stage
   * @param {import("../views/map.js").LandscapeMap | null} map
   */
  setScene(scene, stage, map) {
    if (this.desk?.map !== map) this.built = this.judged = ""; // what was built on the former map is gone with it
    this.desk = { stage, map, scene, t: this.t, changed: () => this.answered() };
    this.update();
  }

  /** @param {import("../view.js").Moment} moment @param {import("../view.js").View[]} views */
  draw(moment, views) {
    const { asking, state } = this;
    const root = this.desk?.stage.root;
    root?.classList.toggle("asking", asking);
    root?.classList.toggle("dark-map", Boolean(state?.front.dark));
    root?.classList.toggle("collecting", Boolean(state?.collecting));
    const name = state?.collecting?.control.name;
    for (const control of root?.querySelectorAll(".stage-band .control") ?? [])
      if (control instanceof HTMLElement) control.hidden = name !== undefined && control.dataset.control !== name;
    this.runs.watch(moment, views.some((view) => view.inHand));
  }

  /** Shows what the room is at. */
  update() {
    const { state, t } = this;
    if (!state) return;
    const { question, front, collecting } = state;
    const phase = phaseOf(state);
    this.element.lang = state.language;
    const number = question?.number ?? collecting?.number ?? 0;
    say(this.kind, question ? fillIn(t("Question {number}"), { number }) : collecting ? t("Everybody runs") : "");
    say(this.title, collecting ? tellTask(this.room) : question?.title || front.title);
    const html = question?.html ?? (collecting ? "" : front.html); // its words may ask for something else
    if (this.text.dataset.html !== html) {
      this.text.innerHTML = html;
      this.text.dataset.html = html;
    }
    for (const key of Object.keys(this.words)) delete this.words[key];
    Object.assign(this.words, front.words, question?.words);
    say(this.call, phase === "discuss" ? t("Talk to your neighbour: convince each other.") : "");
    say(this.wrong, this.room.said);
    this.setQuestion(question);
    this.setWalk();
    this.setOutcome(question);
    this.setResults(question);
    this.desk?.stage.request();
  }

  /** @param {Question | null} question */
  setQuestion(question) {
    const { desk, room, state } = this;
    const shown = this.picture?.shown === state?.picture?.id;
    const ready = desk && question && (shown || !ON_PICTURE.includes(question.ask));
    const answer = room.latest;
    const key = question && ready ? `${question.id} ${question.round} ${question.phase} ${question.revealed} ${shown}` : "";
    const same = key === this.built && (!this.asked || this.asked.inHand || isSame(this.asked.answer, answer));
    if (same && (ready || !question)) return this.setKeep(question);
    this.built = key;
    const held = document.activeElement;
    this.asked?.destroy?.();
    this.asked = null;
    this.place.replaceChildren();
    this.build(question, Boolean(ready), answer);
    if (held?.isConnected || !(held instanceof HTMLElement)) return;
    const again = this.open && /** @type {HTMLElement | null} */ (this.place.querySelector("input:checked, input, button:enabled"));
    (again || this.heading).focus({ preventScroll: true }); // or the keyboard would be nowhere
  }

  /** @param {Question | null} question @param {boolean} ready whether the picture it is about is here @param {unknown} answer */
  build(question, ready, answer) {
    const { desk } = this;
    if (!question) return;
    if (!ready || !desk) return this.place.append(make("p.ask-how", { text: this.t("The picture is coming …") }));
    if (question.revealed) return;
    this.asked = ASKS[question.ask].build(question, answer, desk);
    const { element } = this.asked;
    if (!this.open) {
      this.asked.destroy?.(); // hands off; what was answered stays to be seen
      element.inert = true;
      const listed = ["choice", "curve"].includes(question.ask);
      element.hidden = !listed && answer === null;
    }
    this.place.append(element);
    this.setKeep(question);
  }

  /** A screen that is walked on foot, step by step. */
  setWalk() {
    const { state, desk, room } = this;
    const walk = desk ? walkOf(state) : null;
    if (JSON.stringify(walk) === JSON.stringify(this.walk?.facts ?? null)) return;
    this.walk = desk && walk && new WalkBox(desk, { key: room.code, walk });
    this.walking.replaceChildren(...(this.walk ? [this.walk.element] : []));
  }

  /** The way to say the same once more. @param {Question | null} question */
  setKeep(question) {
    const { room, open } = this;
    const wanted = open && question !== null && room.mine === null && room.before !== null;
    const there = this.place.querySelector(".keep-answer");
    if (!wanted) return void there?.remove();
    if (there) return;
    const keep = make("button.text-button.primary.keep-answer", { type: "button", text: this.t("Keep my answer") });
    keep.addEventListener("click", () => {
      room.answer(room.before);
      this.heading.focus({ preventScroll: true }); // the button goes
    });
    this.place.append(keep);
  }

  answered() {
    if (this.open && this.asked) this.room.answer(this.asked.answer);
    this.desk?.stage.request();
  }

  /** The answer beside the truth. @param {Question | null} question */
  setOutcome(question) {
    const { desk, room } = this;
    const key = question?.revealed && desk ? JSON.stringify([question, room.latest, this.picture?.shown]) : "";
    if (key === this.judged) return;
    this.judged = key;
    this.outcome = null;
    this.element.querySelector(".compared-question")?.remove();
    if (!key || !question || !desk) return;
    const same = this.picture?.shown === this.state?.picture?.id;
    this.outcome = ASKS[question.ask].compare({ ...question, same: same && question.same }, room.latest, desk);
    const box = make("section.compared-question", { role: "group" }, this.outcome.element);
    box.classList.toggle("right", this.outcome.right);
    this.results.before(box);
  }

  /** What all answered, or ran. @param {Question | null} question */
  setResults(question) {
    const { state, results, desk, t, room } = this;
    if (!state) return;
    const { tally, chart } = state;
    const told = JSON.stringify([question?.id, question?.revealed && tally, chart, room.places, this.picture?.shown]);
    if (told === this.told) return;
    this.told = told;
    const shows = Boolean(tally && question?.revealed);
    if (!shows) {
      clearTally(this.tallied);
      this.tally = undefined;
      results.replaceChildren();
    }
    if (tally && question?.revealed) {
      if (this.tallied.parentElement !== results) results.replaceChildren(make("h2", { text: t("What all of you said") }), this.tallied);
      this.tally = drawTally(this.tallied, tally, question, { t, map: desk?.map ?? null });
    } else if (chart) {
      results.replaceChildren(make("h2", { text: t("What all of you found") }), this.charted);
      this.chart.draw(chart, room.places);
    }
  }
}

/** Whether two answers are one, but for how the server writes them. @param {unknown} one @param {unknown} other @returns {boolean} */
export function isSame(one, other) {
  if (typeof one === "number" && typeof other === "number")
    return Math.abs(one - other) <= 1e-5 * Math.max(Math.abs(one), Math.abs(other));
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  return one === other;
}
