// What a teacher does with a class: the one button for what comes next, the others beside it, and how many have answered.

import { make, say } from "../../dom.js";
import { fillIn } from "../../lesson/filling.js";
import { stepsOf } from "./course.js";

/**
 * @typedef {import("./course.js").State} State
 * @typedef {import("./course.js").Step} Step
 */

export class Control {
  /** @param {import("./moves.js").Moves} moves */
  constructor(moves) {
    this.moves = moves;
    /** @type {Step | null} */
    this.next = null;
    this.phase = make("p.teacher-phase", { role: "status" });
    this.told = make("p.teacher-count");
    this.bar = make("span.teacher-bar-fill");
    this.share = make("div.teacher-share", { "aria-hidden": "true" }, this.bar);
    this.primary = moves.button(".primary.teacher-next", "", () => this.next && this.take(this.next));
    this.end = make("p.teacher-end", { text: moves.t("This was the last screen.") });
    this.others = make("div.teacher-others", { role: "group", "aria-label": moves.t("Something else") });
    /** @type {Map<string, HTMLButtonElement>} by what they say */
    this.buttons = new Map();
    /** @type {Map<string, Step>} */
    this.steps = new Map();
    const head = make("div.teacher-head", {}, this.phase, this.told, this.share);
    this.element = make("div.teacher-control", {}, head, this.primary, this.end, this.others, moves.said);
  }

  /** @param {Step} step */
  take({ move, more }) {
    return this.moves.send(move, more);
  }

  /** Presses the button for what comes next, as the keys of a clicker do. */
  press() {
    this.primary.click();
  }

  /** @param {State} state @param {import("../room.js").Counts} counts */
  draw(state, counts) {
    const { t } = this.moves;
    const { next, others } = stepsOf(state, t);
    this.next = next;
    this.primary.hidden = next === null;
    this.end.hidden = next !== null || state.front.screens.length === 0;
    if (next) this.moves.rename(this.primary, next.text);
    this.drawOthers(others);
    say(this.phase, phaseOf(state, t));
    const asked = state.question !== null || state.collecting !== null;
    const [here, answered] = [Math.max(counts.here, counts.answered), counts.answered];
    const all = state.question?.phase === "open" && here > 0 && answered === here;
    const told = all ? t("Everybody has answered ({here})") : state.question ? t("{answered} of {here} answered") : t("{answered} of {here} ran it");
    say(this.told, !asked ? "" : here ? fillIn(told, { here, answered }) : t("Nobody is here yet"));
    this.share.classList.toggle("idle", !asked); // it keeps its place, and so does the button below it
    this.bar.style.width = `${here ? (100 * answered) / here : 0}%`;
  }

  /** Buttons stay the same as long as they do the same: who tabs through them keeps the place. @param {Step[]} steps */
  drawOthers(steps) {
    this.steps = new Map(steps.map((step) => [step.text, step]));
    for (const text of this.steps.keys())
      if (!this.buttons.has(text)) this.buttons.set(text, this.moves.button("", text, () => this.takeNamed(text)));
    const wanted = steps.map(({ text }) => /** @type {HTMLButtonElement} */ (this.buttons.get(text)));
    const same = wanted.length === this.others.children.length && wanted.every((button, i) => button === this.others.children[i]);
    if (same) return;
    const held = this.others.contains(document.activeElement) ? document.activeElement : null;
    this.others.replaceChildren(...wanted);
    if (held instanceof HTMLElement) (this.others.contains(held) ? held : this.primary).focus();
  }

  /** @param {string} text */
  takeNamed(text) {
    const step = this.steps.get(text);
    if (step) this.take(step);
  }
}

/** What a class is doing. @param {State} state @param {(english: string) => string} t */
function phaseOf({ question, collecting, paused }, t) {
  if (paused) return t("Paused");
  if (collecting) return collecting.open ? t("They run it") : t("The runs are in");
  if (!question) return t("Nothing is asked");
  const { phase, round, revealed, ran } = question;
  if (phase === "open") return round > 1 ? t("They answer again") : t("They answer");
  if (revealed) return ran ? t("Answer and run shown") : t("Answer shown");
  if (ran) return t("Run shown");
  return phase === "discuss" ? t("They talk") : t("Locked");
}
