// The numbers of the picture that are no sliders, in a sheet of their own: the landscape's, steps, noise; and whose
// conventions are shown.

import { make } from "../dom.js";
import { NumberField } from "../number_field.js";
import { Sheet } from "../sheet.js";
import { View } from "../view.js";

export class Settings extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.button = make("button.text-button", { type: "button", text: "Settings", title: "Steps, noise and more" });
    this.sheet = new Sheet(this.button, "settings");
    this.sheet.element.setAttribute("role", "dialog");
    this.sheet.element.setAttribute("aria-label", "Settings");
    /** @type {Map<string, NumberField>} by the names of the fields */
    this.fields = new Map();
    this.rows = make("div.setting-rows");
    this.library = make("select", { id: `${stage.id}-library` });
    this.library.addEventListener("change", () => this.choose());
    this.libraryName = make("label", { for: this.library.id });
    this.libraryHelp = make("p.help");
    this.sheet.element.append(
      this.rows,
      make("div.setting", {}, this.libraryName, this.library, this.libraryHelp),
    );
    /** @type {import("../scene.js").Lines["library"] | undefined} */
    this.libraries = undefined;
    this.add(this.button, this.sheet.element);
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ lines, fields, chosen }) {
    this.button.hidden = !fields.length || !this.stage.answers;
    if (String(fields.map(({ name }) => name)) !== String([...this.fields.keys()])) {
      this.fields.clear();
      this.rows.replaceChildren(...fields.map((field) => this.rowOf(field)));
    }
    for (const { name, value, ...facts } of fields) {
      this.fields.get(name)?.setFacts({ ...facts, reading: "number" });
      this.fields.get(name)?.show(value);
    }
    if (!lines) return;
    const { name, label, help, titles } = lines.library;
    if (this.libraries !== lines.library) {
      this.libraryName.textContent = label;
      this.libraryHelp.textContent = help;
      this.library.replaceChildren(...Object.entries(titles).map(([value, text]) => make("option", { value, text })));
    }
    this.libraries = lines.library;
    this.library.value = chosen[name] ?? "";
  }

  choose() {
    if (this.libraries) this.stage.wish({ chosen: { [this.libraries.name]: this.library.value } });
  }

  /** @param {import("../scene.js").Field} facts */
  rowOf({ name, label, help }) {
    const field = new NumberField((value) => {
      field.show(value); // until the answer
      this.stage.wish({ chosen: { [name]: value } });
    });
    field.element.id = `${this.stage.id}-${name}`;
    this.fields.set(name, field);
    const naming = make("label", { for: field.element.id, text: label });
    return make("div.setting", {}, naming, field.element, make("p.help", { text: asSentence(help) }), field.error);
  }
}

/** @param {string} help what a knob does, as it stands within a line */
const asSentence = (help) => `${help.charAt(0).toUpperCase()}${help.slice(1).replace(/\.$/, "")}.`;
