// The sliders of the selected runner, each with its typed exact value and, where it is painted, a strip of verdicts.

import { make } from "../dom.js";
import { tellValue } from "../format.js";
import { NumberField } from "../number_field.js";
import { slidersOf, wants } from "../only.js";
import { Rail } from "../rail.js";
import { nearest } from "../runners.js";
import { Stack } from "../stack.js";
import { nameSlider } from "../symbols.js";
import { View } from "../view.js";
import { Strip } from "./strip.js";

const KEYBOARD_PAUSE = 300; // milliseconds without a key before a value moved by keys is sent

/**
 * @typedef {import("../runners.js").Control} Control
 * @typedef {import("../runners.js").Runner} Runner
 */

export class Sliders extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("div.controls");
    this.add(this.element);
    /** @type {Map<string, Slider>} by the runner's key and the control's name */
    this.sliders = new Map();
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { selected, runners, race } = scene;
    const controls = slidersOf(scene, selected.controls);
    const judged = wants(scene, "verdict");
    const advised = judged && wants(scene, "why");
    const idOf = (/** @type {Control} */ { name }) => `${this.stage.id}-${selected.key}-${name}`;
    const ids = controls.map(idOf);
    for (const [id, slider] of this.sliders) {
      if (ids.includes(id)) continue;
      slider.destroy();
      this.sliders.delete(id);
    }
    controls.forEach((control, place) => {
      const id = idOf(control);
      const slider = this.sliders.get(id) ?? new Slider(id, control, selected, this.stage);
      this.sliders.set(id, slider);
      if (this.element.children[place] !== slider.element)
        this.element.insertBefore(slider.element, this.element.children[place] ?? null);
      slider.setControl(control, selected, advised, scene.signs);
    });
    for (const slider of this.sliders.values()) slider.paint(race?.shared ? runners : [], judged);
    const moved = [...this.sliders.values()].find((slider) => slider.moved !== null);
    if (moved) this.stage.pick(selected, moved.control.name, moved.index);
  }

  /**
   * Where nobody answers the sliders show what is shown; else one that was let go of awaits its answer.
   * @param {import("../view.js").Moment} moment
   */
  draw(moment) {
    for (const { stack } of this.sliders.values()) stack.draw(moment);
    if (this.stage.answers) return;
    for (const slider of this.sliders.values()) if (!slider.held) slider.show(slider.runner.indexOf(slider.control));
  }

  get inHand() {
    return [...this.sliders.values()].some((slider) => slider.inHand);
  }

  destroy() {
    for (const slider of this.sliders.values()) slider.destroy();
    super.destroy();
  }
}

class Slider {
  /**
   * @param {string} id @param {Control} control @param {Runner} runner @param {import("../view.js").Conductor} stage
   */
  constructor(id, control, runner, stage) {
    this.control = control;
    this.runner = runner;
    this.stage = stage;
    /** @type {number | null} the value it was moved to, until that is sent */
    this.moved = null;
    /** @type {number | null} the value that was sent, until its answer */
    this.sent = null;
    this.held = false;
    /**
     * What was shown, and sent, before a hand moved it.
     * @type {{index: number, sent: number | null, picked: Runner["picked"]}}
     */
    this.before = { index: control.index, sent: null, picked: null };
    /** @type {ReturnType<typeof setTimeout> | null} until a value that keys moved is sent */
    this.timer = null;
    this.label = make("label", { for: id });
    this.name = make("div.control-name");
    this.range = make("input", { type: "range", id, min: 0, step: 1, "aria-describedby": `${id}-ranges` });
    this.field = new NumberField((value) => this.commit(value));
    const rail = new Rail(this.range, {
      take: () => this.take(),
      move: () => this.drag(),
      drop: () => this.drop(),
      cancel: () => this.cancel(),
    });
    this.offer = make("span.offer");
    const sign = make("span", { text: control.lead ? "→" : "↺", "aria-hidden": "true" }); // to the best, or back
    this.suggest = make("button.suggest", { type: "button" }, sign, this.offer);
    this.strip = new Strip();
    this.stack = new Stack(stage);
    this.ranges = make("p.unseen", { id: `${id}-ranges` });
    const head = make("div.control-head", {}, this.name, this.suggest, this.field.element);
    const parts = [head, rail.element, this.strip.element, this.stack.element, this.ranges, this.field.error];
    this.element = make("div.control", { "data-control": control.name }, ...parts);

    this.range.addEventListener("input", () => this.drag());
    this.range.addEventListener("change", () => this.rest());
    this.range.addEventListener("blur", () => this.send());
    this.suggest.addEventListener("click", () => {
      this.range.focus({ preventScroll: true }); // the button goes
      this.commit(this.control.default);
    });
  }

  /**
   * @param {Control} control @param {Runner} runner whose it is @param {boolean} advised whether it says which is best
   * @param {import("../symbols.js").Words} signs
   */
  setControl(control, runner, advised, signs) {
    this.control = control;
    this.runner = runner;
    this.element.classList.toggle("lead", control.lead);
    const name = control.label + (control.even === false ? ": each its own until this moves" : "");
    nameSlider(this.name, this.label, name, control.symbol, signs);
    this.element.title = control.help;
    this.field.setFacts(control);
    this.field.element.setAttribute("aria-label", `Exact value of ${control.symbol || control.label}`);
    this.range.max = String(control.values.length - 1);
    this.suggest.hidden = control.lead && !advised; // to the best one
    this.offer.textContent = `${control.default_name}: ${tellValue(control.default, control.reading, 4)}`;
    this.suggest.title = `Go to ${tellValue(control.default, control.reading, 4)}: ${control.default_name}`;
    this.suggest.setAttribute("aria-label", this.suggest.title);
    this.sent = null;
    this.before = { index: control.index, sent: null, picked: null };
    this.show(this.moved === null ? runner.indexOf(control) : nearest(control.values, this.moved));
  }

  /** What was let go of is sent before the slider is gone. */
  destroy() {
    this.send();
    this.strip.destroy();
    this.element.remove();
  }

  /** The notch that is shown. */
  get index() {
    return Number(this.range.value);
  }

  get inHand() {
    return this.held || this.timer !== null;
  }

  /** The value as people read it. @param {number} value */
  tell(value) {
    return tellValue(value, this.control.reading);
  }

  /** @param {number} index */
  show(index) {
    const { values } = this.control;
    const asked = this.sent !== null && index === nearest(values, this.sent);
    const value = asked ? Number(this.sent) : values[index];
    this.range.value = String(index);
    this.range.style.setProperty("--filled", `${(100 * index) / Math.max(values.length - 1, 1)}%`);
    this.strip.point(index);
    this.range.setAttribute("aria-valuetext", this.tell(value));
    const { picked } = this.runner;
    const apart = this.control.even === false && this.moved === null && this.sent === null && !picked;
    this.field.show(apart ? NaN : value); // nothing that holds for all
    this.suggest.disabled = !apart && Math.abs(value - this.control.default) <= 1e-9 * Math.abs(this.control.default);
  }

  drag() {
    const { index } = this;
    this.sent = null;
    this.moved = this.control.values[index];
    this.show(index);
    this.stage.pick(this.runner, this.control.name, index);
  }

  take() {
    this.send();
    this.held = true;
    this.before = { index: this.index, sent: this.sent, picked: this.runner.picked };
  }

  /** A value let go of is sent at once; where it came back to where it was, there is no change to tell of. */
  drop() {
    const stays = this.index === this.before.index && this.control.even !== false;
    if (this.moved === null || stays) return this.cancel();
    const value = this.moved;
    this.held = false;
    this.moved = null;
    this.commit(value);
  }

  /** All is as before it was taken. */
  cancel() {
    const { index, sent, picked } = this.before;
    this.held = false;
    this.moved = null;
    this.sent = sent;
    this.show(index);
    const shown = picked ?? { name: this.control.name, index: null };
    this.stage.pick(this.runner, shown.name, shown.index);
  }

  /** One moved by keys is sent when they rest, or when something else is taken in hand. */
  rest() {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), KEYBOARD_PAUSE);
  }

  send() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    const value = this.moved;
    this.moved = null;
    if (value !== null) this.commit(value);
  }

  /** The notch next to it is shown until the answer, or for good where there will be none. @param {number} value */
  commit(value) {
    const index = nearest(this.control.values, value);
    this.sent = this.stage.answers ? value : null;
    this.show(index);
    this.stage.pick(this.runner, this.control.name, index);
    this.stage.commit(this.runner, this.control.name, value);
  }

  /**
   * Paints which verdict each notch has, and where the stability bound lies.
   * @param {Runner[]} all that it moves @param {boolean} judged whether verdicts are shown
   */
  paint(all, judged) {
    const { name, values, lead, painted } = this.control;
    this.stack.paint(judged ? all : [], name, (notch) => this.tell(values[notch]));
    this.strip.element.hidden = all.length > 0;
    const verdicts = painted && judged ? (this.runner.sweeps.get(name)?.header.verdicts ?? []) : [];
    this.strip.paint(verdicts, values, (value) => this.tell(value), lead && judged ? this.runner.run.bound : null);
    this.ranges.textContent = this.strip.spoken;
  }
}
