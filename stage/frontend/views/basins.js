// Where each start ends: colours the map while its panel is open, and tells the shares, now and against the learning rate.

import { Basins, nearest, notchOf, pieceOf } from "../basins.js";
import { Chart, placeOf } from "../chart.js";
import { make, say } from "../dom.js";
import { show, tellValue } from "../format.js";
import { hoverOf } from "../hover.js";
import { drawShares, MARGIN } from "../share_chart.js";
import { noteOf, SharesBar, sharesOf } from "../shares.js";
import { View } from "../view.js";

const TRIED = "The map follows when the slider is let go.";
const BEGUN = "Walking from every start …";

/**
 * @typedef {import("../decode.js").Message} Message
 * @typedef {import("../runners.js").Control} Control
 */

export class BasinsView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.basins = new Basins(stage);
    this.which = make("span.which");
    this.shares = new SharesBar();
    this.told = make("p.note", { role: "status" });
    this.chart = new Chart({ title: "", label: "Share against the slider", margin: MARGIN }, hoverOf(stage.root), () =>
      stage.request(),
    );
    this.chart.canvas.addEventListener("click", (event) => this.go(this.chart.at(event)));
    const caption = make("figcaption", {}, make("span", { text: "Where each start ends" }), this.which);
    this.figure = make("figure.ends.basins", {}, caption, this.told, this.shares.bar, this.shares.keys, this.chart.figure);
    this.add(this.figure);
    /** @type {View[]} */
    this.views = [];
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** The slider whose shares are charted: the last one in hand on this ground. @type {string | null} */
    this.slider = null;
  }

  destroy() {
    super.destroy();
    this.basins.stop();
    this.chart.destroy();
  }

  get panel() {
    return { title: "Basins", width: Infinity, height: Infinity, show: "basins" };
  }

  /** @param {import("../scene.js").Scene | null} scene */
  suits(scene) {
    return Boolean(scene?.maps);
  }

  /** @param {boolean} open */
  setOpen(open) {
    super.setOpen(open);
    if (!open) this.basins.stop();
  }

  /** @param {View[]} views */
  meet(views) {
    this.views = views;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    if (scene.subject !== this.scene?.subject) this.slider = null;
    this.scene = scene;
  }

  get coloursMap() {
    return !this.closed && this.fits;
  }

  /** @param {import("../view.js").Moment} moment */
  ground({ selected }) {
    return this.coloursMap ? this.basins.shown(selected) : null;
  }

  /** Whether the maps are of the ground that is shown: while that is tried out there are none of it. */
  get fits() {
    return this.scene !== null && !this.scene.trial && !this.scene.turned;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ selected, theme }) {
    const { scene, basins } = this;
    if (!scene) return;
    if (this.fits) {
      const map = this.views.find(({ extent }) => extent !== null);
      basins.look(scene, selected, pieceOf(scene.landscape.window, map?.extent ?? null, Boolean(map?.look.view)));
    }
    const message = this.fits ? basins.shown(selected) : null;
    const told = this.fits ? basins.told(selected) : TRIED;
    const notch = notchOf(selected);
    if (notch) this.slider = notch.name;
    this.figure.classList.toggle("stale", !message);
    say(this.told, message ? message.header.sentence : told || BEGUN);
    say(this.which, message ? this.nameOf(message, selected) : "");
    const { landscape } = scene;
    const shares = message ? sharesOf(message.header, landscape) : [];
    this.shares.draw(shares, message?.header.words ?? [], landscape, theme, noteOf(landscape));
    this.drawChart(selected, theme, notch?.value);
  }

  /** At which value of a slider a map is. @param {Message} message @param {import("../runners.js").Runner} runner */
  nameOf({ header }, runner) {
    const starts = `${header.starts.toLocaleString("en")} starts`;
    const control = header.along && runner.control(header.along);
    if (!control) return starts;
    return `${control.symbol || control.label} = ${tellValue(header.value, control.reading)} · ${starts}`;
  }

  /**
   * The share that reaches the lowest minimum, against the slider that was in hand last.
   * @param {import("../runners.js").Runner} runner @param {import("../theme.js").Theme} theme
   * @param {number | undefined} held where that slider is held
   */
  drawChart(runner, theme, held) {
    const { chart } = this;
    const control = runner.control(this.slider ?? "") ?? runner.lead;
    const messages = control ? (this.basins.along.get(control.name)?.messages ?? []) : [];
    const ink = chart.begin(theme);
    if (!ink || !control) return;
    const { values } = control;
    const name = control.symbol || control.label;
    const whole = this.basins.along.get(control.name)?.done ?? false;
    say(chart.caption, this.titleOf(name, messages[0]?.header.goal, whole));
    const points = messages
      .map(({ header }) => ({ at: placeOf(header.value, values) ?? NaN, share: header.converged }))
      .filter(({ at }) => !Number.isNaN(at))
      .sort((a, b) => a.at - b.at);
    drawShares(chart, ink, theme, { values, points, present: placeOf(held ?? values[control.index], values), joined: whole });
    const here = messages.length ? nearest(messages, held ?? values[control.index]) : null;
    const told = here ? `; ${show(100 * here.header.converged, 2)} % at ${tellValue(here.header.value, control.reading)}` : "";
    if (chart.canvas.ariaLabel !== chart.caption.textContent + told) chart.canvas.ariaLabel = chart.caption.textContent + told;
    chart.note({ points: String(points.length), slider: control.name });
    chart.drawHover(ink, theme, (k) => this.tell(k, control, messages));
  }

  /** @param {string} name @param {string | undefined} goal what the share reaches @param {boolean} whole whether all is here */
  titleOf(name, goal, whole) {
    const { minima = [], valleys = [] } = this.scene?.landscape ?? {};
    if (!minima.length && !valleys.length) return "No minimum is known here, and none is reached";
    if (!goal) return `Share against ${name}: on its way …`;
    return `Share that reaches ${goal}, against ${name}${whole ? "" : ": on its way …"}`;
  }

  /** @param {number} k @param {Control} control @param {Message[]} messages */
  tell(k, control, messages) {
    const near = nearest(messages, control.values[k]);
    if (!near) return [`${control.symbol || control.label} = ${tellValue(control.values[k], control.reading)}`];
    const { value, sentence } = near.header;
    return [`${control.symbol || control.label} = ${tellValue(value, control.reading)}`, sentence];
  }

  /** @param {number} k a notch of the slider whose shares are charted */
  go(k) {
    const runner = this.scene?.selected;
    const control = runner?.control(this.slider ?? "") ?? runner?.lead;
    if (runner && control) this.stage.commit(runner, control.name, control.values[k]);
  }
}
