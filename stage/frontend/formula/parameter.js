// One parameter of a typed formula: a slider under which the landscape changes, its exact value, and its two ends.

import { make } from "../dom.js";
import { show } from "../format.js";
import { NumberField } from "../number_field.js";
import { Rail } from "../rail.js";
import { nearest } from "../runners.js";
import { notchesOf, reaching, textOf, withEnd } from "./span.js";

const NOTCHES = 100;
const KEYBOARD_PAUSE = 300; // milliseconds without a key before a value moved by keys is sent
const ANY = { low: -Infinity, high: Infinity, words: "a number" };

/** @typedef {{name: string, value: number, low: number, high: number}} Facts */

export class Parameter {
  /** @param {string} name @param {import("../view.js").Conductor} stage */
  constructor(name, stage) {
    this.name = name;
    this.stage = stage;
    /** @type {import("./span.js").Span} */
    this.span = [0, 1];
    /** @type {number[]} */
    this.values = [];
    /** What holds. */
    this.value = NaN;
    /** @type {number | null} the value it was moved to, until that is sent */
    this.moved = null;
    /** @type {number | null} the value that was sent, until its answer */
    this.sent = null;
    this.held = false;
    /** @type {ReturnType<typeof setTimeout> | null} until a value that keys moved is sent */
    this.timer = null;
    const id = `${stage.id}-parameter-${name}`;
    this.range = make("input", { type: "range", id, min: 0, max: NOTCHES, step: 1, "aria-label": `Parameter ${name}` });
    const rail = new Rail(this.range, {
      take: () => this.take(),
      move: () => this.drag(),
      drop: () => this.drop(),
      cancel: () => this.cancel(),
    });
    this.field = new NumberField((value) => this.enter(value));
    this.ends = /** @type {const} */ ([0, 1]).map((end) => new NumberField((value) => this.widen(end, value)));
    const [low, high] = this.ends;
    describe(this.field, `Exact value of ${name}`);
    describe(low, `Lowest ${name}`);
    describe(high, `Highest ${name}`);
    const errors = [this.field, low, high].map(({ error }) => error);
    for (const { element } of [low, high]) element.classList.add("end");
    const parts = [make("label", { for: id, text: name }), low.element, rail.element, high.element, this.field.element];
    this.element = make("div.parameter", { "data-parameter": name }, ...parts, ...errors);
    this.range.addEventListener("input", () => this.drag());
    this.range.addEventListener("change", () => this.rest());
    this.range.addEventListener("blur", () => this.send());
  }

  get inHand() {
    return this.held || this.timer !== null;
  }

  /** What is under a hand stays there, and what was sent until it is answered. @param {Facts} facts @param {boolean} trial */
  setFacts({ value, low, high }, trial) {
    if (trial && this.values.length) return;
    this.span = [low, high];
    this.values = notchesOf(this.span, NOTCHES);
    this.value = value;
    this.sent = null;
    this.ends.forEach((end, i) => end.show(this.span[i]));
    this.show(this.moved ?? value);
  }

  /** @param {number} value */
  show(value) {
    const index = nearest(this.values, value);
    this.range.value = String(index);
    this.range.style.setProperty("--filled", `${(100 * index) / NOTCHES}%`);
    this.range.setAttribute("aria-valuetext", show(value));
    this.field.show(value);
  }

  take() {
    this.send();
    this.held = true;
  }

  drag() {
    this.moved = this.values[Number(this.range.value)];
    this.show(this.moved);
    this.stage.moveGround({ [this.name]: this.moved }, false);
  }

  drop() {
    this.held = false;
    this.settle();
  }

  /** All is as before it was taken. */
  cancel() {
    this.held = false;
    if (this.moved === null) return;
    this.moved = null;
    this.commit(this.sent ?? this.value);
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
    this.settle();
  }

  /** Also where it came back to: a trial of another value may be shown. */
  settle() {
    const value = this.moved;
    this.moved = null;
    if (value !== null) this.commit(value);
  }

  /** @param {number} value */
  commit(value) {
    this.sent = value;
    this.show(value);
    this.stage.moveGround({ [this.name]: value }, true);
  }

  /** An exact value; the range reaches as far. @param {number} value */
  enter(value) {
    const span = reaching(this.span, value);
    if (String(span) !== String(this.span)) this.stage.wish({ chosen: { [`range_${this.name}`]: textOf(span) } });
    this.commit(value);
  }

  /** Another end of the range; the value stays within. @param {0 | 1} end @param {number} value */
  widen(end, value) {
    const span = withEnd(this.span, end, value);
    this.ends.forEach((field, i) => field.show(span[i])); // until the answer
    this.stage.wish({ chosen: { [`range_${this.name}`]: textOf(span) } });
    const within = Math.min(Math.max(this.value, span[0]), span[1]);
    if (within !== this.value) this.commit(within);
  }

  destroy() {
    if (this.timer) clearTimeout(this.timer);
    this.element.remove();
  }
}

/** @param {NumberField} field @param {string} label */
function describe(field, label) {
  field.element.setAttribute("aria-label", label);
  field.setFacts({ label, limits: ANY, whole: false, reading: "number" });
}
