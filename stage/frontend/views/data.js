// The data that the loss is made of, with the curve of the model at the present step and the errors that it leaves, and
// the curve of the place that is pointed at on the map.

import { lettersOf } from "../chart.js";
import { make, say } from "../dom.js";
import { drawAxes, drawFit, frameOf, missing, samplesOf } from "../fitting.js";
import { show } from "../format.js";
import { prepare } from "../ink.js";
import { pointAt, tellNumber } from "../paths.js";
import { grown } from "../plot.js";
import { inkOf, inOrder } from "../runners.js";
import { View } from "../view.js";

const MARGIN = { left: 38, right: 10, top: 8, bottom: 20 };
const KEYS = { training: "training", validation: "validation", model: "model", error: "error", batch: "in this batch" };
const POINTED = {
  "": "the curve of the place that you point at",
  above: "There the curve runs above this picture.",
  below: "There the curve runs below this picture.",
  nowhere: "There the model has no value.",
};
const ELSEWHERE = { above: "The curve runs above this picture.", below: "The curve runs below this picture." };

export class DataView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.canvas = make("canvas", { role: "img", "aria-label": "Data and the model's curve" });
    this.equation = make("span.equation");
    this.keys = Object.fromEntries(Object.entries(KEYS).map(([name, text]) => [name, make(`span.key.${name}`, { text })]));
    this.which = make("span.which");
    this.meaning = make("span.meaning");
    this.told = make("p.data-told");
    this.caption = make("figcaption", {}, this.equation, ...Object.values(this.keys), this.which, this.meaning);
    this.figure = make("figure.data", {}, this.caption, make("div.data-box", {}, this.canvas, this.told));
    this.add(this.figure);
    this.observer = new ResizeObserver(() => stage.request());
    this.observer.observe(this.canvas);
    /** @type {import("../data.js").Data | null} */
    this.data = null;
    /** @type {[string, string]} */
    this.axes = ["x", "y"];
    /** What of the plane is shown. @type {import("../fitting.js").Frame} */
    this.frame = { u: [0, 1], v: [0, 1] };
    this.samples = this.inputs = new Float64Array();
    this.painted = this.named = "";
  }

  destroy() {
    super.destroy();
    this.observer.disconnect();
  }

  get panel() {
    return { title: "Data", width: 0, height: 0, beside: 0 };
  }

  /** @param {import("../scene.js").Scene | null} scene */
  suits(scene) {
    return Boolean(scene?.data);
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ data, landscape }) {
    this.axes = landscape.axes;
    if (!data || data === this.data) return;
    this.data = data;
    this.frame = frameOf(data);
    this.samples = samplesOf(this.frame);
    this.inputs = Float64Array.from([...this.samples, ...Array.from(data.training.u)]);
    this.equation.textContent = data.equation;
    this.keys.validation.hidden = !data.validation.u.length;
    this.keys.batch.hidden = !data.batchAt(0);
    say(this.keys.training, data.moved ? "training, noisy" : KEYS.training);
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    const { data, frame, samples } = this;
    if (!data || !this.canvas.clientWidth) return;
    const { t, step, theme, runners, selected, lit, pointed } = moment;
    const alone = runners.length === 1;
    const curves = inOrder(moment).map((runner) => {
      const [x, y] = pointAt(runner.path, t);
      const values = data.model.at(x, y, this.inputs).slice();
      const own = inkOf(runner, runners.length, theme, lit);
      const [heights, fitted] = [values.subarray(0, samples.length), values.subarray(samples.length)];
      return { runner, colour: own.marble, ink: own, heights, fitted };
    });
    const elsewhere = pointed && data.model.at(...pointed, this.inputs).slice(0, samples.length);
    const chosen = curves.find(({ runner }) => runner === selected) ?? curves[0];
    const { path } = selected;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ink = prepare(this.canvas, width, height);
    const letters = lettersOf(this.canvas);
    ink.font = `${letters}px ${theme.font}`;
    const margin = grown(MARGIN, letters);
    const plot = { left: margin.left, top: margin.top, right: width - margin.right, bottom: height - margin.bottom };
    drawAxes(ink, plot, frame, data.names, letters, theme);
    const sight = Math.min(step, path.steps - 1);
    const colour = alone ? theme.primary : theme.ink;
    drawFit(ink, plot, frame, data, { curves, selected: chosen, pointed: elsewhere, samples, step: sight, colour }, theme);
    this.paint(chosen.colour, colour);
    this.tell(moment, missing(chosen.heights, frame));
    const lacks = elsewhere && missing(elsewhere, frame);
    this.figure.classList.toggle("pointed", lacks === "");
    say(this.meaning, lacks !== null ? POINTED[lacks] : `Each place on the map is one pair (${this.axes.join(",\u00a0")}), so one curve.`);
  }

  /** The keys have the colours of what they stand for. @param {string} model @param {string} point */
  paint(model, point) {
    const colours = `--model: ${model}; --point: ${point}`;
    if (colours !== this.painted) this.figure.style.cssText = this.painted = colours;
  }

  /** @param {import("../view.js").Moment} moment @param {string} lacks why there is no curve; "": there is one */
  tell({ t, step, playing, selected: { path } }, lacks) {
    const place = pointAt(path, t);
    const numbers = this.axes.map((name, i) => `${name} = ${tellNumber(path, place[i], 3)}`).join(", ");
    const lost = place.some((value) => !Number.isFinite(value));
    say(this.which, lost ? "" : numbers.replaceAll(" = ", "\u00a0=\u00a0")); // a line ends between them
    say(this.told, lost ? `No curve: the parameters have ${path.lost}.` : (ELSEWHERE[lacks] ?? (lacks && "The model has no value here.")));
    this.figure.dataset.curve = lost ? "lost" : lacks || "seen";
    if (playing) return;
    const said = [`Data and the model's curve at step ${show(t, 4)}: ${lost ? this.told.textContent : numbers}`];
    said.push(`training loss ${tellNumber(path, path.loss[step], 3)}`);
    if (path.validation) said.push(`validation loss ${tellNumber(path, path.validation[step], 3)}`);
    const named = said.join(", ");
    if (named !== this.named) this.canvas.ariaLabel = this.named = named;
  }
}
