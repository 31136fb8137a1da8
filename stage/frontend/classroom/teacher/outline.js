// Where a lesson is: its screens, the way to each, and the teacher's notes; and the way to any other picture.

import { make, say } from "../../dom.js";
import { nameOf } from "../../lesson/kinds.js";
import { asks } from "./course.js";

/** @typedef {import("../room.js").State} State */

export class Outline {
  /** @param {import("./moves.js").Moves} moves */
  constructor(moves) {
    this.moves = moves;
    const { t } = moves;
    this.title = make("h2.teacher-heading");
    this.list = make("ol.teacher-screens");
    this.drawn = "";
    this.notes = make("details.teacher-notes", {}, make("summary", { text: t("Notes") }));
    this.words = make("div.lesson-text");
    this.notes.append(this.words);
    this.other = this.buildOther();
    this.element = make("nav.teacher-outline", { "aria-label": t("Lesson") }, this.title, this.list, this.other, this.notes);
  }

  /** The field for another picture. */
  buildOther() {
    const { t } = this.moves;
    const field = make("input.teacher-field", { type: "text", id: "other-picture", inputmode: "url", autocomplete: "off", spellcheck: "false" });
    const form = make(
      "form",
      {},
      make("label", { for: "other-picture", text: t("Paste its link, as Copy link copies it.") }),
      make("div.teacher-row", {}, field, make("button.text-button.move", { type: "submit", text: t("Show it") })),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!field.value.trim() || !(await this.moves.send("picture", { picture: field.value.trim() }))) return;
      field.value = "";
      if (!this.list.hidden) this.other.open = false; // there are screens to see in its place
    });
    return make("details.teacher-other", {}, make("summary", { text: t("Show another picture") }), form);
  }

  /** @param {State} state */
  draw({ front, notes }) {
    const key = JSON.stringify([front.screens, front.place, front.title]);
    if (key !== this.drawn) this.fill(front);
    this.drawn = key;
    this.notes.hidden = !notes;
    if (this.words.dataset.html === notes) return;
    this.words.dataset.html = this.words.innerHTML = notes ?? "";
  }

  /** @param {State["front"]} front */
  fill({ screens, place, title }) {
    const { t } = this.moves;
    const held = this.list.contains(document.activeElement);
    say(this.title, screens.length ? t("Screens") : title);
    this.list.hidden = !screens.length;
    if (!this.drawn) this.other.open = !screens.length;
    this.list.replaceChildren(
      ...screens.map((screen, at) => {
        const kind = make("span.teacher-kind", { text: nameOf(/** @type {import("../../lesson/told.js").Kind} */ (screen.kind), t) });
        if (asks(screen.kind)) kind.append(make("b", { text: "?", "aria-hidden": "true" }));
        const go = this.moves.button(".teacher-screen", "", () => this.moves.send("screen", { screen: at }));
        go.append(make("span.teacher-number", { text: String(at + 1) }), make("span", {}, kind, screen.title));
        if (at === place) go.setAttribute("aria-current", "step");
        return make("li", {}, go);
      }),
    );
    const now = this.list.querySelector("[aria-current]");
    now?.scrollIntoView({ block: "nearest" });
    if (held && now instanceof HTMLElement) now.focus();
  }
}
