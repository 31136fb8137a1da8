// Loss and learning rate per step, with the present step on them. A click goes to a step.

import { Chart } from "../chart.js";
import { drawCurve } from "../curve.js";
import { make } from "../dom.js";
import { listenToDrags } from "../drags.js";
import { show } from "../format.js";
import { hoverOf } from "../hover.js";
import { Light } from "../lit.js";
import { tellNumber } from "../paths.js";
import { inkOf, inOrder } from "../runners.js";
import { View } from "../view.js";

const MARGIN = { left: 46, right: 10, top: 8, bottom: 20 };
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
    this.add(make("div.curves", {}, this.loss.figure, this.rate.figure));
    /** Whether a visitor chose the rate's scale, which then stays. */
    this.chosen = false;
    this.light = new Light(stage);
    /** @type {number | null} the lowest loss that is known */
    this.floor = null;
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
    return { title: "Curves", width: 0, height: 0 };
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ landscape, runners, selected }) {
    this.floor = landscape.floor;
    this.rounding = landscape.rounding;
    this.loss.caption.textContent = this.floor === null ? "Loss" : "Loss above the minimum, log scale";
    this.rateName.textContent = `Learning rate (dashed: ${selected.limitName})`;
    if (!this.chosen) this.logRate.checked = isWide(runners.map(({ path }) => Math.max(...Array.from(path.rate))));
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    const { t, theme, runners, selected, lit } = moment;
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
    const shared = { last, rounding: this.rounding, limits: null, leaves: -1 };
    /** @param {number} k @param {(runner: Runner) => string} say one line a runner, first that of the lit one */
    const each = (k, say) => {
      const rows = [...new Set([...(lit ? [lit] : []), ...runners])];
      return [`step ${k}`, ...rows.map((one) => `${one === lit ? "▸ " : ""}${one.name}: ${say(one)}`)];
    };
    const ofLoss = drawCurve(
      this.loss,
      {
        ...shared,
        ...lines("loss", theme.primary),
        log: this.floor !== null,
        floor: this.floor ?? 0,
        leaves: path.leaves,
        tell: (k) =>
          alone
            ? [`step ${k}`, ...this.tellLoss(path, k)]
            : each(k, (runner) => this.tellLoss(runner.path, k)[0]),
      },
      t,
      theme,
    );
    /** @param {Runner} runner @param {number} k */
    const tellRate = (runner, k) => `α = ${show(runner.path.rate[Math.min(k, last - 1)])}`;
    const ofRate = drawCurve(
      this.rate,
      {
        ...shared,
        ...lines("rate", theme.marble),
        log: this.logRate.checked,
        floor: 0,
        rounding: 0,
        limits,
        tell: (k) => [
          ...(alone ? [`step ${k}`, tellRate(selected, k)] : each(k, (runner) => tellRate(runner, k))),
          ...(limits && Number.isFinite(limits[k]) ? [`${selected.limitName}: ${show(limits[k], 3)}`] : []),
        ],
      },
      t,
      theme,
    );
    this.light.point(ofLoss ?? ofRate);
  }

  /** @param {import("../paths.js").Path} path @param {number} k */
  tellLoss(path, k) {
    const loss = path.loss[k];
    const words = `loss ${tellNumber(path, loss, 4)}`;
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
