// What the sliders move, the selected runner or with one slider all of them; and whether all have the same start and noise.

import { make } from "../dom.js";
import { View } from "../view.js";

/** @type {{what: "starts" | "draws", label: string, title: string}[]} */
const SWITCHES = [
  { what: "starts", label: "each its own start", title: "Each runner begins where you put it; else all begin together" },
  { what: "draws", label: "each its own noise", title: "Each runner meets another draw of the noise; else all the same" },
];

const [SEED, SEEDS] = ["seed", 1_000_000]; // the field of the noise, and how many draws there are

export class Together extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.tabs = make("div.tabs", { role: "radiogroup", "aria-label": "What the sliders move" });
    this.switches = SWITCHES.map(({ what, label, title }) => {
      const input = make("input", { type: "checkbox" });
      const wish = () => stage.change({ race: { do: "share", what, how: input.checked ? "own" : "shared" } });
      input.addEventListener("change", wish);
      return { what, input, element: make("label.check", { title }, input, label) };
    });
    const title = "The same race with other noise";
    this.dice = make("button.plain", { type: "button", text: "another draw", title, onclick: () => this.redraw() });
    const switches = make("div.switches", {}, ...this.switches.map(({ element }) => element), this.dice);
    this.element = make("div.together", {}, this.tabs, switches);
    this.add(this.element);
    /** @type {Map<string, HTMLInputElement>} by what the address calls them */
    this.inputs = new Map();
    this.told = "";
    /** The next one that no runner has had. */
    this.seed = 0;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ race, selected, fields }) {
    this.seed = (fields.find(({ name }) => name === SEED)?.value ?? 0) + (race?.draws === "own" ? race.most : 1);
    this.element.hidden = !race || !this.stage.answers;
    if (!race) return;
    const labels = Object.entries({ ...race.choices, [race.apart]: `Sliders of ${selected.letter}, ${selected.title}` });
    if (JSON.stringify(labels) !== this.told) {
      this.told = JSON.stringify(labels);
      this.inputs.clear();
      this.tabs.replaceChildren(...labels.map(([name, text]) => this.tabOf(name, text)));
    }
    for (const [name, input] of this.inputs) input.checked = name === race.together;
    for (const { what, input, element } of this.switches) {
      input.checked = race[what] === "own";
      element.hidden = what === "draws" && !race.noisy;
    }
    this.dice.hidden = !race.noisy;
  }

  redraw() {
    this.stage.change({ chosen: { [SEED]: this.seed % SEEDS } });
  }

  /** @param {string} name @param {string} text */
  tabOf(name, text) {
    const input = make("input", { type: "radio", name: `${this.stage.id}-together`, value: name });
    input.addEventListener("change", () => this.stage.change({ chosen: { together: name } }));
    this.inputs.set(name, input);
    return make("label", {}, input, make("span", { text }));
  }
}
