// "Take home": one button, a short menu of what this picture can leave the page as, and for each what there is to choose.

import { make, say } from "../dom.js";
import { Sheet } from "../sheet.js";
import { canCopy, Making } from "../take_home/making.js";
import { View } from "../view.js";

/** @typedef {import("../take_home/item.js").Item} Item */

const AWAY = "The server cannot be reached: open this again when it is back.";

export class TakeHome extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.button = make("button.text-button", {
      type: "button",
      text: "Take home",
      title: "A picture, a film, the data, a program or the whole page, as a file",
    });
    this.sheet = new Sheet(this.button, "take-home", (open) => this.toggled(open));
    this.sheet.element.setAttribute("role", "dialog");
    this.sheet.element.setAttribute("aria-label", "Take home");
    this.making = new Making();
    /** @type {Item | null} the one that is looked at; null: the menu */
    this.item = null;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** @type {import("../view.js").Moment | null} */
    this.moment = null;
    /** @type {View[]} */
    this.views = [];
    /** @type {{item: Item, button: HTMLButtonElement, about: HTMLElement}[]} */
    this.lines = [];
    this.menu = make("div.take-menu");
    this.back = make("button.icon-button", { type: "button", text: "←", "aria-label": "Back to the menu" });
    this.back.addEventListener("click", () => this.show(null));
    this.name = make("h3");
    this.fields = make("div.take-fields");
    this.about = make("p.take-about");
    this.save = make("button.text-button.take-save", { type: "button", text: "Save", onclick: () => this.start(false) });
    const copying = { type: "button", text: "Copy", title: "To the clipboard", onclick: () => this.start(true) };
    this.copy = make("button.text-button", copying);
    this.pane = make(
      "div.take-pane",
      {},
      make("div.take-head", {}, this.back, this.name),
      this.fields,
      this.about,
      make("div.take-row", {}, this.save, this.copy),
    );
    this.sheet.element.append(this.menu, this.pane, this.making.element);
    this.show(null);
    this.add(this.button, this.sheet.element);
  }

  destroy() {
    this.making.destroy();
    super.destroy();
  }

  /** What there is comes when it is first asked for: a first visit does without. */
  async load() {
    if (this.lines.length) return;
    try {
      const { ITEMS } = await import("../take_home/items.js");
      this.lines = ITEMS.map((Kind) => this.lineOf(new Kind(this.stage)));
      this.menu.replaceChildren(...this.lines.map(({ button }) => button));
    } catch (error) {
      console.warn(error);
      this.menu.replaceChildren(make("p", { text: AWAY }));
    }
    this.sheet.place();
  }

  /** @param {Item} item */
  lineOf(item) {
    const about = make("span.take-line-about");
    const button = make("button.take-line", { type: "button" }, make("b", { text: item.title }), about);
    button.addEventListener("click", () => {
      if (!item.opens) return this.show(item);
      this.sheet.close();
      item.open();
    });
    item.changed = () => this.tell();
    return { item, button, about };
  }

  /** @param {View[]} views */
  meet(views) {
    this.views = views;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.scene = scene;
    if (this.sheet.open) this.stage.request();
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    this.moment = moment;
    if (this.sheet.open) this.tell();
  }

  /** @returns {import("../take_home/item.js").Shown | null} */
  get shown() {
    const { scene, moment, views } = this;
    return scene && moment && { scene, moment, views };
  }

  /** @param {boolean} open */
  async toggled(open) {
    if (!open) return;
    await this.load();
    if (!this.sheet.open) return;
    this.tell();
    (this.item ? this.back : this.lines.find(({ button }) => !button.hidden)?.button)?.focus();
  }

  /** Shows what there is to choose of one, or the menu. @param {Item | null} item */
  show(item) {
    const before = this.item;
    this.item = item;
    this.menu.hidden = item !== null;
    this.pane.hidden = item === null;
    if (item !== before && !this.making.busy) this.making.clear();
    if (item) {
      item.prepare();
      this.name.textContent = item.title;
      this.save.textContent = item.action;
      this.fields.replaceChildren(...item.fields);
    }
    this.tell();
    if (!this.sheet.open) return;
    this.sheet.place();
    (item ? this.back : this.lines.find((line) => line.item === before)?.button)?.focus();
  }

  /** Says what one gets and how large it is. */
  tell() {
    const { shown } = this;
    if (!shown) return;
    const { answers } = this.stage;
    for (const { item, button, about } of this.lines) {
      button.hidden = (item.needsServer && !answers) || !item.suits(shown);
      if (button.hidden) continue;
      item.meet(shown);
      say(about, item.tell(shown));
    }
    if (this.item) say(this.about, this.item.tell(shown));
    this.save.disabled = this.copy.disabled = this.making.busy;
    this.copy.hidden = !this.item?.copies || !canCopy();
  }

  /** @param {boolean} copies */
  start(copies) {
    const { item, shown } = this;
    if (!item || !shown) return;
    this.making.start((work) => item.make(shown, work), () => this.tell(), copies);
  }
}
