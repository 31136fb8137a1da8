// The card beside the map: the verdict in a word, why in a sentence, and the numbers of the current step.

import { make, say } from "../dom.js";
import { show } from "../format.js";
import { wants } from "../only.js";
import { tellNumber, tellPoint } from "../paths.js";
import { Room } from "../room.js";
import { explain, explained, name } from "../symbols.js";
import { styleOf } from "../verdicts.js";
import { View } from "../view.js";

const NUMBERS = ["position", "loss", "validation", "gradient", "rate"]; // of the step that is shown

export class Card extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.badge = make("span.badge");
    this.fit = make("span.badge.fit");
    this.headline = make("strong.headline");
    this.sentence = make("p.sentence");
    this.fitting = make("p.fit-sentence");
    this.remarks = make("ul.remarks", { "aria-live": "polite", "aria-label": "Remarks" });
    this.verdict = make(
      "div.verdict",
      { role: "status", "aria-live": "polite" },
      make("div.verdict-head", {}, this.badge, this.fit, this.headline),
      this.sentence,
      this.fitting,
    );
    const each = (/** @type {() => HTMLElement} */ of) => Object.fromEntries(NUMBERS.map((key) => [key, of()]));
    this.names = each(() => make("dt"));
    this.values = each(() => make("dd"));
    this.rows = Object.fromEntries(
      NUMBERS.map((key) => [key, make(`div.${key}`, {}, this.names[key], this.values[key])]),
    );
    this.numbers = make("dl.numbers", {}, ...Object.values(this.rows));
    this.add(this.verdict, this.remarks, this.numbers);
    this.told = this.title = "";
    /** @type {import("../symbols.js").Words} */
    this.signs = {};
    this.rooms = [this.verdict, this.remarks].map((element) => new Room(element));
  }

  destroy() {
    for (const room of this.rooms) room.destroy();
    super.destroy();
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { title, landscape, data } = scene;
    this.verdict.hidden = !wants(scene, "verdict");
    for (const element of [this.sentence, this.fitting, this.remarks])
      element.hidden = this.verdict.hidden || !wants(scene, "why");
    this.numbers.hidden = !wants(scene, "numbers");
    const heldBack = Boolean(data?.validation.u.length);
    say(this.names.position, landscape.axes.join(", "));
    this.signs = scene.signs;
    name(this.names.loss, heldBack ? "training loss" : "loss", heldBack ? "training-loss" : "loss", this.signs);
    name(this.names.validation, "validation", "validation-loss", this.signs);
    explain(this.names.gradient, "‖∇f‖", this.signs);
    explain(this.names.rate, "α now", this.signs);
    this.rows.validation.hidden = !heldBack;
    this.numbers.classList.toggle("of-data", heldBack);
    if (title !== this.title) for (const room of this.rooms) room.clear();
    this.title = title;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ step, selected, lags }) {
    const lag = lags.get(selected);
    for (const element of [this.verdict, this.remarks, this.numbers]) element.classList.toggle("lags", lag !== undefined);
    this.drawVerdict(selected.path, lag ? [lag] : (selected.live && selected.remarks) || []);
    this.drawNumbers(selected.path, step);
  }

  /** @param {import("../paths.js").Path} path @param {string[]} remarks */
  drawVerdict(path, remarks) {
    const told = [path.headline, path.sentence, path.fit, path.fitSentence, ...remarks].join("\n");
    if (this.told === told) return;
    this.told = told;
    this.badge.textContent = path.verdict;
    for (const { style } of [this.verdict, this.remarks]) style.setProperty("--verdict", styleOf(path.verdict));
    this.verdict.dataset.verdict = path.verdict;
    this.headline.textContent = path.headline;
    explain(this.sentence, path.sentence, this.signs);
    this.fit.textContent = path.fit;
    this.fit.style.setProperty("--fit", `var(--fit-${path.fit}, var(--line))`);
    explain(this.fitting, path.fitSentence, this.signs);
    this.remarks.replaceChildren(...remarks.map((text) => make("li", {}, ...explained(text, this.signs))));
  }

  /** @param {import("../paths.js").Path} path @param {number} step */
  drawNumbers(path, step) {
    const { values } = this;
    say(values.position, tellPoint(path, step, 3));
    const digits = path.exact ? 4 : 3; // a notch's run is rounded
    say(values.loss, tellNumber(path, path.loss[step], digits));
    if (path.validation) say(values.validation, tellNumber(path, path.validation[step], digits));
    say(values.gradient, tellNumber(path, Math.hypot(path.gx[step], path.gy[step]), digits));
    say(values.rate, show(path.rate[Math.min(step, path.steps - 1)]));
  }
}
