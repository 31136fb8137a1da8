// What stands beside the picture on a projector: what is asked, how a room has answered, or a screen's own words.

import { make, say } from "../dom.js";
import { reasonOf } from "../lesson/asks/choice.js";
import { fillIn } from "../lesson/filling.js";
import { titleOf } from "../lesson/track.js";
import { darknessOf, isVeiled } from "./dark.js";
import { tellTask } from "./phase.js";
import { clearTally, drawTally } from "./tally.js";
import { VerdictChart } from "./verdict_chart.js";

/** @type {Tally} */
const NOTHING = { rounds: [], changed: 0, both: 0 };
/** How much room a text needs, the least first: large letters, then wider columns, smaller letters, the answers alone. */
const ROOMIER = ["ample", "0", "1", "2", "3", "4"];

/**
 * @typedef {import("./rounds.js").Tally} Tally
 * @typedef {import("./room.js").State} State
 * @typedef {import("./room.js").Question} Question
 * @typedef {import("../views/room.js").Face} Face
 */

/** @implements {Face} */
export class Projection {
  /** @param {import("./room.js").Room} room */
  constructor(room) {
    this.room = room;
    this.heading = make("h1.projector-heading");
    this.text = make("div.lesson-text");
    this.how = make("p.projector-how");
    this.tally = make("div.projector-tally");
    this.reason = make("div.projector-reason");
    this.chart = make("div.projector-chart");
    this.element = make("article.lesson.projection", {}, this.heading, this.text, this.how, this.tally, this.reason, this.chart);
    /** @type {VerdictChart | null} */
    this.verdicts = null;
    /** @type {import("../views/map.js").LandscapeMap | null} */
    this.map = null;
    /** @type {import("../view.js").Conductor | null} */
    this.stage = null;
    /** Of what was answered. @type {import("../view.js").Overlay | undefined} */
    this.tallied = undefined;
    this.inHand = false;
    this.html = "";
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.element);
  }

  /** Nothing of a run is shown while it is to be predicted. */
  get veils() {
    return isVeiled(this.room.state);
  }

  get overlays() {
    return [darknessOf(this.room.state), this.tallied].filter((overlay) => overlay !== undefined);
  }

  /**
   * @param {import("../scene.js").Scene} _scene @param {import("../view.js").Conductor} stage
   * @param {import("../views/map.js").LandscapeMap | null} map
   */
  setScene(_scene, stage, map) {
    this.stage = stage;
    if (this.map === map) return;
    this.map = map;
    if (this.room.state) this.show(this.room.state);
  }

  draw() {
    this.stage?.root.classList.toggle("dark-map", Boolean(this.room.state?.front.dark));
  }

  /** @param {State} state */
  show(state) {
    const { question, collecting, chart, front } = state;
    const t = (/** @type {string} */ english) => this.room.t(english);
    this.element.lang = state.language;
    say(this.heading, collecting ? tellTask(this.room) : (question?.title ?? front.title));
    this.setText(question?.html ?? (collecting ? "" : front.html)); // its words may ask for something else
    const task = collecting && tellRuns(collecting, t);
    const how = question?.phase === "open" ? tellHow(question, t) : (task ?? "");
    say(this.how, how);
    this.how.hidden = how === "";
    this.showTally(state);
    const right = question?.revealed ? question.options.find((option) => option.right) : undefined;
    this.reason.replaceChildren(...[reasonOf(right)].filter((element) => element !== null));
    this.chart.hidden = !chart;
    if (chart) {
      this.verdicts ??= new VerdictChart(this.chart, t);
      this.verdicts.draw(chart);
    } else {
      this.verdicts?.destroy();
      this.verdicts = null;
    }
    this.fit();
    this.stage?.request();
  }

  /** @param {State} state */
  showTally({ question, tally }) {
    this.tallied = undefined;
    this.tally.hidden = question === null;
    if (!question) return clearTally(this.tally);
    const told = tally ?? NOTHING;
    const any = told.rounds.some(({ groups }) => groups.length > 0);
    const few = told.few === true || (!any && !question.revealed);
    const bare = few && !any && question.ask === "pin";
    this.tally.classList.toggle("bare", few && !any);
    this.tally.hidden = bare;
    if (bare) return clearTally(this.tally);
    const options = { t: (/** @type {string} */ english) => this.room.t(english), map: this.map, few };
    this.tallied = drawTally(this.tally, told, question, options);
  }

  /** @param {string} html of the server's own making */
  setText(html) {
    if (this.html === html) return;
    this.html = this.text.innerHTML = html;
    for (const term of this.text.querySelectorAll("button.term")) term.setAttribute("tabindex", "-1");
  }

  /** A short text has large letters; one that is too long for its column a wider one, then smaller letters. */
  fit() {
    const page = this.element.closest(".projector-page");
    const column = this.element.parentElement;
    if (!(page instanceof HTMLElement) || !column) return;
    const { question } = this.room.state ?? {};
    const read = question && question.phase !== "open"; // by all who have answered
    for (const step of read ? ROOMIER : ROOMIER.slice(0, -1)) {
      page.dataset.roomier = step;
      if (column.scrollHeight <= column.clientHeight + 1) return;
    }
  }
}

/** @param {Question} question @param {(english: string) => string} t */
function tellHow({ ask }, t) {
  if (ask === "pin") return t("Tap the map where the run will end.");
  if (ask === "marker") return t("Drag the marker to where you expect it.");
  if (ask === "order") return t("Put the best first.");
  return t("Choose one answer.");
}

/** @param {import("./room.js").Collecting} collecting @param {(english: string) => string} t */
function tellRuns({ open, control }, t) {
  if (!open) return t("No more runs are taken.");
  return fillIn(t("On your phone, move {name}: every value where you rest is a run in this chart."), { name: titleOf(control) });
}
