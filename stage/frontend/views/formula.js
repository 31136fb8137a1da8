// A formula of one's own: the field it is typed into, its mathematics, examples to start from, a slider for each of its
// parameters, its window and its minima.

import { make } from "../dom.js";
import { Borders } from "../formula/borders.js";
import { Editor } from "../formula/editor.js";
import { Floors } from "../formula/floors.js";
import { Parameter } from "../formula/parameter.js";
import { textOf } from "../formula/span.js";
import { Room } from "../room.js";
import { extentOf, View } from "../view.js";
import { snap } from "../viewport.js";

const FINE = 1000; // parts of a view to which its borders are rounded
const HINT = "Use x and y; any other letter becomes a slider.";
const EMPTY = "There is no formula yet: write one in x and y. The one before stays drawn until then.";

/** @typedef {import("../scene.js").Typed} Typed */

export class FormulaView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.editor = new Editor(stage, {
      send: (text) => stage.wish({ chosen: { f: text, ...this.also } }),
      changed: () => this.judge(),
    });
    this.borders = new Borders({
      choose: (window) => this.choose(textOf(...window)),
      find: () => this.choose(""),
      look: () => this.takeView(),
    });
    this.floors = new Floors();
    this.hint = make("p.formula-hint.quiet", { text: HINT });
    this.chips = make("div.formula-examples", { role: "group", "aria-label": "Examples" });
    this.math = make("div.formula-math", { role: "group", "aria-label": "The formula and its gradient" });
    this.parameters = make("div.parameters", { role: "group", "aria-label": "Parameters of the formula" });
    /** @type {Map<string, Parameter>} by name */
    this.sliders = new Map();
    const { label, box, complaint } = this.editor;
    const head = make("div.formula-head", {}, label, box, ...this.borders.elements, ...this.floors.elements);
    const line = make("div.formula-line", {}, make("div.formula-said", {}, this.hint, complaint), this.chips);
    this.top = make("div.formula-top", {}, head, line);
    this.bottom = make("div.formula-bottom", {}, this.math, this.parameters);
    this.element = make("section.formula", { "aria-label": "Your own formula" }, this.top, this.bottom);
    this.element.hidden = true;
    this.add(this.element);
    this.rooms = [this.math, this.bottom].map((element) => new Room(element)); // sliders change the width of the first
    this.editor.field.addEventListener("blur", () => this.rooms.forEach((room) => room.clear()));
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.math);
    this.math.addEventListener("scroll", () => this.measure(), { passive: true });
    /** @type {View[]} */
    this.views = [];
    /** What is chosen together with a text. @type {Record<string, string>} */
    this.also = {};
    this.told = { math: "", examples: "" };
    this.begun = false;
  }

  /** @param {View[]} views */
  meet(views) {
    this.views = views;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ typed, trial }) {
    const before = !this.element.hidden;
    this.element.hidden = !typed || !this.stage.answers;
    if (typed && this.stage.answers) this.setTyped(typed, trial, !before);
    const offered = !before && this.begun && Boolean(document.activeElement?.matches(".menu-button"));
    if (offered && typed && matchMedia("(pointer: fine)").matches) this.editor.offer(); // chosen in a menu, to be typed
    this.begun = true;
  }

  /** @param {Typed} typed @param {boolean} trial @param {boolean} anew */
  setTyped(typed, trial, anew) {
    this.setExamples(typed.examples);
    this.setMath(typed.math);
    this.setParameters(typed.parameters, trial);
    this.borders.setWindow(typed.window, typed.found);
    this.floors.setFacts(typed.minima);
    this.editor.setTyped(typed, anew);
  }

  /** @param {string[]} math markup of the app's own making */
  setMath(math) {
    const told = math.join("");
    if (told === this.told.math) return;
    this.told.math = told;
    this.math.innerHTML = told;
    this.measure();
  }

  /** What is longer than its box fades where it goes on, and can be reached, and so scrolled, by keys. */
  measure() {
    const { scrollWidth, clientWidth, scrollLeft } = this.math;
    const hidden = scrollWidth - clientWidth;
    if (hidden > 0) this.math.tabIndex = 0;
    else this.math.removeAttribute("tabindex");
    this.math.classList.toggle("before", scrollLeft > 1);
    this.math.classList.toggle("after", hidden - scrollLeft > 1);
  }

  /** @param {Typed["examples"]} examples */
  setExamples(examples) {
    const told = JSON.stringify(examples);
    if (told === this.told.examples) return;
    this.told.examples = told;
    const chips = examples.map(({ title, text }) =>
      make("button.chip", { type: "button", text: title, title: text, onclick: () => this.begin(text) }),
    );
    this.chips.replaceChildren(...chips);
  }

  /** From an example on; its window is found. @param {string} text */
  begin(text) {
    this.also = this.borders.found ? {} : { window: "" };
    this.editor.take(text);
    this.also = {};
  }

  /** @param {Typed["parameters"]} parameters @param {boolean} trial */
  setParameters(parameters, trial) {
    for (const [name, slider] of this.sliders) {
      if (parameters.some((parameter) => parameter.name === name)) continue;
      slider.destroy();
      this.sliders.delete(name);
    }
    parameters.forEach((facts, place) => {
      const slider = this.sliders.get(facts.name) ?? new Parameter(facts.name, this.stage);
      this.sliders.set(facts.name, slider);
      const present = this.parameters.children[place] ?? null;
      if (present !== slider.element) this.parameters.insertBefore(slider.element, present);
      slider.setFacts(facts, trial);
    });
    this.parameters.hidden = !parameters.length;
  }

  /** What the map shows becomes the window. */
  takeView() {
    const extent = extentOf(this.views);
    if (!extent) return;
    const [x, y] = extent.map(([low, high]) => {
      const unit = (high - low) / FINE;
      return /** @type {[number, number]} */ ([snap(low, unit), snap(high, unit)]);
    });
    this.borders.sheet.close();
    this.choose(textOf(x, y));
  }

  /** @param {string} window as an address has it; "": one is found */
  choose(window) {
    this.stage.wish({ chosen: { window } });
  }

  /** Shows whether the field, the mathematics and the picture agree. */
  judge() {
    const { wrong, isEmpty } = this.editor;
    this.hint.hidden = wrong;
    this.hint.textContent = isEmpty ? EMPTY : HINT;
    this.math.classList.toggle("stale", wrong);
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ theme }) {
    this.floors.draw(theme);
  }

  get inHand() {
    return [...this.sliders.values()].some((slider) => slider.inHand);
  }

  destroy() {
    for (const slider of this.sliders.values()) slider.destroy();
    for (const room of this.rooms) room.destroy();
    this.observer.disconnect();
    super.destroy();
  }
}
