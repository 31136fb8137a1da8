// The field for a formula: one text over as many lines as it needs, a mistake marked at its place, and what is wrong
// below it. What is typed is told when a hand rests, and at once on Enter or when the field is left.

import { make } from "../dom.js";
import { Draft } from "./draft.js";
import { partsAt, tellPlace } from "./mistake.js";

const PAUSE = 150; // milliseconds without a key before a text is sent
const COMPLAINT_PAUSE = 600; // milliseconds without a key before a mistake is spoken of: half a word is none
const MOST = 2000; // characters; that a text is too long the server says well before
const NAME = "Formula f(x, y)";

/** @typedef {import("./draft.js").Refusal} Refusal */

export class Editor {
  /**
   * @param {import("../view.js").Conductor} stage
   * @param {{send: (text: string) => void, changed: () => void}} owner changed: whether it is wrong
   */
  constructor(stage, { send, changed }) {
    this.stage = stage;
    this.tell = send;
    this.changed = changed;
    this.draft = new Draft();
    /** What is drawn. */
    this.drawn = "";
    /** @type {Refusal | null} */
    this.refused = null;
    /** Whether a mistake may be spoken of, and whether one is. */
    this.rested = true;
    this.wrong = false;
    const id = `${stage.id}-formula`;
    this.field = make("textarea.formula-text", {
      id,
      rows: 1,
      maxlength: MOST,
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
      autocomplete: "off",
      enterkeyhint: "done",
      "aria-label": NAME,
      "aria-describedby": `${id}-complaint`,
    });
    this.underlay = make("div.formula-underlay", { "aria-hidden": "true" });
    this.complaint = make("p.formula-complaint", { id: `${id}-complaint`, role: "status" });
    this.label = make("label.formula-name", { for: id }, make("i", { text: "f" }), "(", make("i", { text: "x" }), ", ");
    this.label.append(make("i", { text: "y" }), ")", make("span", { text: " =", "aria-hidden": "true" }));
    this.box = make("div.formula-field", {}, this.underlay, this.field);
    this.listen();
  }

  listen() {
    const { field } = this;
    field.addEventListener("input", (event) => this.typed(/** @type {InputEvent} */ (event).isComposing));
    field.addEventListener("compositionend", () => this.typed(false));
    field.addEventListener("blur", () => this.enter());
    field.addEventListener("keydown", (event) => this.press(event));
    for (const kind of ["keypress", "keyup"]) field.addEventListener(kind, (event) => event.stopPropagation());
  }

  /** Whether the field shows the formula that is drawn. */
  get agrees() {
    return this.draft.text === this.drawn;
  }

  /** @param {import("../scene.js").Typed} typed @param {boolean} anew whether another landscape stood here before */
  setTyped({ text, refused }, anew) {
    this.drawn = text;
    this.refused = refused;
    const heard = refused ? refused.text : text;
    if (anew) this.draft.begin(heard);
    else this.draft.hear(heard);
    this.write();
    this.show();
  }

  /** Puts the draft into the field; the caret stays where it is, as far as that goes. */
  write() {
    const { field, draft } = this;
    if (field.value === draft.text || draft.typing) return;
    const { selectionStart, selectionEnd } = field;
    field.value = draft.text;
    if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
  }

  /** @param {boolean} composing a character that takes several keys is not there yet */
  typed(composing) {
    const { field, stage } = this;
    if (!composing && /[\r\n]/.test(field.value)) {
      const { selectionStart } = field;
      field.value = field.value.replace(/\r?\n|\r/g, " "); // pasted
      field.setSelectionRange(selectionStart, selectionStart);
    }
    this.draft.type(field.value);
    this.rested = false;
    this.show();
    stage.forget("formula");
    stage.forget("complaint");
    if (composing) return;
    stage.later("formula", PAUSE, () => this.send());
    stage.later("complaint", COMPLAINT_PAUSE, () => this.rest());
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.agrees) {
      event.preventDefault();
      this.take(this.drawn);
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.enter();
    if (matchMedia("(pointer: coarse)").matches) this.field.blur(); // a phone's keyboard makes room for the map
  }

  /** A text from elsewhere, as if it were typed and entered. @param {string} text */
  take(text) {
    this.field.value = text;
    this.draft.type(text);
    this.enter();
  }

  enter() {
    if (this.isEmpty && this.drawn) return this.take(this.drawn);
    this.send();
    this.rest();
  }

  /** Nothing is no formula: the one that is drawn stays until another is typed, and comes back where none is. */
  get isEmpty() {
    return !this.field.value.trim();
  }

  send() {
    this.stage.forget("formula");
    if (!this.draft.typing || this.isEmpty) return;
    const text = this.draft.send();
    if (text !== null) this.tell(text);
  }

  /** A hand rests: now a mistake is spoken of. */
  rest() {
    this.stage.forget("complaint");
    this.rested = true;
    this.show();
  }

  /** The mistake is that of the very text which the field shows. */
  show() {
    const { field, refused, underlay } = this;
    const mistake = this.rested && refused?.text === field.value ? refused : null;
    if (mistake) {
      const { before, marked, after } = partsAt(mistake.text, mistake.at);
      underlay.replaceChildren(before, make("mark", { text: marked }), after);
      field.setAttribute("aria-invalid", "true");
    } else {
      underlay.textContent = `${field.value} `; // as high as the text
      field.removeAttribute("aria-invalid");
    }
    this.complain(mistake);
    this.wrong = mistake !== null;
    this.changed();
  }

  /** The place is marked, and told to those who do not see the mark. @param {Refusal | null} mistake */
  complain(mistake) {
    const place = mistake ? tellPlace(mistake.at) : "";
    const words = mistake ? `${mistake.complaint}.` : "";
    if (this.complaint.textContent === place + words) return;
    this.complaint.replaceChildren(make("span.unseen", { text: place }), words);
  }

  /** The field, ready for another formula. */
  offer() {
    this.field.focus({ preventScroll: true });
    this.field.select();
  }
}
