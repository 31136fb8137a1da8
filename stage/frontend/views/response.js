// The response to a slider: how low and how soon each notch ends, painted with its verdict. A click goes there.

import { Chart, notchesToLabel, placeOf, wholeTicksOf } from "../chart.js";
import { make } from "../dom.js";
import { show, showPower, tellValue } from "../format.js";
import { hoverOf } from "../hover.js";
import { drawShape } from "../ink.js";
import { slidersOf, wants } from "../only.js";
import { drawVerdict, VERDICTS } from "../verdicts.js";
import { View } from "../view.js";

const MARGIN = { left: 46, right: 12, top: 16, bottom: 22 };

/**
 * @typedef {import("../runners.js").Control} Control
 * @typedef {import("../runners.js").Runner} Runner
 * @typedef {import("../theme.js").Theme} Theme
 * @typedef {{rates: ArrayLike<number>, gaps: number[], recommended: number | null}} TestCurve
 * @typedef {object} Answers what is drawn of a slider's notches
 * @property {Control} control
 * @property {string[] | null} verdicts null: they are not shown
 * @property {string[]} outcomes the same, for the scale
 * @property {(number | null)[]} values
 * @property {(notch: number) => string[]} say what stands beside the pointer
 * @property {number} present the notch that is shown
 * @property {number} best
 * @property {number | null} bound
 * @property {number | null} top of the axis; null: a log scale, as high as the values
 * @property {TestCurve | null} test
 */

export class ResponseView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.tabs = make("div.tabs", { role: "radiogroup", "aria-label": "Slider whose response is shown" });
    this.best = make("button.text-button", { type: "button", onclick: () => this.go(this.sweep?.best) });
    this.legend = make("p.verdict-legend", { "aria-hidden": "true" });
    this.summary = make("p.note");
    this.test = make("input", { type: "checkbox" });
    this.test.addEventListener("change", () => stage.wish({ range_test: this.test.checked }));
    this.testLabel = make("label.check", {}, this.test, "learning-rate range test (Smith 2017)");
    this.testNote = make("p.note");
    this.gap = this.chart("Loss left at the end, log scale", "Final loss against the slider");
    this.soon = this.chart("Steps to the minimum", "Steps to the minimum against the slider");
    this.add(
      make(
        "section.response",
        { "aria-label": "Response" },
        make("div.response-head", {}, make("h2", { text: "What every value would do" }), this.tabs, this.best),
        make("div.response-charts", {}, this.gap.figure, this.soon.figure),
        this.legend,
        this.summary,
        this.testLabel,
        this.testNote,
      ),
    );
    /** @type {Runner | null} */
    this.runner = null;
    /** @type {Control | null} */
    this.control = null;
    /** @type {number | null} */
    this.floor = null;
    /** @type {unknown[]} from what the charts were drawn */
    this.drawn = [];
    /** @type {Theme | null} of the legend's marks */
    this.theme = null;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** Whether it says what becomes of each run, and which value is the best. */
    this.judges = this.advises = true;
  }

  get heading() {
    return "What every value would do";
  }

  /** @param {string} title @param {string} label */
  chart(title, label) {
    const chart = new Chart({ title, label, margin: MARGIN }, hoverOf(this.stage.root), () => this.spoil());
    chart.canvas.addEventListener("click", (event) => this.go(chart.at(event)));
    return chart;
  }

  destroy() {
    super.destroy();
    this.gap.destroy();
    this.soon.destroy();
  }

  /** The charts have another size: they are drawn again. */
  spoil() {
    this.drawn = [];
    this.stage.request();
  }

  /** The sweep of the control that is shown. */
  get sweep() {
    return this.control ? this.runner?.sweeps.get(this.control.name)?.header : undefined;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { landscape, selected, race } = scene;
    this.scene = scene;
    this.judges = wants(scene, "verdict");
    this.legend.hidden = !this.judges;
    this.advises = this.judges && wants(scene, "why");
    this.summary.hidden = !this.advises;
    this.elements[0].hidden = Boolean(race?.shared) || !selected.swept;
    if (this.elements[0].hidden) this.control = null;
    if (this.elements[0].hidden) return;
    this.floor = landscape.floor;
    const { controls } = selected;
    if (this.runner?.key !== selected.key || String(names(controls)) !== String(names(this.runner.controls)))
      this.tabs.replaceChildren(...controls.map((control) => this.tab(control)));
    this.runner = selected;
    this.test.checked = Boolean(selected.test);
    this.testNote.textContent = selected.test?.note ?? "";
    const name = this.control?.name;
    this.choose(controls.find((control) => control.name === name) ?? selected.lead ?? controls.at(0) ?? null);
  }

  /** @param {Control} control */
  tab({ name, symbol, label }) {
    const input = make("input", { type: "radio", name: `${this.stage.id}-response`, value: name });
    input.addEventListener("change", () => this.choose(this.runner?.control(name) ?? null));
    return make("label", {}, input, make("span", { text: symbol || label }));
  }

  /** @param {Control | null} control */
  choose(control) {
    this.control = control;
    for (const input of this.tabs.querySelectorAll("input")) input.checked = input.value === control?.name;
    const { summary = "", best = -1, steps } = this.sweep ?? {};
    this.summary.textContent = summary;
    this.best.hidden = best < 0 || !this.advises || !this.moves;
    if (control && best >= 0)
      this.best.textContent = `Best for ${steps} steps: ${tellValue(control.values[best], control.reading, 4)}`;
    this.testNote.hidden = !control?.lead;
    this.testLabel.hidden = !control?.lead || !this.stage.answers;
    this.stage.request();
  }

  /** Whether its slider is there. */
  get moves() {
    return Boolean(this.scene && this.control && slidersOf(this.scene, [this.control]).length);
  }

  /** @param {number | undefined} index */
  go(index) {
    if (this.runner && this.control && index !== undefined)
      this.stage.commit(this.runner, this.control.name, this.control.values[index]);
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ theme, selected }) {
    if (theme !== this.theme) this.drawLegend(theme);
    const { control, sweep } = this;
    if (!control || !sweep) return;
    const present = selected.indexOf(control);
    const bound = control.lead ? selected.path.bound : null;
    const now = [control, sweep, present, bound, theme, this.judges];
    if (now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    const { best, gaps, reached, steps } = sweep;
    const verdicts = this.judges ? sweep.verdicts : null;
    /** @param {number} i */
    const say = (i) => [
      gaps[i] === null ? "overflowed" : `loss left ${show(gaps[i], 3)}`,
      reached[i] < 0 ? "comes to no rest" : `at rest from step ${reached[i]}`,
    ];
    const facts = { control, verdicts, outcomes: sweep.verdicts, say, present, best, bound };
    drawAnswers(this.gap, { ...facts, values: gaps, top: null, test: this.testCurve() }, theme);
    drawAnswers(this.soon, { ...facts, values: reached, top: steps, test: null }, theme);
  }

  testCurve() {
    const test = this.control?.lead && this.runner?.test;
    if (!test) return null;
    const { rates, losses, recommended } = test;
    return { rates, gaps: Array.from(losses, (loss) => loss - (this.floor ?? 0)), recommended };
  }

  /** @param {Theme} theme */
  drawLegend(theme) {
    this.theme = theme;
    const marks = Object.keys(VERDICTS).map((verdict) => {
      const canvas = make("canvas", { width: 14, height: 14 });
      const ink = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      drawVerdict(ink, 7, 7, verdict, 5, theme);
      return make("span", {}, canvas, verdict);
    });
    this.legend.replaceChildren(...marks);
  }
}

/** @param {Control[]} controls */
const names = (controls) => controls.map((control) => control.name);

/** @param {Chart} chart @param {Answers} answers @param {Theme} theme */
function drawAnswers(chart, { control, verdicts, outcomes, values, say, present, best, bound, top, test }, theme) {
  const ink = chart.begin(theme);
  if (!ink) return;
  const log = top === null;
  const tell = (i) => tellValue(control.values[i], control.reading, 4);
  const heights = values.map((value) => (value === null || value < 0 ? null : log ? Math.log10(value) : value));
  const known = heights.flatMap((h, i) => (h === null ? [] : [{ h, stayed: outcomes[i] !== "diverged" }]));
  const finite = known.filter(({ h }) => Number.isFinite(h)).map(({ h }) => h);
  const stayed = known.filter((one) => one.stayed).map(({ h }) => h);
  const low = log ? Math.floor(Math.min(...finite, 0)) : 0;
  const high = log ? Math.ceil(Math.max(...stayed, low + 1)) + 1 : top;
  const last = values.length - 1;
  chart.setScale(last, low, high);
  chart.drawRungs(ink, theme, wholeTicksOf(low, high, log ? showPower : String));
  ink.textBaseline = "top";
  for (const i of notchesToLabel(control.values)) {
    ink.textAlign = i === 0 ? "left" : i === last ? "right" : "center";
    ink.fillText(tell(i), chart.x(i), chart.bottom + 6);
  }
  if (test) drawTest(chart, ink, test, control, theme);
  const limit = bound === null ? null : placeOf(bound, control.values);
  if (limit !== null) drawBound(chart, ink, limit, `bound ${show(/** @type {number} */ (bound), 3)}`, theme);
  ink.save();
  ink.strokeStyle = theme.marble;
  ink.globalAlpha = 0.35;
  ink.lineWidth = 5;
  chart.drawColumn(ink, present);
  ink.restore();
  heights.forEach((h, i) => {
    const y = h === null ? chart.margin.top - 6 : chart.y(Math.min(h, high));
    const size = i === present ? 6.5 : i === best ? 5 : 3.6;
    if (verdicts) drawVerdict(ink, chart.x(i), y, verdicts[i], size, theme);
    else drawShape(ink, [chart.x(i), y], "disc", size, theme.muted);
  });
  chart.drawHover(ink, theme, (i) => [`${control.symbol || control.label} = ${tell(i)}${verdicts ? `: ${verdicts[i]}` : ""}`, ...say(i)]);
}

/**
 * A dashed line with its name at the top.
 * @param {Chart} chart @param {CanvasRenderingContext2D} ink @param {number} k @param {string} text
 * @param {Theme} theme
 */
function drawBound(chart, ink, k, text, theme) {
  ink.save();
  ink.strokeStyle = ink.fillStyle = theme.text;
  ink.lineWidth = 1.4;
  ink.setLineDash([5, 4]);
  chart.drawColumn(ink, k);
  ink.textBaseline = "top";
  ink.textAlign = chart.x(k) > chart.width / 2 ? "right" : "left";
  ink.fillText(text, chart.x(k) + (ink.textAlign === "right" ? -5 : 5), chart.margin.top + 2);
  ink.restore();
}

/**
 * @param {Chart} chart @param {CanvasRenderingContext2D} ink @param {TestCurve} test @param {Control} control
 * @param {Theme} theme
 */
function drawTest(chart, ink, { rates, gaps, recommended }, control, theme) {
  ink.save();
  ink.strokeStyle = theme.step;
  ink.lineWidth = 2;
  const heights = gaps.map((gap) => {
    const h = Math.log10(gap);
    return Number.isFinite(h) ? Math.max(Math.min(h, chart.high), chart.low) : NaN;
  });
  chart.drawLine(ink, heights, (i) => placeOf(rates[i], control.values));
  const k = recommended === null ? null : placeOf(recommended, control.values);
  if (k !== null) {
    ink.setLineDash([2, 3]);
    chart.drawColumn(ink, k);
    ink.fillStyle = theme.step;
    ink.textAlign = "right";
    ink.textBaseline = "bottom";
    ink.fillText(`test: ${show(/** @type {number} */ (recommended), 3)}`, chart.x(k) - 5, chart.bottom - 3);
  }
  ink.restore();
}
