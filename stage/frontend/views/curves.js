// Loss and learning rate per step, with the present step on them. A click goes to a step.

import { Chart } from "../chart.js";
import { drawCurve, limitsNear } from "../curve.js";
import { make, say } from "../dom.js";
import { listenToDrags } from "../drags.js";
import { show } from "../format.js";
import { hoverOf } from "../hover.js";
import { Light } from "../lit.js";
import { early, tellEpoch } from "../epochs.js";
import { tellNumber } from "../paths.js";
import { inkOf, inOrder } from "../runners.js";
import { View } from "../view.js";

const MARGIN = { left: 46, right: 10, top: 8, bottom: 20 };
const WITH_EPOCHS = 33; // pixels, for two lines of numbers
const FAR_APART = 20; // times, from one rate to another: they are drawn on a log scale then

/** @typedef {import("../runners.js").Runner} Runner */

export class Curves extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const chart = (label) =>
      new Chart({ title: "", label, margin: MARGIN }, hoverOf(stage.root), () => stage.request());
    this.loss = chart("Loss per step");
    this.rate = chart("Learning rate per step");
    this.rateName = make("span");
    this.logRate = make("input", { type: "checkbox", "aria-label": "log scale", onchange: () => this.choose() });
    const choice = make("label.scale-switch", { title: "The learning rate on a log scale" }, this.logRate, "log");
    this.rate.caption.replaceChildren(this.rateName, choice);
    this.lossName = make("span");
    /** What the charts are called where they stand without their keys. */
    this.lossTitle = this.rateTitle = "";
    this.keys = ["training", "validation"].map((text) => make(`span.key.${text}`, { text }));
    this.loss.caption.replaceChildren(this.lossName, ...this.keys);
    this.element = make("div.curves", {}, this.loss.figure, this.rate.figure);
    this.add(this.element);
    /** Whether a visitor chose the rate's scale, which then stays. */
    this.chosen = false;
    this.light = new Light(stage);
    /** @type {number | null} what a log scale of the loss counts from; null: it is no log scale */
    this.base = null;
    /** @type {number | null} the lowest loss that is known */
    this.floor = null;
    /** Whether the loss is that of data, of which some are held back. */
    this.ofData = false;
    /** @type {number | null} how many steps it takes; null: none are told */
    this.epoch = null;
    this.rounding = 0;
    for (const one of [this.loss, this.rate]) {
      let before = stage.player.moment;
      listenToDrags(one.canvas, {
        take: () => (before = stage.player.moment),
        move: (event) => stage.player.seek(one.at(event)),
        drop: () => {},
        cancel: () => (stage.player.moment = before),
      });
    }
  }

  choose() {
    this.chosen = true;
    this.stage.request();
  }

  get panel() {
    return { title: "Curves", width: 0, height: 0, beside: 860 };
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ landscape, runners, selected, data, course }) {
    this.floor = landscape.floor;
    this.rounding = landscape.rounding;
    this.ofData = data !== null;
    this.epoch = course.epoch;
    const plain = this.ofData && (this.floor ?? 0) >= 0; // two losses with floors of their own, on one scale
    this.base = plain ? 0 : this.floor;
    this.lossTitle = plain ? "Loss (log)" : this.base === null ? "Loss" : "Loss above the minimum, log scale";
    this.rateTitle = `Learning rate (dashed: ${selected.limitName})`;
    say(this.lossName, this.lossTitle);
    for (const key of this.keys) key.hidden = !data?.validation.u.length;
    if (data?.validation.u.length) this.lossTitle += ": training, dashed: validation";
    for (const one of [this.loss, this.rate]) one.base = this.epoch ? { ...MARGIN, bottom: WITH_EPOCHS } : MARGIN;
    this.rateName.textContent = this.rateTitle;
    if (!this.chosen) this.logRate.checked = isWide(runners.map(({ path }) => Math.max(...Array.from(path.rate))));
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    const { t, theme } = moment;
    const { loss, rate } = this.curvesOf(moment);
    const [ofLoss, ofRate] = [drawCurve(this.loss, loss, t, theme), drawCurve(this.rate, rate, t, theme)];
    this.light.point(ofLoss ?? ofRate);
  }

  /**
   * What both charts show.
   * @param {Pick<import("../view.js").Moment, "theme" | "runners" | "selected" | "lit">} moment
   * @returns {Record<"loss" | "rate", import("../curve.js").Curve>}
   */
  curvesOf(moment) {
    const { theme, runners, selected, lit } = moment;
    const { path } = selected;
    const alone = runners.length === 1;
    /** @param {"loss" | "rate"} what @param {string} plain the colour of one runner alone */
    const lines = (what, plain) => {
      const lines = inOrder(moment).map((runner) => {
        const ink = inkOf(runner, runners.length, theme, lit);
        const diverges = what === "loss" && runner.path.verdict === "diverged";
        return { runner, values: runner.path[what], diverges, colour: alone ? plain : ink.line, ink };
      });
      return { lines, selected: lines.find(({ runner }) => runner === selected) ?? lines[0] };
    };
    const { bound, steps: last } = path;
    const level = bound === null ? null : Array.from(path.rate, () => bound);
    const limits = selected.live ? (selected.limits ?? null) : level;
    const shared = { last, rounding: this.rounding, further: [], flag: null, snug: false, leaves: -1, stops: false, epoch: this.epoch };
    const when = (/** @type {number} */ k) => `step ${k}${tellEpoch(k, this.epoch)}`;
    /** @param {number} k @param {(runner: Runner) => string} say one line a runner, first that of the lit one */
    const each = (k, say) => {
      const rows = [...new Set([...(lit ? [lit] : []), ...runners])];
      return [when(k), ...rows.map((one) => `${one === lit ? "▸ " : ""}${one.name}: ${say(one)}`)];
    };
    const losses = lines("loss", theme.primary);
    const { validation } = path;
    const several = [losses.selected, ...losses.lines.filter((line) => line !== losses.selected)];
    /** @type {import("../curve.js").Further[]} */
    const further = several.flatMap(({ runner, colour, ink, diverges }) => {
      const values = runner.path.validation;
      if (!values) return [];
      const holds = alone || !diverges; // of several one that diverges goes out at the top
      return [{ values, spanned: holds ? Array.from(values) : [], colour, share: ink.share }];
    });
    const loss = {
      ...shared,
      ...losses,
      further,
      flag: validation && early(path),
      snug: this.ofData,
      rounding: this.ofData ? 0 : this.rounding,
      log: this.base !== null,
      floor: this.base ?? 0,
      leaves: path.leaves,
      stops: path.lost === "undefined" && Number.isNaN(path.loss[path.leaves]),
      tell: (k) =>
        alone
          ? [when(k), ...this.tellLoss(path, k)]
          : each(k, (runner) => this.tellLoss(runner.path, k)[0]),
    };
    /** @param {Runner} runner @param {number} k */
    const tellRate = (runner, k) => `α = ${show(runner.path.rate[Math.min(k, last - 1)])}`;
    const rates = lines("rate", theme.marble);
    const near = limits && limitsNear(limits, rates.lines, this.logRate.checked);
    const rate = {
      ...shared,
      ...rates,
      further: limits && near ? [{ values: limits, spanned: near, colour: theme.muted, share: 1 }] : [],
      log: this.logRate.checked,
      floor: 0,
      rounding: 0,
      tell: (k) => [
        ...(alone ? [when(k), tellRate(selected, k)] : each(k, (runner) => tellRate(runner, k))),
        ...(limits && Number.isFinite(limits[k]) ? [`${selected.limitName}: ${show(limits[k], 3)}`] : []),
      ],
    };
    return { loss, rate };
  }

  /** @param {import("../paths.js").Path} path @param {number} k */
  tellLoss(path, k) {
    const loss = path.loss[k];
    const { validation } = path;
    const words = `loss ${tellNumber(path, loss, 4)}`;
    if (validation) return [`training ${words}`, `validation loss ${tellNumber(path, validation[k], 4)}`];
    if (this.floor === null || !Number.isFinite(loss)) return [words];
    const rise = loss - this.floor;
    if (Math.abs(rise) <= this.rounding) return [words, "the minimum's, but for rounding"];
    if (rise === loss) return [words];
    return [words, `${show(Math.abs(rise), 3)} ${rise > 0 ? "above the minimum" : "below the lowest in the window"}`];
  }

  destroy() {
    super.destroy();
    this.light.point(null);
    this.loss.destroy();
    this.rate.destroy();
  }
}

/** Whether rates are so far apart that the lower ones would lie on the axis. @param {number[]} rates */
function isWide(rates) {
  const known = rates.filter((rate) => rate > 0);
  return Math.max(...known) > FAR_APART * Math.min(...known);
}
