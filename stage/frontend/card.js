// The card beside the map: the verdict in a word, why in a sentence, and the numbers of the current step.

import { make } from "./dom.js";
import { show } from "./format.js";
import { VERDICT_COLOURS } from "./theme.js";

const ROWS = [
  ["position", "x, y"],
  ["loss", "loss"],
  ["gradient", "‖∇f‖"],
  ["rate", "α now"],
];

export class Card {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.badge = make("span.badge");
    this.headline = make("strong.headline");
    this.sentence = make("p.sentence");
    this.verdict = make(
      "div.verdict",
      { role: "status", "aria-live": "polite" },
      make("div.verdict-head", {}, this.badge, this.headline),
      this.sentence,
    );
    this.values = {};
    const numbers = make("dl.numbers");
    for (const [key, name] of ROWS) {
      this.values[key] = make("dd");
      numbers.append(make(`div.${key}`, {}, make("dt", { text: name }), this.values[key]));
    }
    parent.append(this.verdict, numbers);
  }

  /** @param {import("./paths.js").Path} path */
  drawVerdict(path) {
    if (this.told === path.sentence + path.headline) return;
    this.told = path.sentence + path.headline;
    this.badge.textContent = path.verdict;
    this.verdict.style.setProperty("--verdict", VERDICT_COLOURS[path.verdict]);
    this.verdict.dataset.verdict = path.verdict;
    this.headline.textContent = path.headline;
    this.sentence.textContent = path.sentence;
  }

  /** @param {import("./paths.js").Path} path @param {number} step */
  drawNumbers(path, step) {
    const { values } = this;
    const tell = (value, digits) => (path.exact || Number.isFinite(value) ? show(value, digits) : "beyond 10³⁸");
    values.position.textContent = `(${tell(path.x[step], 3)}, ${tell(path.y[step], 3)})`;
    values.loss.textContent = tell(path.loss[step]);
    values.gradient.textContent = tell(Math.hypot(path.gx[step], path.gy[step]));
    values.rate.textContent = show(path.rate[Math.min(step, path.steps - 1)]);
  }
}
