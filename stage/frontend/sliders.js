// The sliders: learning rate, decay and every knob, each with its typed exact value and a strip of verdicts.

import { make } from "./dom.js";
import { showFactor, show, typed } from "./format.js";
import { placeOf } from "./response.js";
import { VERDICT_COLOURS, VERDICT_GLYPHS } from "./theme.js";

const KEYBOARD_PAUSE = 300; // milliseconds without a key before a value moved by keys is sent

/**
 * @typedef {{name: string, label: string, symbol: string, help: string, whole: boolean, low: number, high: number,
 *            suggested: number, values: number[], index: number, part: string}} Control
 */

export class Sliders {
  /**
   * @param {HTMLElement} parent
   * @param {{onDrag: (name: string, index: number) => void, onCommit: (name: string, value: number) => void}} host
   */
  constructor(parent, host) {
    this.parent = parent;
    this.host = host;
    /** @type {Map<string, Slider>} */
    this.sliders = new Map();
  }

  /** @param {Control[]} controls */
  setControls(controls) {
    const names = controls.map((control) => control.name);
    for (const [name, slider] of this.sliders) {
      if (names.includes(name)) continue;
      slider.destroy();
      this.sliders.delete(name);
    }
    controls.forEach((control, place) => {
      let slider = this.sliders.get(control.name);
      if (!slider) this.sliders.set(control.name, (slider = new Slider(control.name, this.host)));
      if (this.parent.children[place] !== slider.element)
        this.parent.insertBefore(slider.element, this.parent.children[place] ?? null);
      slider.setControl(control);
    });
  }

  destroy() {
    for (const slider of this.sliders.values()) slider.destroy();
  }

  /** Whether a slider is under a finger, or under keys that do not rest yet. */
  get inHand() {
    return [...this.sliders.values()].some((slider) => slider.held || slider.timer);
  }

  /** The slider that was moved and not sent yet, and to which notch. @returns {[string, number] | null} */
  get moved() {
    const slider = [...this.sliders.values()].find((slider) => slider.moved !== null);
    return slider ? [slider.control.name, Number(slider.range.value)] : null;
  }
}

class Slider {
  constructor(name, host) {
    this.host = host;
    /** @type {number | null} the value it was moved to, until that is sent */
    this.moved = null;
    const id = `overshoot-${name}`;
    this.label = make("label", { for: id });
    this.range = make("input", { type: "range", id, min: 0, step: 1 });
    this.field = make("input.typed", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false" });
    this.suggest = make("button.suggest", { type: "button" });
    this.strip = make("div.strip", { "aria-hidden": "true" });
    this.error = make("p.field-error", { role: "alert" });
    this.ranges = make("p.unseen", { id: `${id}-ranges` });
    this.range.setAttribute("aria-describedby", this.ranges.id);
    this.here = make("i.here", { title: "you are here" });
    const head = make("div.control-head", {}, this.label, this.suggest, this.field);
    this.element = make("div.control", { "data-control": name }, head, this.range, this.strip, this.ranges, this.error);

    this.range.addEventListener("pointerdown", (event) => event.button === 0 && this.take());
    for (const end of ["pointerup", "pointercancel"]) this.range.addEventListener(end, () => this.letGo());
    this.range.addEventListener("input", () => this.drag());
    this.range.addEventListener("change", () => this.release());
    this.range.addEventListener("blur", () => {
      this.held = false;
      this.send();
    });
    this.field.addEventListener("change", () => this.enter());
    this.field.addEventListener("blur", () => {
      this.field.removeAttribute("aria-invalid");
      this.show(Number(this.range.value));
    });
    this.suggest.addEventListener("click", () => this.host.onCommit(this.control.name, this.control.suggested));
  }

  /** @param {Control} control */
  setControl(control) {
    this.control = control;
    this.label.textContent = control.label;
    this.element.title = control.help;
    this.field.setAttribute("aria-label", `Exact value of ${control.symbol || "the final factor"}`);
    this.range.max = String(control.values.length - 1);
    const name = { learning_rate: "suggested", final: "no decay" }[control.name] ?? "default";
    this.suggest.textContent = `${name} ${this.tell(control.suggested)}`;
    this.suggest.title = `Go to the ${name} ${this.tell(control.suggested)}`;
    this.show(this.moved === null ? control.index : nearest(control.values, this.moved));
  }

  destroy() {
    clearTimeout(this.timer);
    this.element.remove();
  }

  /** The value as people read it. */
  tell(value) {
    return this.control.name === "final" ? showFactor(value) : show(value, 3);
  }

  show(index) {
    const { values, suggested } = this.control;
    const value = values[index];
    this.range.value = String(index);
    this.range.style.setProperty("--filled", `${(100 * index) / Math.max(values.length - 1, 1)}%`);
    this.here.style.left = `${(100 * (index + 0.5)) / values.length}%`;
    this.range.setAttribute("aria-valuetext", this.tell(value));
    if (document.activeElement !== this.field)
      this.field.value = this.control.name === "final" ? showFactor(value) : typed(value);
    this.suggest.hidden = Math.abs(value - suggested) <= 1e-9 * Math.abs(suggested);
  }

  drag() {
    const index = Number(this.range.value);
    this.error.textContent = "";
    this.moved = this.control.values[index];
    this.show(index);
    this.host.onDrag(this.control.name, index);
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

  /** A value let go of is sent at once; one moved by keys when they rest, or when something else is taken in hand. */
  release() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.held ? 0 : KEYBOARD_PAUSE);
  }

  send() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    const value = this.moved;
    this.moved = null;
    if (value !== null) this.host.onCommit(this.control.name, value);
  }

  enter() {
    if (this.field.value.trim() === "") return;
    const { name, label, low, high, whole, values } = this.control;
    const value = readNumber(this.field.value);
    const now = Number(this.range.value);
    if (Number.isNaN(value)) {
      this.error.textContent = `“${this.field.value.slice(0, 20)}” is not a number; type one like ${this.tell(values[now])}.`;
    } else if (name === "learning_rate" ? !(value >= 1e-12 && value <= 1e6) : value < low || value > high) {
      const range =
        name === "learning_rate" ? "above 0: from 10⁻¹² to a million" : `between ${show(low)} and ${show(high)}`;
      this.error.textContent = `${label} must be ${range}.`;
    } else if (whole && !Number.isInteger(value)) {
      this.error.textContent = `${label} must be a whole number.`;
    } else {
      this.error.textContent = "";
      if (Math.abs(value - values[now]) > 1e-12 * Math.abs(value)) this.host.onCommit(name, value);
      return;
    }
    this.field.setAttribute("aria-invalid", "true");
    this.field.addEventListener("input", () => this.field.removeAttribute("aria-invalid"), { once: true });
  }

  /** Paints which verdict each notch has. @param {string[]} verdicts @param {number | null} bound */
  paint(verdicts, bound) {
    this.strip.replaceChildren();
    const last = verdicts.length - 1;
    const spoken = [];
    for (let from = 0; from <= last;) {
      let to = from;
      while (to < last && verdicts[to + 1] === verdicts[from]) to++;
      const room = ((to - from + 1) / (last + 1)) * this.range.clientWidth;
      const segment = make("span", { title: this.spoken(verdicts, from, to) });
      segment.style.cssText = `flex: ${to - from + 1} 1 0; --verdict: ${VERDICT_COLOURS[verdicts[from]]}`;
      spoken.push(segment.title);
      segment.dataset.verdict = verdicts[from];
      const word = verdicts[from];
      segment.textContent = room > 7 * word.length ? word : room > 9 ? VERDICT_GLYPHS[word] : "";
      this.strip.append(segment);
      from = to + 1;
    }
    this.ranges.textContent = `${spoken.join("; ")}.`;
    this.mark(bound);
    this.strip.append(this.here);
  }

  spoken(verdicts, from, to) {
    const { values } = this.control;
    return `${verdicts[from]} from ${this.tell(values[from])} to ${this.tell(values[to])}`;
  }

  /** A tick where the optimizer's stability bound lies. */
  mark(bound) {
    const { values } = this.control;
    if (bound === null || !(bound > values[0] && bound < values.at(-1))) return;
    const place = (placeOf(bound, values) + 0.5) / values.length;
    const tick = make("i.bound", { title: `stability bound near the minimum: ${show(bound, 3)}` });
    tick.style.left = `${100 * place}%`;
    this.strip.append(tick);
  }
}

/** The notch next to a value. @param {number[]} values @param {number} value */
function nearest(values, value) {
  return values.reduce((best, notch, i) => (Math.abs(notch - value) < Math.abs(values[best] - value) ? i : best), 0);
}

/** A typed number: 0.1, 0,1, 1e-3, 1/100, ×1/100. NaN if it is none. */
export function readNumber(text) {
  const [top, bottom, ...rest] = text.trim().replace(/^×\s*/, "").replace(",", ".").replace("−", "-").split("/");
  if (rest.length || top.trim() === "" || bottom?.trim() === "") return NaN;
  const value = bottom === undefined ? Number(top) : Number(top) / Number(bottom);
  return Number.isFinite(value) ? value : NaN;
}
