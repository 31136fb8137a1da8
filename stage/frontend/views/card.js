// The card beside the map: the verdict in a word, why in a sentence, and the numbers of the current step.

import { make, say } from "../dom.js";
import { show } from "../format.js";
import { tellNumber, tellPoint } from "../paths.js";
import { Room } from "../room.js";
import { styleOf } from "../verdicts.js";
import { View } from "../view.js";

export class Card extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.badge = make("span.badge");
    this.headline = make("strong.headline");
    this.sentence = make("p.sentence");
    this.remarks = make("ul.remarks", { "aria-live": "polite", "aria-label": "Remarks" });
    this.verdict = make(
      "div.verdict",
      { role: "status", "aria-live": "polite" },
      make("div.verdict-head", {}, this.badge, this.headline),
      this.sentence,
    );
    this.values = { position: make("dd"), loss: make("dd"), gradient: make("dd"), rate: make("dd") };
    const row = (key, name) => make(`div.${key}`, {}, make("dt", { text: name }), this.values[key]);
    const rows = [row("position", "x, y"), row("loss", "loss"), row("gradient", "‖∇f‖"), row("rate", "α now")];
    this.numbers = make("dl.numbers", {}, ...rows);
    this.add(this.verdict, this.remarks, this.numbers);
    this.told = this.title = "";
    this.rooms = [this.verdict, this.remarks].map((element) => new Room(element));
  }

  destroy() {
    for (const room of this.rooms) room.destroy();
    super.destroy();
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ title }) {
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
    const told = [path.headline, path.sentence, ...remarks].join("\n");
    if (this.told === told) return;
    this.told = told;
    this.badge.textContent = path.verdict;
    for (const { style } of [this.verdict, this.remarks]) style.setProperty("--verdict", styleOf(path.verdict));
    this.verdict.dataset.verdict = path.verdict;
    this.headline.textContent = path.headline;
    this.sentence.textContent = path.sentence;
    this.remarks.replaceChildren(...remarks.map((text) => make("li", { text })));
  }

  /** @param {import("../paths.js").Path} path @param {number} step */
  drawNumbers(path, step) {
    const { values } = this;
    say(values.position, tellPoint(path, step, 3));
    const digits = path.exact ? 4 : 3; // a notch's run is rounded
    say(values.loss, tellNumber(path, path.loss[step], digits));
    say(values.gradient, tellNumber(path, Math.hypot(path.gx[step], path.gy[step]), digits));
    say(values.rate, show(path.rate[Math.min(step, path.steps - 1)]));
  }
}
