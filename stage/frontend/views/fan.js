// Many seeds at once: while its panel is open the map has their ways, and it tells where they end and how many escape, now
// and against the learning rate and the noise.

import { Chart, placeOf } from "../chart.js";
import { make, say } from "../dom.js";
import { show } from "../format.js";
import { hoverOf } from "../hover.js";
import { RATE } from "../maps.js";
import { wants } from "../only.js";
import { Seeds } from "../seeds.js";
import { drawShares, MARGIN } from "../share_chart.js";
import { SharesBar, tellPlace } from "../shares.js";
import { View } from "../view.js";

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
    this.shares = new SharesBar();
    this.told = make("p.note", { role: "status" });
    this.meaning = make("p.meaning");
    this.rate = this.chart("Share that escapes, against α");
    this.noise = this.chart("Share that escapes, against the noise");
    this.rate.canvas.addEventListener("click", (event) => this.takeRate(this.rate.at(event)));
    this.noise.canvas.addEventListener("click", (event) => this.takeNoise(this.noise.at(event)));
    const caption = make("figcaption", {}, make("span", { text: "64 seeds, each another draw of the noise" }), this.which);
    const charts = make("div.fan-charts", {}, this.rate.figure, this.noise.figure);
    this.figure = make("figure.ends.fan", {}, caption, this.told, this.shares.bar, this.shares.keys, charts, this.meaning);
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
    const rate = selected.rateNow;
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
    const { scene, shares } = this;
    if (!scene) return;
    const { groups, words, seeds } = ways?.header ?? { groups: [], words: [], seeds: [] };
    const held = groups.map(({ code, count }) => {
      const at = scene.landscape.minima[code - words.length];
      const key = `${count} ${at ? `around ${tellPlace(at)}` : NAMES[words[code]] ?? words[code]}`;
      return { code, share: count / seeds.length, told: key, key };
    });
    shares.draw(held, words, scene.landscape, theme);
  }

  /**
   * @param {Chart} chart @param {Message | null} message @param {number | undefined} present where the axis stands now
   * @param {Theme} theme
   */
  drawShares(chart, message, present, theme) {
    const ink = chart.begin(theme);
    const [values, shares] = message ? sharesOf(message) : [[], []];
    const [axis, symbol] = AXES[message?.header.over ?? RATE];
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
    const points = shares.map((share, i) => ({ at: i, share }));
    drawShares(chart, ink, theme, { values, points, present: at, joined: true });
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
    if (message && field && this.stage.answers && wants(this.scene, "settings")) this.stage.wish({ chosen: { [field.name]: sharesOf(message)[0][k] } });
  }
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
