// The step under the microscope: what it does along and across the valley, and what the optimizer remembers.

import { make } from "../dom.js";
import { tellNumber } from "../paths.js";
import { explain } from "../symbols.js";
import { View } from "../view.js";

const WIDEST = 2; // the bars' scale; a longer factor is cut off and its number says so

export class Microscope extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.across = new Row("across");
    this.along = new Row("along");
    this.note = make("p.note");
    this.memory = make("p.note.memory");
    this.step = make("span.which");
    this.onMap = make("input", { type: "checkbox", onchange: () => stage.show("components", this.onMap.checked) });
    this.body = make("div.microscope-body", {}, this.across.element, this.along.element, this.memory);
    this.add(
      make(
        "section.microscope",
        { "aria-label": "The step under the microscope" },
        make("div.response-head", {}, make("h2", { text: "This step under the microscope" }), this.step),
        this.note,
        this.body,
        make("label.check", {}, this.onMap, "show these arrows on the map"),
      ),
    );
    /** @type {import("../runners.js").Anatomy | null} */
    this.drawn = null;
    this.k = -1;
    this.axes = ["x", "y"];
  }

  get heading() {
    return "This step under the microscope";
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ selected, landscape, signs }) {
    this.axes = landscape.axes;
    this.drawn = null;
    explain(this.note, selected.note, signs);
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ step, selected, lags }) {
    const { live, anatomy, cuts, present } = selected;
    this.body.classList.toggle("stale", !live || lags.has(selected));
    const k = Math.min(step, present.steps - 1);
    if (!live && !this.stage.answers) {
      this.step.textContent = "of this picture's own values alone"; // and no answer brings those of others
      this.drawn = null;
    }
    if (!live || (this.drawn === anatomy && this.k === k)) return;
    this.drawn = anatomy;
    this.k = k;
    const { curvatures, factors, downhill, rates } = anatomy;
    this.step.textContent = `step ${k} → ${k + 1}`;
    const isFinite = Number.isFinite(present.gx[k]) && Number.isFinite(present.gy[k]);
    /** @param {number} value */
    const tell = (value) => tellNumber(present, value, 3, isFinite); // all that is told here came rounded
    this.across.draw(factors[1][k], curvatures[1][k], downhill[1][k], tell); // the sharper one first
    this.along.draw(factors[0][k], curvatures[0][k], downhill[0][k], tell);
    const said = [];
    const remembered = cuts?.remembered?.map((way) => tell(way[k]));
    if (remembered) said.push(`Memory's part of the step is (${remembered.join(", ")}).`);
    if (rates) said.push(`Effective rate per axis: ${this.axes.map((name, i) => `${name} ${tell(rates[i][k])}`).join(", ")}.`);
    this.memory.textContent = said.join(" ");
    this.memory.hidden = !said.length;
  }
}

class Row {
  /** @param {"across" | "along"} way */
  constructor(way) {
    this.factor = make("strong.factor");
    this.told = make("span.told");
    this.fill = make("i.fill");
    const name = make("span.way", { text: `${way} the valley` });
    const bar = make("div.bar", { "aria-hidden": "true" }, make("i.safe"), make("i.zero"), this.fill);
    this.element = make(`div.row.${way}`, {}, name, this.factor, bar, this.told);
  }

  /**
   * @param {number} factor @param {number} curvature @param {number} downhill
   * @param {(value: number) => string} tell
   */
  draw(factor, curvature, downhill, tell) {
    this.factor.textContent = tell(factor);
    const end = Math.min(Math.max(factor, -WIDEST), WIDEST);
    const [left, right] = [Math.min(end, 0), Math.max(end, 0)].map((value) => (50 * (value + WIDEST)) / WIDEST);
    this.fill.style.cssText = `left: ${left}%; width: ${Math.max(right - left, 0.8)}%`;
    this.fill.classList.toggle("wild", Math.abs(factor) > 1);
    this.told.textContent = `λ ${tell(curvature)} · −α∇f moves ${moved(factor, downhill, tell)}`;
  }
}

/**
 * How far a plain step goes along a direction, and where to.
 * @param {number} factor @param {number} downhill @param {(value: number) => string} tell
 */
export function moved(factor, downhill, tell) {
  return downhill === 0 ? "less than rounding this way" : `${tell(downhill)} · ${meaningOf(factor)}`;
}

/** @param {number} factor */
function meaningOf(factor) {
  if (Number.isNaN(factor)) return "no number says where to";
  if (factor > 1) return "curves down: the distance grows";
  if (Math.abs(factor) < 0.02) return "lands on the floor";
  if (factor >= 0) return "stays on its side";
  if (factor > -1) return "crosses over, ends nearer";
  return factor === -1 ? "crosses over, as far" : "crosses over, ends farther";
}
