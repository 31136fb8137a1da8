// The sliders of the selected runner, each with its typed exact value and, where it is painted, a strip of verdicts.

import { placeOf } from "../chart.js";
import { make } from "../dom.js";
import { show, tellValue } from "../format.js";
import { NumberField } from "../number_field.js";
import { nearest } from "../runners.js";
import { styleOf, VERDICTS } from "../verdicts.js";
import { View } from "../view.js";

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
  setScene({ selected }) {
    const { controls } = selected;
    const idOf = (/** @type {Control} */ { name }) => `${this.stage.id}-${selected.key}-${name}`;
    const ids = controls.map(idOf);
    for (const [id, slider] of this.sliders) {
      if (ids.includes(id)) continue;
      slider.destroy();
      this.sliders.delete(id);
    }
    this.element.classList.toggle("few", controls.length === 2);
    controls.forEach((control, place) => {
      const id = idOf(control);
      const slider = this.sliders.get(id) ?? new Slider(id, control, selected, this.stage);
      this.sliders.set(id, slider);
      if (this.element.children[place] !== slider.element)
        this.element.insertBefore(slider.element, this.element.children[place] ?? null);
      slider.setControl(control, selected);
    });
    for (const slider of this.sliders.values()) if (slider.control.painted) slider.paint();
    const moved = [...this.sliders.values()].find((slider) => slider.moved !== null);
    if (moved) this.stage.pick(selected, moved.control.name, moved.index);
  }

  /** Where nobody answers the sliders show what is shown; else one that was let go of awaits its answer. */
  draw() {
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
    /** @type {ReturnType<typeof setTimeout> | null} until a value that was let go of is sent */
    this.timer = null;
    this.label = make("label", { for: id });
    this.range = make("input", { type: "range", id, min: 0, step: 1, "aria-describedby": `${id}-ranges` });
    this.field = new NumberField((value) => this.commit(value));
    this.suggest = make("button.suggest", { type: "button" });
    this.strip = make("div.strip", { "aria-hidden": "true" });
    this.ranges = make("p.unseen", { id: `${id}-ranges` });
    this.here = make("i.here", { title: "you are here" });
    const head = make("div.control-head", {}, this.label, this.suggest, this.field.element);
    const parts = [head, this.range, this.strip, this.ranges, this.field.error];
    this.element = make("div.control", { "data-control": control.name }, ...parts);

    this.range.addEventListener("pointerdown", (event) => event.button === 0 && this.take());
    this.range.addEventListener("pointerup", () => this.letGo());
    this.range.addEventListener("pointercancel", () => this.cancel());
    this.range.addEventListener("input", () => this.drag());
    this.range.addEventListener("change", () => this.release());
    this.range.addEventListener("blur", () => {
      this.held = false;
      this.send();
    });
    this.suggest.addEventListener("click", () => this.commit(this.control.default));
  }

  /** @param {Control} control @param {Runner} runner whose it is */
  setControl(control, runner) {
    this.control = control;
    this.runner = runner;
    this.element.classList.toggle("lead", control.lead);
    this.label.textContent = control.label;
    this.element.title = control.help;
    this.field.setFacts(control);
    this.field.element.setAttribute("aria-label", `Exact value of ${control.symbol || control.label}`);
    this.range.max = String(control.values.length - 1);
    const offer = [control.default_name, tellValue(control.default, control.reading, 4)];
    this.suggest.replaceChildren(make("span", { text: offer[0] }), " ", make("span.offer", { text: offer[1] }));
    this.suggest.title = `Go to the ${offer.join(" ")}`;
    this.sent = null;
    this.show(this.moved === null ? control.index : nearest(control.values, this.moved));
  }

  /** What was let go of is sent before the slider is gone. */
  destroy() {
    this.send();
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
    this.here.style.left = `${(100 * (index + 0.5)) / values.length}%`;
    this.range.setAttribute("aria-valuetext", this.tell(value));
    this.field.show(value);
    this.suggest.hidden = Math.abs(value - this.control.default) <= 1e-9 * Math.abs(this.control.default);
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
  }

  /** The finger is gone. If it came back to where it began, there is no change to tell of. */
  letGo() {
    setTimeout(() => {
      this.held = false;
      if (!this.timer) this.moved = null;
    });
  }

  /** The finger meant to scroll the page: the value stays what it was. */
  cancel() {
    this.held = false;
    if (this.timer || this.moved === null) return;
    this.moved = null;
    this.show(this.control.index);
    this.stage.pick(this.runner, this.control.name, this.control.index);
  }

  /** A value let go of is sent at once; one moved by keys when they rest, or when something else is taken in hand. */
  release() {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.held ? 0 : KEYBOARD_PAUSE);
  }

  send() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    const value = this.moved;
    this.moved = null;
    if (value !== null) this.commit(value);
  }

  /** The notch next to it is shown until the answer. @param {number} value */
  commit(value) {
    const index = nearest(this.control.values, value);
    this.sent = value;
    this.show(index);
    this.stage.pick(this.runner, this.control.name, index);
    this.stage.commit(this.runner, this.control.name, value);
  }

  /** Paints which verdict each notch has, and where the stability bound lies. */
  paint() {
    /** @type {string[]} */
    const verdicts = this.runner.sweeps.get(this.control.name)?.header.verdicts ?? [];
    const width = this.range.clientWidth;
    const spoken = [];
    this.strip.replaceChildren();
    for (let from = 0; from < verdicts.length;) {
      const word = verdicts[from];
      let to = from;
      while (verdicts[to + 1] === word) to++;
      const room = ((to - from + 1) / verdicts.length) * width;
      const segment = make("span", { title: this.spoken(word, from, to), "data-verdict": word });
      segment.style.cssText = `flex: ${to - from + 1} 1 0; --verdict: ${styleOf(word)}`;
      segment.textContent = room > 7 * word.length ? word : room > 9 ? VERDICTS[word].glyph : "";
      spoken.push(segment.title);
      this.strip.append(segment);
      from = to + 1;
    }
    this.ranges.textContent = `${spoken.join("; ")}.`;
    if (this.control.lead) this.mark(this.runner.run.bound);
    this.strip.append(this.here);
  }

  /** @param {string} verdict @param {number} from @param {number} to */
  spoken(verdict, from, to) {
    const { values } = this.control;
    return `${verdict} from ${this.tell(values[from])} to ${this.tell(values[to])}`;
  }

  /** A tick where the optimizer's stability bound lies. @param {number | null} bound */
  mark(bound) {
    const { values } = this.control;
    const place = bound === null ? null : placeOf(bound, values);
    if (bound === null || place === null || bound === values[0] || bound === values[values.length - 1]) return;
    const tick = make("i.bound", { title: `stability bound near the minimum: ${show(bound, 3)}` });
    tick.style.left = `${(100 * (place + 0.5)) / values.length}%`;
    this.strip.append(tick);
  }
}
