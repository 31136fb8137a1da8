// Where each start ends: colours the map while its panel is open, and tells the shares, now and against the learning rate.

import { Basins, nearest, notchOf, pieceOf } from "../basins.js";
import { Chart, notchesToLabel, placeOf } from "../chart.js";
import { make, say } from "../dom.js";
import { show, showPower, tellValue } from "../format.js";
import { hoverOf } from "../hover.js";
import { SharesBar } from "../shares.js";
import { View } from "../view.js";

const MARGIN = { left: 38, right: 10, top: 8, bottom: 20 };
const TOPS = [0.1, 0.2, 0.5, 1]; // where the axis of shares may end
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
    this.figure = make("figure.basins", {}, caption, this.told, this.shares.bar, this.shares.keys, this.chart.figure);
    this.add(this.figure);
    /** @type {View[]} */
    this.views = [];
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** The slider whose shares are charted. @type {string | null} */
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
    this.shares.draw(message, scene.landscape, theme);
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
    const most = Math.max(...messages.map(({ header }) => header.converged), 0);
    const high = TOPS.find((top) => top >= most) ?? 1;
    chart.setScale(values.length - 1, 0, high);
    chart.drawRungs(ink, theme, [0, high / 2, high].map((at) => ({ at, name: `${show(100 * at, 3)} %` })));
    ink.textBaseline = "top";
    for (const i of notchesToLabel(values)) {
      ink.textAlign = i === 0 ? "left" : i === values.length - 1 ? "right" : "center";
      const power = Math.log10(values[i]);
      ink.fillText(Number.isInteger(power) ? showPower(power) : show(values[i], 2), chart.x(i), chart.bottom + 6);
    }
    const points = messages
      .map(({ header }) => ({ at: placeOf(header.value, values), share: header.converged }))
      .filter(({ at }) => at !== null)
      .sort((a, b) => Number(a.at) - Number(b.at));
    ink.strokeStyle = theme.marble;
    ink.globalAlpha = 0.35;
    ink.lineWidth = 5;
    const present = placeOf(held ?? values[control.index], values);
    if (present !== null) chart.drawColumn(ink, present);
    ink.globalAlpha = 1;
    ink.strokeStyle = ink.fillStyle = theme.primary;
    ink.lineWidth = 2;
    if (whole) chart.drawLine(ink, points.map(({ share }) => share), (i) => points[i].at);
    for (const { at, share } of whole ? [] : points) ink.fillRect(chart.x(Number(at)) - 1.5, chart.y(share) - 1.5, 3, 3);
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
