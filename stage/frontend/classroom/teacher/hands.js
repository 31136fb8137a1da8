// Hands of those without a device: how many gave which answer.

import { make } from "../../dom.js";
import { tellValue } from "../../format.js";
import { ASKS } from "../../lesson/asks.js";
import { tellPlace } from "../../lesson/asks/pin.js";
import { letterOf } from "../rounds.js";

const MOST = 999;
const BESIDE = ["choice", "curve"]; // these have few answers: a number stands beside each

/**
 * @typedef {NonNullable<import("../room.js").State["question"]>} Question
 * @typedef {import("../rounds.js").Round} Round
 */

export class Hands {
  /** @param {import("./moves.js").Moves} moves @param {import("./front.js").Front} front */
  constructor(moves, front) {
    this.moves = moves;
    this.front = front;
    /** @type {Question | null} */
    this.question = null;
    /** @type {import("../../lesson/ask.js").Asked | null} the ask's own control, while a hand is placed */
    this.asked = null;
    /** @type {HTMLInputElement[]} of each option */
    this.fields = [];
    this.body = make("div.teacher-hands-body.stage");
    this.counted = make("ul.teacher-counted");
    this.element = make("details.teacher-hands", {}, make("summary", { text: moves.t("Count hands") }), this.body);
    this.element.addEventListener("toggle", () => this.build());
  }

  get overlay() {
    return this.asked?.overlay;
  }

  clear() {
    this.element.open = false;
    this.question = null;
    this.build();
  }

  /** Builds what is open, and takes away what is not: a pin takes the map's clicks. */
  build() {
    this.asked?.destroy?.();
    this.asked = null;
    this.fields = [];
    this.body.replaceChildren();
    const { question, front } = this;
    if (!question || !this.element.open) return front.request();
    if (BESIDE.includes(question.ask)) this.buildFields(question);
    else if (front.desk) this.buildPlacing(question, front.desk);
    if (this.round) this.fill(question, this.round);
    front.request();
  }

  /** @param {Question} question */
  buildFields({ options, ask }) {
    options.forEach(({ html }, place) => {
      const field = this.field();
      field.setAttribute("aria-label", `${this.moves.t("Hands")}: ${letterOf(place)}`);
      field.addEventListener("change", () => this.tell(place, field));
      const text = make("span");
      if (ask === "choice" || html) text.innerHTML = html;
      this.fields.push(field);
      this.body.append(make("label.teacher-hand", {}, make("b", { text: letterOf(place) }), text, field));
    });
  }

  /** @param {Question} question @param {import("../../lesson/ask.js").Desk} desk */
  buildPlacing(question, desk) {
    const { t } = this.moves;
    const field = this.field();
    field.value = "1";
    const add = this.moves.button("", t("Count them"), () => this.asked && this.asked.answer !== null && this.tell(this.asked.answer, field));
    add.disabled = true;
    const changed = () => (add.disabled = this.asked === null || this.asked.answer === null);
    this.asked = ASKS[question.ask].build({ ...question, id: `${question.id}-hands` }, null, { ...desk, changed });
    this.body.append(this.asked.element, make("div.teacher-row", {}, make("label", {}, `${t("Hands")} `, field), add), this.counted);
  }

  field() {
    return make("input.teacher-number-field", { type: "number", min: 0, max: MOST, step: 1, inputmode: "numeric", "aria-label": this.moves.t("Hands") });
  }

  /** @param {unknown} answer @param {HTMLInputElement} field */
  tell(answer, field) {
    const count = Math.min(Math.max(Math.round(Number(field.value)) || 0, 0), MOST);
    return this.moves.tell("hands", { answer, count });
  }

  /** @param {Question} question @param {Round} round */
  draw(question, round) {
    const other = question.id !== this.question?.id;
    this.question = question;
    this.round = round;
    if (other && this.element.open) this.build();
    else if (this.element.open) this.fill(question, round);
  }

  /** @param {Question} question @param {Round} round */
  fill(question, { groups }) {
    const { t } = this.moves;
    const raised = groups.filter(({ hands }) => hands);
    if (this.fields.length) return this.fillFields(raised);
    const key = JSON.stringify(raised.map(({ answer, hands }) => [answer, hands]));
    if (this.counted.dataset.key === key) return;
    this.counted.dataset.key = key;
    this.counted.replaceChildren(
      ...raised.map(({ answer, hands }) => {
        const away = this.moves.button("", t("Take away"), () => this.moves.tell("hands", { answer, count: 0 }));
        return make("li", {}, `${tellAnswer(question, answer)}: ${hands}`, away);
      }),
    );
  }

  /** @param {Round["groups"]} raised */
  fillFields(raised) {
    this.fields.forEach((field, place) => {
      const hands = raised.find(({ answer }) => answer === place)?.hands ?? 0;
      if (document.activeElement !== field) field.value = hands ? String(hands) : "";
    });
  }
}

/** @param {Question} question @param {any} answer */
function tellAnswer({ ask, control, size, letters = [] }, answer) {
  if (ask === "marker") return tellValue(answer, control?.reading ?? "number");
  if (ask === "pin") return tellPlace(answer, /** @type {any} */ ({ size }));
  return answer.map((/** @type {number} */ place) => letters[place].toUpperCase()).join(" ");
}
