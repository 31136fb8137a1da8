// The dialog that makes a link for students: what it shows is chosen, and what is left out keeps its value.

import { make, say } from "./dom.js";
import { showing } from "./only.js";

const SLIDERS = "Sliders";
const JUDGED = ["verdict", "why"];
const COPIED = "Copied.";
const NO_CLIPBOARD = "This browser keeps the clipboard to itself. Copy the marked link with Ctrl+C or ⌘C.";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {{name: string, title: string, heading: string, symbol?: string}} Thing that a link may show
 * @typedef {{title: string, names: string[]}} Preset
 */

export class StudentsDialog {
  /** @param {import("./view.js").Conductor} stage @param {() => void} closed */
  constructor(stage, closed) {
    this.stage = stage;
    /** @type {{thing: Thing, box: HTMLInputElement}[]} */
    this.choices = [];
    /** @type {{preset: Preset, button: HTMLButtonElement}[]} */
    this.presets = [];
    const id = `${stage.id}-students`;
    const title = make("h3.dialog-title", { id, text: "A link for students" });
    const close = make("button.icon-button", { type: "button", text: "×", "aria-label": "Close" });
    close.addEventListener("click", () => this.element.close());
    this.ready = make("div.students-presets", { role: "group", "aria-label": "Ready choices" });
    this.lists = make("div.students-lists");
    this.told = make("p.students-told", { role: "status" });
    this.field = make("input.students-link", { type: "text", readonly: "", "aria-label": "The link" });
    this.field.addEventListener("focus", () => this.field.select());
    this.said = make("p.students-said", { role: "status" });
    this.look = make("a.text-button", { target: "_blank", text: "Look at it ↗" });
    this.copying = make("button.text-button.primary", { type: "button", text: "Copy", onclick: () => this.copy() });
    this.element = make("dialog.wide-dialog.students", { "aria-labelledby": id, tabindex: "-1" });
    this.element.append(
      make("div.dialog-head", {}, title, close),
      make("p.students-told", { text: "Choose what it shows. All else is hidden and keeps its present value." }),
      this.ready,
      this.lists,
      make("div.students-end", {}, this.told, make("div.dialog-foot", {}, this.field, this.look, this.copying), this.said),
    );
    this.element.addEventListener("click", ({ target }) => target === this.element && this.element.close());
    this.element.addEventListener("close", closed);
    stage.root.append(this.element);
  }

  destroy() {
    this.element.remove();
  }

  /** Offers what this picture has; what was chosen before stays chosen. @param {Scene} scene */
  open(scene) {
    const before = new Map(this.choices.map(({ thing, box }) => [thing.name, box.checked]));
    const things = thingsOf(scene);
    const presets = presetsOf(things);
    const first = presets[0].names;
    this.choices = things.map((thing) => {
      const box = make("input", { type: "checkbox", onchange: () => this.tell() });
      box.checked = before.get(thing.name) ?? (before.size === 0 && first.includes(thing.name));
      return { thing, box };
    });
    this.lists.replaceChildren(...[...new Set(things.map(({ heading }) => heading))].map((heading) => this.listOf(heading)));
    this.presets = presets.map((preset) => {
      const button = make("button.chip", { type: "button", text: preset.title, onclick: () => this.choose(preset) });
      return { preset, button };
    });
    this.ready.replaceChildren(...this.presets.map(({ button }) => button));
    this.tell();
    this.element.showModal();
  }

  /** @param {string} heading */
  listOf(heading) {
    const own = this.choices.filter(({ thing }) => thing.heading === heading);
    const lines = own.map(({ thing, box }) => make("label.check", {}, box, thing.title));
    return make("fieldset", {}, make("legend", { text: heading }), ...lines);
  }

  /** @param {Preset} preset */
  choose({ names }) {
    for (const { thing, box } of this.choices) box.checked = names.includes(thing.name);
    this.tell();
  }

  /** What is chosen, in the order of the list. */
  get chosen() {
    return this.choices.filter(({ box }) => box.checked).map(({ thing }) => thing);
  }

  tell() {
    const { chosen, choices } = this;
    const names = chosen.map(({ name }) => name);
    const whole = chosen.length === choices.length;
    for (const { preset, button } of this.presets)
      button.setAttribute("aria-pressed", String(String(preset.names) === String(names)));
    say(this.told, tellChoice(chosen, choices.length));
    say(this.said, "");
    this.field.value = this.look.href = showing(this.stage.link(), whole ? null : names);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.field.value);
      say(this.said, COPIED);
    } catch {
      this.field.focus();
      this.field.select();
      say(this.said, NO_CLIPBOARD);
    }
  }
}

/** What a picture has, that a link may show or not. @param {Scene} scene @returns {Thing[]} */
export function thingsOf({ runners, names, lines, views, data }) {
  /** @type {Map<string, Thing>} */
  const sliders = new Map();
  for (const { name, label, symbol } of runners.flatMap(({ controls }) => controls)) {
    const called = names[name] ?? name;
    if (!sliders.has(called)) sliders.set(called, { name: called, title: label, heading: SLIDERS, symbol: symbol || label });
  }
  const others = (lines?.controls ?? []).filter(
    (control) =>
      (!views || !control.views.length || control.views.some((view) => views.includes(view))) &&
      (control.name !== "data" || data !== null),
  );
  return [...sliders.values(), ...others];
}

/** Choices that are ready: the first one is made already. @param {Thing[]} things @returns {Preset[]} */
export function presetsOf(things) {
  const [lead] = things;
  const some = (/** @type {(thing: Thing) => boolean} */ which) => things.filter(which).map(({ name }) => name);
  const alone = [lead.name, "play"];
  return [
    { title: `${lead.symbol} alone`, names: some(({ name }) => alone.includes(name)) },
    { title: `${lead.symbol} and the verdict`, names: some(({ name }) => [...alone, ...JUDGED].includes(name)) },
    { title: "All but the verdict", names: some(({ name }) => !JUDGED.includes(name)) },
    { title: "Everything", names: some(() => true) },
  ];
}

/** @param {Thing[]} chosen @param {number} count of all that there is */
export function tellChoice(chosen, count) {
  if (chosen.length === count) return "It shows everything, as Copy link does.";
  const shown = ["the map", ...chosen.map(({ title }) => title)].join(", ");
  return `It shows ${shown}. Hidden: ${count - chosen.length} of ${count}.`;
}
