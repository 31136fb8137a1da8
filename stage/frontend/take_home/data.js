// The data: every step of the runs as numbers, for pandas, a spreadsheet or numpy.

import { make } from "../dom.js";
import { Item } from "./item.js";
import { nameOf, sizeOf } from "./names.js";
import { Notches } from "./notches.js";
import { orderOf, post } from "./order.js";

// Bytes: of a row, of its notch and its validation loss, and of what stands above all; as measured.
const FORMS = {
  csv: { words: "CSV, for pandas and spreadsheets", row: 110, notch: 7, validation: 19, head: 1600 },
  npz: { words: "npz, for numpy", row: 48, notch: 0, validation: 8, head: 4000 },
};

/** @typedef {keyof typeof FORMS} Form */

export class Data extends Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    super(stage);
    this.notches = new Notches(() => this.changed());
    const options = Object.entries(FORMS).map(([value, { words: text }]) => make("option", { value, text }));
    this.form = make("select", { onchange: () => this.changed() }, ...options);
    this.fields = [make("label.take-choice", {}, make("span", { text: "Form" }), this.form), this.notches.row];
  }

  get title() {
    return "Data";
  }

  get needsServer() {
    return true;
  }

  /** @param {import("./item.js").Shown} shown */
  meet(shown) {
    this.notches.meet(shown);
  }

  /** @param {import("./item.js").Shown} shown */
  tell(shown) {
    const { row, notch, validation, head } = FORMS[this.chosen];
    const runs = this.notches.count(shown);
    const rows = runs * (shown.scene.course.steps + 1);
    const bound = Notches.tellBound(rows, shown.scene.takeHome?.most.rows ?? Infinity, "rows");
    if (bound) return bound;
    const each = row + (this.notches.slider ? notch : 0) + (shown.scene.data ? validation : 0);
    const of = runs > 1 ? ` of ${runs} runs` : "";
    return `Every step${of} as numbers, exact: ${rows.toLocaleString("en")} rows, about ${sizeOf(head + rows * each)}`;
  }

  /** @param {import("./item.js").Shown} shown @param {import("./item.js").Work} work */
  async make(shown, work) {
    const { slider } = this.notches;
    const blob = await post(shown, this.chosen, orderOf(this.stage, { slider }), work);
    return { name: nameOf(shown, `.${this.chosen}`, slider && `notches-of-${slider}`), blob };
  }

  get chosen() {
    return /** @type {Form} */ (this.form.value);
  }
}
