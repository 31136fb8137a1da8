// Which of several runners the sliders and numbers are of. It names each by its colour and mark; one alone needs none.

import { make } from "../dom.js";
import { drawShape } from "../ink.js";
import { inkOf } from "../runners.js";
import { View } from "../view.js";

/** @typedef {import("../runners.js").Runner} Runner */

export class RunnerChoice extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("div.tabs.runners", { role: "radiogroup", "aria-label": "Runner whose sliders are shown" });
    this.add(this.element);
    /**
     * @type {Map<string, {input: HTMLInputElement, canvas: HTMLCanvasElement, title: string, runner: Runner}>} by key
     */
    this.choices = new Map();
    /** @type {import("../theme.js").Theme | null} of the marks */
    this.theme = null;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ runners, selected }) {
    const several = runners.length > 1 ? runners : [];
    this.element.hidden = !several.length;
    if (!this.has(several)) {
      this.theme = null;
      this.choices = new Map(several.map((runner) => [runner.key, this.choiceOf(runner)]));
      const labels = [...this.choices.values()].map(({ input, canvas, title }) =>
        make("label", {}, input, make("span", {}, canvas, title)),
      );
      this.element.replaceChildren(...labels);
    }
    for (const runner of several) {
      const choice = this.choices.get(runner.key);
      if (!choice) continue;
      choice.runner = runner;
      choice.input.checked = runner === selected;
    }
  }

  /** Whether these are the runners that it shows. @param {Runner[]} runners */
  has(runners) {
    const known = ({ key, title }) => this.choices.get(key)?.title === title;
    return runners.length === this.choices.size && runners.every(known);
  }

  /** @param {Runner} runner */
  choiceOf(runner) {
    const input = make("input", { type: "radio", name: `${this.stage.id}-runner`, value: runner.key });
    const canvas = make("canvas", { width: 28, height: 28, "aria-hidden": "true" });
    const choice = { input, canvas, title: runner.title, runner };
    input.addEventListener("change", () => this.stage.select(choice.runner));
    return choice;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ theme, runners }) {
    if (theme === this.theme) return;
    this.theme = theme;
    for (const { canvas, runner } of this.choices.values()) {
      const ink = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      const { line, mark } = inkOf(runner, runners.length, theme);
      ink.clearRect(0, 0, 28, 28);
      drawShape(ink, [14, 14], "disc", 14, theme.background);
      drawShape(ink, [14, 14], mark, 9, line);
    }
  }
}
