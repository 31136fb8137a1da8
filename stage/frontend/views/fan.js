// Many seeds at once: while its panel is open the map has their ways, and it tells where they end and how many escape, now
// and against the learning rate and the noise.

import { Chart, notchesToLabel, placeOf } from "../chart.js";
import { make, say } from "../dom.js";
import { show, showPower } from "../format.js";
import { drawSwatches } from "../ground.js";
import { hoverOf } from "../hover.js";
import { prepare } from "../ink.js";
import { Seeds } from "../seeds.js";
import { View } from "../view.js";

const MARGIN = { left: 38, right: 10, top: 8, bottom: 20 };
const TOPS = [0.1, 0.2, 0.5, 1]; // where the axis of shares may end
const QUIET = 5; // levels: how soon what a bar shows
const BEGUN = "Running the same with other seeds …";
const NOTHING = "nothing to escape here";
const AWAITED = "Share that escapes: on its way";
/** What is on the other axis, as it stands in a title and before a number. @type {Record<string, [string, string]>} */
const AXES = {
  learning_rate: ["α", "α"],
  noise: ["the noise σ", "σ"],
  label_noise: ["label noise σ", "σ"],
  batch_size: ["batch size B", "B"],
};
/** How seeds end that rest at no minimum on the map. @type {Record<string, string>} */
const NAMES = { converged: "at the lowest loss", trapped: "at a minimum without a mark" };
const LABELS = 3; // on an axis without powers of ten

/**
 * @typedef {import("../decode.js").Message} Message
 * @typedef {import("../theme.js").Theme} Theme
 * @typedef {import("../runners.js").Runner} Runner
 */

export class FanView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.seeds = new Seeds(stage);
    this.which = make("span.which");
    this.bar = make("canvas.ends-bar", { "aria-hidden": "true" });
    this.keys = make("div.ends-keys");
    this.told = make("p.note", { role: "status" });
    this.meaning = make("p.meaning");
    this.rate = this.chart("Share that escapes, against α");
    this.noise = this.chart("Share that escapes, against the noise");
    this.rate.canvas.addEventListener("click", (event) => this.takeRate(this.rate.at(event)));
    this.noise.canvas.addEventListener("click", (event) => this.takeNoise(this.noise.at(event)));
    const caption = make("figcaption", {}, make("span", { text: "64 seeds, each another draw of the noise" }), this.which);
    const charts = make("div.fan-charts", {}, this.rate.figure, this.noise.figure);
    this.figure = make("figure.fan", {}, caption, this.told, this.bar, this.keys, charts, this.meaning);
    this.add(this.figure);
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** From what all was drawn. @type {unknown[]} */
    this.drawn = [];
  }

  /** @param {string} label */
  chart(label) {
    return new Chart({ title: label, label, margin: MARGIN }, hoverOf(this.stage.root), () => this.spoil());
  }

  destroy() {
    super.destroy();
    this.seeds.stop();
    this.rate.destroy();
    this.noise.destroy();
  }

  /** Something has another size, or is pointed at: all is drawn again. */
  spoil() {
    this.drawn = [];
    this.stage.request();
  }

  get panel() {
    return { title: "64 seeds", width: Infinity, height: Infinity, show: "seeds" };
  }

  /** @param {import("../scene.js").Scene | null} scene */
  suits(scene) {
    return Boolean(scene?.maps?.noisy);
  }

  /** @param {boolean} open */
  setOpen(open) {
    super.setOpen(open);
    this.drawn = [];
    if (!open) this.seeds.stop();
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.scene = scene;
  }

  /** The ways of what is shown, while nothing is in hand. @param {import("../view.js").Moment} moment */
  fan({ selected }) {
    if (this.closed || !this.scene) return null;
    this.seeds.look(this.scene, selected);
    return selected.live ? this.seeds.ways : null;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ selected, theme }) {
    const { scene, seeds } = this;
    if (!scene) return;
    seeds.look(scene, selected);
    const { ways, overRate, overNoise, told } = seeds;
    const rate = rateOf(selected);
    const now = [scene, selected, theme, ways, overRate, overNoise, told, selected.live, rate];
    if (now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    this.figure.classList.toggle("stale", !selected.live);
    this.figure.classList.toggle("turned", !selected.live && isTurned(selected));
    say(this.told, told || (ways ? ways.header.sentence : BEGUN));
    say(this.which, ways ? nameOfSeeds(ways.header) : "");
    say(this.meaning, ways?.header.definition ?? "");
    this.figure.dataset.seeds = String(ways?.header.seeds.length ?? 0);
    this.drawBar(ways, theme);
    this.drawShares(this.rate, overRate, rate, theme);
    this.drawShares(this.noise, overNoise, overNoise?.header.present, theme);
  }

  /** The seeds by where they end. @param {Message | null} ways @param {Theme} theme */
  drawBar(ways, theme) {
    const { scene, bar, keys } = this;
    const { clientWidth: width, clientHeight: height } = bar;
    if (!scene || width < 1) return;
    const ink = prepare(bar, width, height);
    keys.replaceChildren();
    if (!ways) return;
    const { groups, words, seeds } = ways.header;
    let before = 0;
    for (const { code, count } of groups) {
      const [left, right] = [before, before + count].map((sum) => Math.round((sum / seeds.length) * width));
      before += count;
      const box = [left, 0, Math.max(right - 1, left + 1), height];
      drawSwatches(ink, [{ code, box }], QUIET, words, scene.landscape, theme);
      const canvas = make("canvas");
      const at = scene.landscape.minima[code - words.length];
      const name = at ? `around (${at.map((number) => show(number, 3)).join(", ")})` : NAMES[words[code]] ?? words[code];
      keys.append(make("span", {}, canvas, `${count} ${name}`));
      const size = [canvas.clientWidth, canvas.clientHeight];
      const swatch = { code, box: [0, 0, ...size] };
      drawSwatches(prepare(canvas, size[0], size[1]), [swatch], QUIET, words, scene.landscape, theme);
    }
  }

  /**
   * @param {Chart} chart @param {Message | null} message @param {number | undefined} present where the axis stands now
   * @param {Theme} theme
   */
  drawShares(chart, message, present, theme) {
    const ink = chart.begin(theme);
    const [values, shares] = message ? sharesOf(message) : [[], []];
    const [axis, symbol] = AXES[message?.header.over ?? "learning_rate"];
    const at = present === undefined ? null : placeOf(present, values);
    const told = at === null ? "" : `; ${tellShare(shares[Math.round(at)])} at ${symbol} = ${show(values[Math.round(at)], 3)}`;
    say(chart.caption, message ? `Share that escapes, against ${axis}` : this.seeds.told ? "" : AWAITED);
    chart.canvas.ariaLabel = `${chart.caption.textContent}${told}`;
    chart.note({ points: String(values.length) });
    if (!ink || !message) return chart.hover.hide(chart);
    if (shares.every(Number.isNaN)) {
      ink.textAlign = "center";
      ink.textBaseline = "middle";
      ink.fillStyle = theme.muted;
      ink.fillText(NOTHING, chart.width / 2, chart.height / 2);
      return chart.hover.hide(chart);
    }
    const highest = Math.max(...shares.filter((share) => !Number.isNaN(share)), 0);
    const top = TOPS.find((one) => one >= highest) ?? 1;
    const last = values.length - 1;
    chart.setScale(last, 0, top);
    chart.drawRungs(ink, theme, [0, top / 2, top].map((share) => ({ at: share, name: `${Math.round(100 * share)} %` })));
    ink.textBaseline = "top";
    for (const i of labelled(values)) {
      ink.textAlign = i === 0 ? "left" : i === last ? "right" : "center";
      ink.fillText(nameOfNotch(values[i]), chart.x(i), chart.bottom + 6);
    }
    if (at !== null) {
      ink.save();
      ink.strokeStyle = theme.marble;
      ink.globalAlpha = 0.35;
      ink.lineWidth = 5;
      chart.drawColumn(ink, at);
      ink.restore();
    }
    ink.strokeStyle = ink.fillStyle = theme.primary;
    ink.lineWidth = 2;
    chart.drawLine(ink, shares);
    const radius = last > 40 ? 1.4 : 2.2;
    shares.forEach((share, i) => {
      if (Number.isNaN(share)) return;
      ink.beginPath();
      ink.arc(chart.x(i), chart.y(share), radius, 0, 2 * Math.PI);
      ink.fill();
    });
    chart.drawHover(ink, theme, (k) => [`${symbol} = ${show(values[k], 3)}`, tellShare(shares[k])]);
  }

  /** @param {number} k a notch of the rate */
  takeRate(k) {
    const { scene } = this;
    const message = this.seeds.overRate;
    const control = scene?.selected.lead;
    if (scene && message && control) this.stage.commit(scene.selected, control.name, sharesOf(message)[0][k]);
  }

  /** @param {number} k a notch of the noise */
  takeNoise(k) {
    const message = this.seeds.overNoise;
    const field = this.scene?.fields.find(({ name }) => name === message?.header.over);
    if (message && field && this.stage.answers) this.stage.wish({ chosen: { [field.name]: sharesOf(message)[0][k] } });
  }
}

/** At which rate it is shown. @param {Runner} runner */
function rateOf(runner) {
  const { lead, rateNow } = runner;
  return Number.isNaN(rateNow) && lead ? lead.values[runner.indexOf(lead)] : rateNow;
}

/** Whether only the learning rate is in hand: the shares over it stay what they are. @param {Runner} runner */
function isTurned({ picked, active, lead }) {
  return active !== null && picked !== null && picked.name === lead?.name;
}

/** @param {Message} message @returns {[number[], number[]]} */
const sharesOf = ({ arrays }) => [Array.from(arrays.values.data), Array.from(arrays.shares.data)];

/** @param {number} share not a number: there is nothing to escape */
export const tellShare = (share) =>
  Number.isNaN(share) ? "without noise it rests at no minimum: nothing to escape" : `${show(100 * share, 3)} % escape`;

/** @param {{seeds: number[], stride: number}} header */
function nameOfSeeds({ seeds, stride }) {
  const thinned = stride > 1 ? ` · every ${stride}${stride === 2 ? "nd" : stride === 3 ? "rd" : "th"} step drawn` : "";
  return `seeds ${seeds[0]} to ${seeds[seeds.length - 1]}${thinned}`;
}

/** Which notches have their value below them. @param {number[]} values */
function labelled(values) {
  const notches = notchesToLabel(values);
  if (values.length <= 2 * LABELS) return values.map((_, i) => i);
  if (notches.some((i) => Number.isInteger(Math.log10(values[i])))) return notches;
  return Array.from({ length: LABELS }, (_, i) => Math.round((i / (LABELS - 1)) * (values.length - 1)));
}

/** @param {number} value */
function nameOfNotch(value) {
  const power = Math.log10(value);
  return Number.isInteger(power) && (power < -2 || power > 2) ? showPower(power) : show(value, 3);
}
