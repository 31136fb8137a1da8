// The window of a typed formula: its four borders as numbers, and two ways to others: the map's view, or what is found.

import { make } from "../dom.js";
import { NumberField } from "../number_field.js";
import { Sheet } from "../sheet.js";
import { withEnd } from "./span.js";

const ANY = { low: -Infinity, high: Infinity, words: "a number" };
const AXES = ["x", "y"];
/** @type {readonly (readonly [axis: number, end: 0 | 1])[]} */
const PLACES = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** @typedef {import("../scene.js").Window} Window */

export class Borders {
  /** @param {{choose: (window: Window) => void, find: () => void, look: () => void}} acts look: takes the map's view */
  constructor({ choose, find, look }) {
    this.choose = choose;
    /** @type {Window} */
    this.window = [[0, 1], [0, 1]];
    /** Whether it was found for the formula. */
    this.found = true;
    this.state = make("span.quiet");
    this.button = make("button.text-button", { type: "button", title: "What the map shows at first" }, "Window ", this.state);
    this.sheet = new Sheet(this.button, "borders");
    this.sheet.element.setAttribute("role", "dialog");
    this.sheet.element.setAttribute("aria-label", "Window");
    this.fields = PLACES.map(([axis, end]) => this.fieldOf(axis, end));
    const rows = AXES.map((name, axis) => {
      const [from, to] = this.fields.slice(2 * axis, 2 * axis + 2);
      return make("div.border-row", {}, make("i", { text: name }), "from", from.element, "to", to.element);
    });
    const tool = (/** @type {string} */ text, /** @type {() => void} */ act) =>
      make("button.text-button", { type: "button", text, onclick: act });
    const tools = make("div.border-tools", {}, tool("Use this view", look), tool("Find", find));
    const help = make("p.help", { text: "Minima are looked for here. Find goes to where the formula has something to show." });
    this.sheet.element.append(...rows, ...this.fields.map(({ error }) => error), tools, help);
  }

  get elements() {
    return [this.button, this.sheet.element];
  }

  /** @param {number} axis @param {0 | 1} end */
  fieldOf(axis, end) {
    const label = `${AXES[axis]} ${end ? "to" : "from"}`;
    const field = new NumberField((value) => {
      const window = /** @type {Window} */ (this.window.map((span, i) => (i === axis ? withEnd(span, end, value) : span)));
      this.show(window); // until the answer
      this.choose(window);
    });
    field.element.setAttribute("aria-label", label);
    field.setFacts({ label, limits: ANY, whole: false, reading: "number" });
    return field;
  }

  /** @param {Window} window @param {boolean} found */
  setWindow(window, found) {
    this.found = found;
    this.state.textContent = found ? "auto" : "yours";
    this.show(window);
  }

  /** @param {Window} window */
  show(window) {
    this.window = window;
    PLACES.forEach(([axis, end], i) => this.fields[i].show(window[axis][end]));
  }
}
