// The step under the microscope: what it does along and across the valley, and what the optimizer remembers.

import { make } from "./dom.js";
import { show } from "./format.js";
import { arrow } from "./ink.js";

const WIDEST = 2; // the bars' scale; a longer factor is cut off and its number says so

/** @typedef {Record<"curvatures" | "directions" | "downhill" | "factors" | "velocity" | "effective_rates", any>} Anatomy */

export class Microscope {
  /** @param {HTMLElement} parent @param {() => void} changed */
  constructor(parent, changed) {
    this.rows = ["across", "along"].map((way) => new Row(way));
    this.note = make("p.note");
    this.memory = make("p.note.memory");
    this.step = make("span.which");
    this.onMap = make("input", { type: "checkbox", onchange: changed });
    this.body = make("div.microscope-body", {}, ...this.rows.map((row) => row.element), this.memory);
    this.element = make(
      "section.microscope",
      { "aria-label": "The step under the microscope" },
      make("div.response-head", {}, make("h2", { text: "This step under the microscope" }), this.step),
      this.note,
      this.body,
      make("label.check", {}, this.onMap, "show these arrows on the map"),
    );
    parent.append(this.element);
  }

  /** @param {Record<string, import("./decode.js").NumericArray>} arrays @param {number} steps @param {string} note */
  setAnatomy(arrays, steps, note) {
    this.steps = steps;
    this.note.textContent = note;
    const row = (name, i) => arrays[name]?.data.subarray(i * arrays[name].shape[1], (i + 1) * arrays[name].shape[1]);
    const pair = (name) => arrays[name] && [row(name, 0), row(name, 1)];
    this.facts = {
      curvatures: pair("curvatures"),
      across: pair("across"),
      downhill: pair("downhill"),
      factors: pair("factors"),
      velocity: pair("velocity"),
      rates: pair("effective_rates"),
    };
  }

  /** @param {number} step @param {boolean} live whether the path shown is the one that was taken apart */
  draw(step, live) {
    this.body.classList.toggle("stale", !live);
    if (!live || !this.facts) return;
    const k = Math.min(step, this.steps - 1);
    if (this.drawn === this.facts && this.k === k) return;
    Object.assign(this, { k, drawn: this.facts });
    const { curvatures, factors, downhill, velocity, rates } = this.facts;
    this.step.textContent = `step ${k} → ${k + 1}`;
    this.rows.forEach((row, i) => {
      const which = i === 0 ? 1 : 0; // the sharper one first
      row.draw(factors[which][k], curvatures[which][k], downhill[which][k]);
    });
    const said = [];
    if (velocity) said.push(`Memory alone would step (${show(velocity[0][k], 3)}, ${show(velocity[1][k], 3)}).`);
    if (rates) said.push(`Effective rate per axis: x ${show(rates[0][k], 3)}, y ${show(rates[1][k], 3)}.`);
    this.memory.textContent = said.join(" ");
    this.memory.hidden = !said.length;
  }

  /** The two components of −α∇f and the memory's step, from the marble, at their true lengths. */
  drawArrows(ink, viewport, at, step, theme) {
    if (!this.onMap.checked || !this.facts) return;
    const k = Math.min(step, this.steps - 1);
    const { across, downhill, velocity } = this.facts;
    const [ux, uy] = viewport.unit;
    const [ex, ey] = [across[0][k], across[1][k]];
    const arrows = [
      [ex * downhill[1][k], ey * downhill[1][k], "#E69F00"],
      [ey * downhill[0][k], -ex * downhill[0][k], "#009E73"],
    ];
    if (velocity) arrows.push([velocity[0][k], velocity[1][k], "#CC79A7"]);
    for (const [dx, dy, colour] of arrows) {
      const size = Math.hypot(dx / ux, dy / uy);
      if (!Number.isFinite(size)) continue;
      const shrink = Math.min(1, 3000 / size);
      arrow(ink, at, [at[0] + (shrink * dx) / ux, at[1] - (shrink * dy) / uy], colour, theme.halo);
    }
  }
}

class Row {
  constructor(way) {
    this.way = way;
    this.name = make("span.way", { text: way === "across" ? "across the valley" : "along the valley" });
    this.factor = make("strong.factor");
    this.told = make("span.told");
    this.fill = make("i.fill");
    this.bar = make("div.bar", { "aria-hidden": "true" }, make("i.safe"), make("i.zero"), this.fill);
    this.element = make(`div.row.${way}`, {}, this.name, this.factor, this.bar, this.told);
  }

  draw(factor, curvature, downhill) {
    this.factor.textContent = show(factor, 3);
    const end = Math.min(Math.max(factor, -WIDEST), WIDEST);
    const [left, right] = [Math.min(end, 0), Math.max(end, 0)].map((value) => (50 * (value + WIDEST)) / WIDEST);
    this.fill.style.cssText = `left: ${left}%; width: ${Math.max(right - left, 0.8)}%`;
    this.fill.classList.toggle("wild", Math.abs(factor) > 1);
    this.told.textContent = `λ ${show(curvature, 3)} · −α∇f moves ${show(downhill, 3)} · ${meaning(factor)}`;
  }
}

function meaning(factor) {
  if (Number.isNaN(factor)) return "undefined here";
  if (factor > 1) return "curves down: the distance grows";
  if (Math.abs(factor) < 0.02) return "lands on the floor";
  if (factor >= 0) return "stays on its side";
  if (factor > -1) return "crosses over, ends nearer";
  return factor === -1 ? "crosses over, as far" : "crosses over, ends farther";
}
