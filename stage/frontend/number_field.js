// A field that takes a number as people write it, says what is wrong with any other, and else shows the number that holds.

import { make } from "./dom.js";
import { isFocusedByKeys } from "./focus.js";
import { questionOf, readNumber, showFactor, tellValue, typed } from "./format.js";

/**
 * What a field is of. A control of a runner is such facts already.
 * @typedef {{label: string, limits: import("./runners.js").Limits, whole: boolean,
 *            reading: "number" | "factor"}} Facts
 */

/**
 * Its owner puts `element` (an input) and `error` (a line about what was typed, empty else) where they belong, names the
 * input by a label or `aria-label`, says with `setFacts` what may be typed and with `show` which number holds.
 * `commit` is told of each allowed number that is another than that. The old number comes back when the field is left
 * empty or with a number that is refused, and on Escape.
 */
export class NumberField {
  /** @param {(value: number) => void} commit */
  constructor(commit) {
    this.commit = commit;
    this.value = NaN;
    /** @type {Facts} */
    this.facts = { label: "", limits: { low: -Infinity, high: Infinity, words: "" }, whole: false, reading: "number" };
    this.typing = false;
    this.element = make("input.typed", { type: "text", autocomplete: "off", spellcheck: "false" });
    this.error = make("p.field-error", { role: "alert" });
    this.element.addEventListener("input", () => {
      this.typing = true;
      this.forgive();
    });
    this.element.addEventListener("change", () => this.enter());
    this.element.addEventListener("blur", () => this.restore());
    this.element.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {Facts} facts */
  setFacts(facts) {
    const { whole, reading, limits } = facts;
    this.facts = facts;
    // Keyboards of phones for numbers lack the minus and the stroke.
    this.element.inputMode = whole ? "numeric" : reading === "factor" || limits.low < 0 ? "text" : "decimal";
  }

  /** The number that holds, NaN if none does; what is being typed stays. @param {number} value */
  show(value) {
    if (value !== this.value) this.forgive();
    this.value = value;
    if (!this.typing) this.write();
  }

  write() {
    const { reading } = this.facts;
    this.element.value = Number.isNaN(this.value) ? "" : reading === "factor" ? showFactor(this.value) : typed(this.value);
  }

  /** Shows the number that holds in the place of what was typed. */
  restore() {
    this.typing = false;
    this.element.removeAttribute("aria-invalid");
    this.write();
  }

  forgive() {
    this.error.textContent = "";
    this.element.removeAttribute("aria-invalid");
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { key } = event;
    if (key === "Escape") {
      if (this.typing) event.preventDefault(); // what is around the field stays open
      this.forgive();
      this.restore();
    }
    if (key !== "Enter") return;
    this.enter();
    if (this.typing) return;
    if (isFocusedByKeys()) this.element.select();
    else this.element.blur(); // a hand at the mouse goes on with other keys, and a phone's keyboard makes room
  }

  enter() {
    if (!this.typing) return;
    const text = this.element.value.trim();
    const value = readNumber(text);
    this.error.textContent = text && this.refuse(text, value);
    if (this.error.textContent) {
      this.element.setAttribute("aria-invalid", "true");
      addEventListener("pointerdown", () => this.forgive(), { once: true, capture: true }); // it lies over other things
      return;
    }
    this.typing = false;
    if (text && !(Math.abs(value - this.value) <= 1e-12 * Math.abs(value))) this.commit(value);
    this.write();
  }

  /** What is wrong, "" if nothing is. @param {string} text @param {number} value */
  refuse(text, value) {
    const { label, limits, whole, reading } = this.facts;
    const question = questionOf(text);
    if (question) return question;
    if (Number.isNaN(value))
      return `“${text.slice(0, 20)}” is not a number; type one like ${tellValue(this.value || 0.1, reading)}.`;
    if (!(value >= limits.low && value <= limits.high)) return `${label} must be ${limits.words}.`;
    return whole && !Number.isInteger(value) ? `${label} must be a whole number.` : "";
  }
}
