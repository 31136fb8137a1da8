// The goal of a "try": whether the run that is shown reaches it, while a slider is dragged too, and one's best.

import { make, say } from "../dom.js";
import { show } from "../format.js";
import { diary } from "./diary.js";

/** @typedef {import("./told.js").Judged} Judged */

export class GoalBox {
  /** @param {import("./ask.js").Desk} desk @param {import("./told.js").Told} told */
  constructor({ stage, t }, told) {
    this.t = t;
    /** @type {import("../runners.js").Runner | null} */
    this.selected = null;
    /** @type {import("./told.js").Goal} */
    this.goal = /** @type {import("./told.js").Goal} */ (told.goal);
    this.id = `${told.key}/${this.goal.id}`;
    this.state = make("p.goal-state", { role: "status" });
    this.best = make("p.goal-best");
    this.element = make("div.goal", {}, this.state, this.best);
    this.leaving = new AbortController();
    if (stage.answers) return;
    // Nobody tells what came of it once a slider is let go of: what is drawn then counts.
    const letGo = () => {
      this.keep(this.judged);
      stage.request();
    };
    stage.root.addEventListener("change", letGo, { signal: this.leaving.signal });
  }

  /** @param {import("../scene.js").Scene} _scene @param {import("./told.js").Told} told */
  setGoal(_scene, told) {
    if (told.goal) this.goal = told.goal;
    this.keep(this.goal.now);
  }

  /** What is said of the run that is shown. @returns {Judged} */
  get judged() {
    const { goal, selected } = this;
    const { picked = null, place = 0 } = selected ?? {};
    if (picked === null) return goal.now;
    return (place === goal.runner ? goal.notches[picked.name]?.[picked.index] : null) ?? null;
  }

  /** A number, and of what it is. @param {number} value */
  count(value) {
    const { t, goal } = this;
    const names = { alpha: "α", "x_at(0)": "x", steps: t("steps"), loss: t("loss"), validation_loss: t("validation loss") };
    const name = names[/** @type {keyof typeof names} */ (goal.counts)];
    return name ? `${name} = ${show(value)}` : show(value);
  }

  /** What is let go of counts, what is passed on the way does not. @param {Judged} judged */
  keep(judged) {
    if (typeof judged === "number") diary.reach(this.id, judged, this.goal.least);
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ selected }) {
    this.selected = selected;
    const { t, goal, judged } = this;
    const reached = judged !== null;
    this.element.classList.toggle("reached", reached);
    const counted = typeof judged === "number" ? ` ${this.count(judged)}` : "";
    say(this.state, reached ? `${t("Reached.")}${counted}` : t("Not reached yet."));
    const best = diary.best(this.id);
    say(this.best, goal.keeps && best !== null ? `${t("Your best")}: ${this.count(best)}` : "");
  }

  destroy() {
    this.leaving.abort();
  }
}
