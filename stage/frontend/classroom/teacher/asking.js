// The question that is asked: what has been answered so far, and how much of that is right.

import { make, say } from "../../dom.js";
import { ASKS } from "../../lesson/asks.js";
import { fillIn } from "../../lesson/filling.js";
import { roundsOf, sizeOf } from "../rounds.js";
import { clearTally, drawTally } from "../tally.js";
import { Hands } from "./hands.js";
import { Vocabulary } from "./vocabulary.js";

/**
 * @typedef {import("../room.js").State} State
 * @typedef {import("../rounds.js").Round} Round
 */

export class Asking {
  /** @param {import("./moves.js").Moves} moves @param {import("./front.js").Front} front */
  constructor(moves, front) {
    this.moves = moves;
    this.front = front;
    const { t } = moves;
    /** @type {Map<string, boolean>} whether a group's answer is right, by its id */
    this.judged = new Map();
    this.id = "";
    this.title = make("h3.teacher-question");
    this.text = make("div.lesson-text");
    this.vocabulary = new Vocabulary(this.text, t);
    this.place = make("div.teacher-tally");
    this.picking = make("p.teacher-hint", { text: t("Pick an answer to show it on the projector, without a name.") });
    this.right = make("p.teacher-right-share", { role: "status" });
    this.shown = moves.toggle(t("Show answers on the projector"), (answers) => moves.tell("projector", { answers }));
    this.hands = new Hands(moves, front);
    this.element = make("section.teacher-asking", { "aria-label": t("The question") }, this.title, this.text, this.right, this.place, this.picking, this.shown.element, this.hands.element);
  }

  /** @param {State} state */
  draw({ question, tally, front, shows_answers }) {
    this.element.hidden = question === null;
    this.shown.box.checked = Boolean(shows_answers);
    if (!question || !tally) return this.clear();
    if (question.id !== this.id) this.clear();
    this.id = question.id;
    say(this.title, question.title);
    const html = question.html === front.html ? "" : question.html; // it stands below the picture already
    if (this.text.dataset.html !== html) this.text.dataset.html = this.text.innerHTML = html;
    this.vocabulary.take(question);
    const overlay = drawTally(this.place, tally, question, {
      t: this.moves.t,
      pickable: true,
      onPick: (id, on) => this.moves.tell("pick", { id, on }),
      map: this.front.map,
    });
    this.front.overlays = [overlay, this.hands.overlay].filter((one) => one !== undefined);
    this.picking.hidden = question.ask === "pin"; // there its tally says how
    this.right.hidden = !question.revealed || !roundsOf(tally, question).now.groups.length;
    if (question.revealed) this.tellRight(question, tally);
    this.hands.draw(question, roundsOf(tally, question).now);
    this.front.request();
  }

  clear() {
    if (this.id) {
      clearTally(this.place);
      this.hands.clear();
      this.front.overlays = [];
    }
    this.id = "";
    this.judged.clear();
  }

  /** @param {NonNullable<State["question"]>} question @param {import("../rounds.js").Tally} tally */
  tellRight(question, tally) {
    const { t } = this.moves;
    const { now, before } = roundsOf(tally, question);
    const [right, all] = this.count(question, now);
    const facts = { right, all, before: "" };
    if (!before) return say(this.right, fillIn(t("Right: {right} of {all}."), facts));
    const [first, of] = this.count(question, before);
    say(this.right, fillIn(t("Right: {first} of {of} before, {right} of {all} after."), { ...facts, first, of }));
  }

  /** How many are right, and of how many, hands among them. @param {NonNullable<State["question"]>} question @param {Round} round */
  count(question, { groups }) {
    const desk = this.front.desk;
    let right = 0;
    let all = 0;
    for (const group of groups) {
      all += sizeOf(group);
      if (!this.judged.has(group.id) && desk) this.judged.set(group.id, ASKS[question.ask].compare(question, group.answer, desk).right);
      if (this.judged.get(group.id)) right += sizeOf(group);
    }
    return [right, all];
  }
}
