// Of which runs a file of numbers is: the present ones, or those at every notch of a slider.

import { make } from "../dom.js";

const PRESENT = ""; // no slider moves

export class Notches {
  /** @param {() => void} changed */
  constructor(changed) {
    this.select = make("select", { onchange: changed });
    this.row = make("label.take-choice", {}, make("span", { text: "Runs" }), this.select);
    /** What is offered, as text. */
    this.offered = "";
  }

  /** The slider's name; "" for the present runs. */
  get slider() {
    return this.select.value;
  }

  /** Offers the sliders that are shown. @param {import("./item.js").Shown} shown */
  meet({ moment: { runners, selected } }) {
    const present = runners.length > 1 ? `the ${runners.length} runs shown` : "the run shown";
    const sliders = selected.controls.map(({ name, label }) => [name, `every notch of ${label}`]);
    const options = [[PRESENT, present], ...sliders];
    const before = this.slider;
    if (this.offered === (this.offered = JSON.stringify(options))) return;
    this.select.replaceChildren(...options.map(([value, text]) => make("option", { value, text })));
    this.select.value = sliders.some(([name]) => name === before) ? before : PRESENT;
  }

  /**
   * What is said where one file does not hold so many; "" where it does.
   * @param {number} count @param {number} most @param {string} what they are
   */
  static tellBound(count, most, what) {
    if (count <= most) return "";
    const [all, held] = [count, most].map((number) => number.toLocaleString("en"));
    return `${all} ${what} are more than the ${held} that one file holds: choose the present runs, or fewer steps`;
  }

  /** About how many runs these are: what notches another runner's slider has is not known here. @param {import("./item.js").Shown} shown */
  count({ moment: { runners, selected } }) {
    const { slider } = this;
    if (!slider) return runners.length;
    const usual = selected.control(slider)?.values.length ?? 1;
    const notches = runners.map(
      (runner) => runner.control(slider)?.values.length ?? (runner.title === selected.title ? usual : 1),
    );
    return notches.reduce((sum, count) => sum + count, 0);
  }
}
