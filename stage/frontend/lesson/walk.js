// Blindfolded: the visitor chooses how long each step is, and feels nothing but the slope beneath the marble.

import { make, say } from "../dom.js";
import { show } from "../format.js";
import { arrow, disc } from "../ink.js";
import { diary } from "./diary.js";
import { drawDark } from "./dark.js";
import { Way } from "./way.js";

const NOTCHES = 60;
const ARROW = 30; // pixels, at its longest

export class WalkBox {
  /** @param {Pick<import("./ask.js").Desk, "stage" | "t">} desk @param {Pick<import("./told.js").Told, "key" | "walk">} told */
  constructor({ stage, t }, told) {
    this.stage = stage;
    this.t = t;
    this.id = `${told.key}/walk`;
    const facts = /** @type {import("./told.js").Walk} */ (told.walk);
    this.facts = facts;
    this.way = new Way(facts);
    const id = `${stage.id}-length`;
    this.range = make("input", { type: "range", id, min: 0, max: NOTCHES, step: 1, value: NOTCHES / 2 });
    this.range.addEventListener("input", () => this.tell());
    this.length = make("output", { for: id });
    this.feel = make("p.walk-feel");
    this.said = make("p.walk-said", { role: "status" });
    this.best = make("p.goal-best");
    this.go = make("button.text-button.primary", { type: "button", onclick: () => this.take() });
    this.again = make("button.text-button", { type: "button", text: t("Start again"), onclick: () => this.restart() });
    const label = make("label", { for: id, text: t("Length of the next step") });
    this.element = make(
      "div.walk",
      {},
      this.feel,
      make("div.walk-length", {}, label, this.length),
      this.range,
      make("div.lesson-nav", {}, this.again, this.go),
      this.said,
      this.best,
    );
    this.tell();
  }

  get chosen() {
    const { shortest, longest } = this.facts;
    return shortest * (longest / shortest) ** (Number(this.range.value) / NOTCHES);
  }

  take() {
    this.way.take(this.chosen);
    const { way, id } = this;
    if (way.found) diary.reach(id, way.steps, true);
    if (way.over && document.activeElement === this.go) this.again.focus(); // no more steps: the keyboard would be nowhere
    this.tell();
    this.report();
    this.stage.request();
  }

  restart() {
    this.way = new Way(this.facts);
    say(this.said, "");
    this.tell();
    this.stage.request();
  }

  tell() {
    const { t, way, facts } = this;
    const length = show(this.chosen, 2);
    say(this.length, length);
    this.range.setAttribute("aria-valuetext", length);
    say(this.go, `${t("Take the step")} (${Math.min(way.steps + 1, facts.most)}/${facts.most})`);
    this.go.disabled = way.over;
    say(this.feel, `${t("Slope under your feet")}: ${show(way.steepness, 2)}`);
    const best = diary.best(this.id);
    say(this.best, best === null ? "" : `${t("Your best")}: ${show(best)}`);
  }

  /** What the last step did, without saying where the treasure is, before the way is over. */
  report() {
    const { t, way } = this;
    const distance = show(way.distance, 2);
    if (way.found) return say(this.said, `${t("Found! Steps that it took")}: ${way.steps}.`);
    if (way.over) return say(this.said, `${t("Your steps are used up. The treasure lies as far away as")}: ${distance}.`);
    const [before, last] = way.places.slice(-2);
    const back = way.down[0] * (last[0] - before[0]) + way.down[1] * (last[1] - before[1]) < 0;
    say(this.said, back ? t("Now the slope points back: you walked past the lowest point.") : t("It still goes down ahead."));
  }

  /** @type {import("../view.js").Overlay} */
  overlay = (ink, { viewport, theme }) => {
    const { way } = this;
    const pixels = way.places.map(([x, y]) => viewport.toPixel(x, y));
    const at = pixels[pixels.length - 1];
    if (!way.over) drawDark(ink, at, viewport);
    ink.save();
    ink.strokeStyle = way.over ? theme.ink : "rgb(255 255 255 / 0.55)";
    ink.lineWidth = 1.5;
    ink.beginPath();
    pixels.forEach(([x, y], k) => (k ? ink.lineTo(x, y) : ink.moveTo(x, y)));
    ink.stroke();
    for (const place of pixels.slice(0, -1)) disc(ink, place, 3, "rgb(255 255 255 / 0.8)", theme.ink, 1);
    ink.restore();
    disc(ink, at, 8, theme.marble, "#fff", 2.5);
    const [ux, uy] = way.down;
    const long = ARROW * Math.min(1, way.steepness / Math.hypot(...this.facts.slope)) + 12;
    if (!way.over) arrow(ink, at, [at[0] + ux * long, at[1] - uy * long], "#fff", "#000", 2.5);
  };
}
