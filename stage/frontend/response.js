// The response to a slider: how low each notch ends and how soon it arrives, painted with its verdict. A click goes there.

import { make } from "./dom.js";
import { show, showFactor, showPower } from "./format.js";
import { prepare } from "./ink.js";
import { VERDICT_COLOURS, drawMark } from "./theme.js";

const MARGIN = { left: 46, right: 12, top: 16, bottom: 22 };

export class Response {
  /**
   * @param {HTMLElement} parent
   * @param {{onCommit: (name: string, value: number) => void, onTest: (on: boolean) => void}} host
   */
  constructor(parent, host) {
    this.host = host;
    this.name = "learning_rate";
    this.tabs = make("div.tabs", { role: "radiogroup", "aria-label": "Slider whose response is shown" });
    this.best = make("button.text-button", { type: "button", onclick: () => this.goToBest() });
    this.summary = make("p.note");
    this.test = make("input", { type: "checkbox", onchange: () => this.host.onTest(this.test.checked) });
    this.testLabel = make("label.check", {}, this.test, "learning-rate range test (Smith 2017)");
    this.testNote = make("p.note");
    this.gap = new ResponseChart("Loss left at the end", "Final loss against the slider", (value) => this.go(value));
    this.soon = new ResponseChart("Steps to the minimum", "Steps to the minimum against the slider", (value) =>
      this.go(value),
    );
    this.legend = make("p.verdict-legend", { "aria-hidden": "true" });
    this.element = make(
      "section.response",
      { "aria-label": "Response" },
      make("div.response-head", {}, make("h2", { text: "What every value would do" }), this.tabs, this.best),
      make("div.response-charts", {}, this.gap.figure, this.soon.figure),
      this.legend,
      this.summary,
      this.testLabel,
      this.testNote,
    );
    parent.append(this.element);
    this.gap.redraw = this.soon.redraw = () => this.draw();
  }

  destroy() {
    this.gap.observer.disconnect();
    this.soon.observer.disconnect();
  }

  /**
   * @param {import("./sliders.js").Control[]} controls
   * @param {Map<string, any>} sweeps
   * @param {{rates: ArrayLike<number>, losses: ArrayLike<number>, recommended: number | null, note: string} | null} test
   */
  setSweeps(controls, sweeps, test, theme, floor) {
    Object.assign(this, { controls, sweeps, rangeTest: test, theme, floor });
    if (!sweeps.has(this.name)) this.name = "learning_rate";
    const names = controls.map((control) => control.name).join();
    if (names !== this.names) {
      this.names = names;
      this.tabs.replaceChildren(...controls.map((control) => this.tab(control)));
    }
    for (const input of this.tabs.querySelectorAll("input")) input.checked = input.value === this.name;
    this.test.checked = Boolean(test);
    this.testNote.textContent = test?.note ?? "";
    this.drawLegend();
    this.choose(this.name);
  }

  tab(control) {
    const input = make("input", { type: "radio", name: "response", value: control.name });
    input.addEventListener("change", () => this.choose(control.name));
    return make("label", {}, input, make("span", { text: control.symbol || control.label }));
  }

  choose(name) {
    this.name = name;
    this.control = this.controls.find((control) => control.name === name);
    const { header } = this.sweeps.get(name);
    this.summary.textContent = header.summary;
    this.best.hidden = header.best < 0;
    if (header.best >= 0)
      this.best.textContent = `Best for ${header.steps} steps: ${this.tell(this.control.values[header.best])}`;
    this.testLabel.hidden = this.testNote.hidden = name !== "learning_rate";
    this.draw();
  }

  tell(value) {
    return this.control.name === "final" ? showFactor(value) : show(value, 4);
  }

  go(index) {
    this.host.onCommit(this.name, this.control.values[index]);
  }

  goToBest() {
    this.go(this.sweeps.get(this.name).header.best);
  }

  /** @param {number=} index the notch under the finger, if one is */
  draw(index = this.control?.index, bound = this.bound) {
    this.bound = bound;
    if (!this.control || !this.theme) return;
    const { header } = this.sweeps.get(this.name);
    const facts = {
      control: this.control,
      verdicts: header.verdicts,
      present: index,
      best: header.best,
      bound: this.name === "learning_rate" ? bound : null,
      tell: (value) => this.tell(value),
    };
    this.gap.draw({ ...facts, values: header.gaps, log: true, test: this.testCurve() }, this.theme);
    this.soon.draw({ ...facts, values: header.reached, log: false, top: header.steps }, this.theme);
  }

  testCurve() {
    if (!this.rangeTest || this.name !== "learning_rate") return null;
    const { rates, losses, recommended } = this.rangeTest;
    return { rates, gaps: Array.from(losses, (loss) => loss - (this.floor ?? 0)), recommended };
  }

  drawLegend() {
    const marks = Object.keys(VERDICT_COLOURS).map((verdict) => {
      const canvas = make("canvas", { width: 14, height: 14 });
      drawMark(canvas.getContext("2d"), 7, 7, verdict, 5);
      return make("span", {}, canvas, verdict);
    });
    this.legend.replaceChildren(...marks);
  }
}

class ResponseChart {
  constructor(title, label, onPick) {
    this.canvas = make("canvas", { role: "img", "aria-label": label });
    this.figure = make("figure.curve", {}, make("figcaption", { text: title }), this.canvas);
    this.canvas.addEventListener("click", (event) => {
      const { left, width } = this.canvas.getBoundingClientRect();
      const share = (event.clientX - left - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
      onPick(Math.round(Math.min(Math.max(share, 0), 1) * this.last));
    });
    this.observer = new ResizeObserver(() => this.redraw?.());
    this.observer.observe(this.canvas);
  }

  draw({ control, verdicts, values, present, best, bound, tell, log, top, test }, theme) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width < 60 || height < 40) return;
    const ink = prepare(this.canvas, width, height);
    ink.clearRect(0, 0, width, height);
    ink.font = `11px ${theme.font}`;
    const last = (this.last = values.length - 1);
    const heights = values.map((value) => (value === null || value < 0 ? null : log ? Math.log10(value) : value));
    const seen = heights.filter((h) => h !== null && Number.isFinite(h));
    const low = log ? Math.floor(Math.min(...seen, 0)) : 0;
    const stayed = heights.filter((h, i) => h !== null && verdicts[i] !== "diverged");
    const high = log ? Math.ceil(Math.max(...stayed, low + 1)) + 1 : top;
    const px = (i) => MARGIN.left + (i / Math.max(last, 1)) * (width - MARGIN.left - MARGIN.right);
    const py = (h) =>
      height - MARGIN.bottom - ((Math.min(h, high) - low) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
    const place = (value) => placeOf(value, control.values);

    ink.textBaseline = "middle";
    ink.textAlign = "right";
    const step = Math.max(1, Math.ceil((high - low) / 5));
    for (let tick = low; tick <= high; tick += step) {
      ink.strokeStyle = theme.grid;
      ink.lineWidth = 1;
      line(ink, MARGIN.left, py(tick), width - MARGIN.right, py(tick));
      ink.fillStyle = theme.muted;
      ink.fillText(log ? showPower(tick) : String(tick), MARGIN.left - 6, py(tick));
    }
    ink.textBaseline = "top";
    for (const i of ticksOf(control)) {
      ink.textAlign = i === 0 ? "left" : i === last ? "right" : "center";
      ink.fillText(tell(control.values[i]), px(i), height - MARGIN.bottom + 6);
    }
    if (test)
      this.drawTest(ink, test, { px, py, place, low, high, theme, top: MARGIN.top, bottom: height - MARGIN.bottom });
    if (bound !== null && place(bound) !== null)
      this.rule(ink, px(place(bound)), `bound ${show(bound, 3)}`, theme.text, [5, 4], height);
    this.rule(ink, px(present), tell(control.values[present]), theme.marble, [], height, 0.35);
    heights.forEach((h, i) =>
      drawMark(
        ink,
        px(i),
        h === null ? MARGIN.top - 6 : py(h),
        verdicts[i],
        i === present ? 6.5 : i === best ? 5 : 3.6,
      ),
    );
  }

  /** A vertical line with its name at the top. */
  rule(ink, x, text, colour, dash, height, alpha = 1) {
    ink.save();
    ink.strokeStyle = ink.fillStyle = colour;
    ink.globalAlpha = alpha;
    ink.lineWidth = alpha < 1 ? 5 : 1.4;
    ink.setLineDash(dash);
    line(ink, x, MARGIN.top, x, height - MARGIN.bottom);
    ink.globalAlpha = 1;
    if (dash.length) {
      ink.textBaseline = "top";
      ink.textAlign = x > this.canvas.clientWidth / 2 ? "right" : "left";
      ink.fillText(text, x + (ink.textAlign === "right" ? -5 : 5), MARGIN.top + 2);
    }
    ink.restore();
  }

  drawTest(ink, { rates, gaps, recommended }, { px, py, place, low, high, theme, top, bottom }) {
    ink.save();
    ink.strokeStyle = theme.step;
    ink.lineWidth = 2;
    ink.beginPath();
    let down = false;
    gaps.forEach((gap, k) => {
      const at = place(rates[k]);
      const h = Math.log10(gap);
      if (at === null || !Number.isFinite(h)) return (down = false);
      ink[down ? "lineTo" : "moveTo"](px(at), py(Math.max(Math.min(h, high), low)));
      down = true;
    });
    ink.stroke();
    const at = recommended === null ? null : place(recommended);
    if (at !== null) {
      ink.setLineDash([2, 3]);
      line(ink, px(at), top, px(at), bottom);
      ink.fillStyle = theme.step;
      ink.textAlign = "right";
      ink.textBaseline = "bottom";
      ink.fillText(`test: ${show(recommended, 3)}`, px(at) - 5, bottom - 3);
    }
    ink.restore();
  }
}

/** Where a value stands among the notches, as a fractional index on the slider's own scale; null outside. */
export function placeOf(value, values) {
  const rising = values[0] < values.at(-1);
  const [low, high] = rising ? [values[0], values.at(-1)] : [values.at(-1), values[0]];
  if (!(value >= low && value <= high)) return null;
  const i = Math.max(
    1,
    values.findIndex((notch) => (rising ? notch >= value : notch <= value)),
  );
  const [a, b] = [values[i - 1], values[i]];
  return i - 1 + (a > 0 && b > 0 ? Math.log(value / a) / Math.log(b / a) : (value - a) / (b - a));
}

/** Notches to label: the powers of ten if there are some, else evenly spread. */
function ticksOf({ values }) {
  const powers = values.flatMap((value, i) => (value > 0 && Number.isInteger(Math.log10(value)) ? [i] : []));
  if (powers.length >= 2) return powers;
  return [0, 1, 2, 3, 4].map((share) => Math.round((share / 4) * (values.length - 1)));
}

function line(ink, x0, y0, x1, y1) {
  ink.beginPath();
  ink.moveTo(x0, y0);
  ink.lineTo(x1, y1);
  ink.stroke();
}
