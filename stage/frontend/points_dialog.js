// The dialog for points of one's own: they are typed, pasted or read from a file, and stay there until they are taken.

import { make, say } from "./dom.js";
import { answerTo, isBinary, placeOfLine, refuseFile, refuseText } from "./own_points.js";

const HOW = "Two columns of numbers, one point per line: the input, then the target.";
const EXAMPLE = "1.0, 2.3\n2.0, 3.1\n3.5, 4.8\n…";
const WAITS = {
  here: "",
  away: "The server is away. Your points are tried when it is back.",
  busy: "No answer from the server yet. Your points are on their way.",
};

/** @typedef {import("./own_points.js").PointsFacts} PointsFacts */

export class PointsDialog {
  /**
   * @param {string} id a name that nothing else on the page has
   * @param {{use: (text: string) => void, back: () => void}} acts
   */
  constructor(id, { use, back }) {
    this.use = use;
    this.back = back;
    /** @type {PointsFacts | null} */
    this.points = null;
    /** Whether the field shows what was typed here, and not yet taken. */
    this.typed = false;
    /** What was sent and has no answer yet. @type {{text: string, before: PointsFacts} | null} */
    this.sent = null;
    /** What is wrong with which text. */
    this.wrong = { text: "", sentence: "" };
    this.field = make("textarea.points-text", {
      id: `${id}-text`,
      rows: 11,
      placeholder: EXAMPLE,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "off",
      "aria-describedby": `${id}-complaint`,
      oninput: () => this.type(),
    });
    this.file = make("input", { type: "file", accept: ".csv,.tsv,.txt", hidden: "", onchange: () => this.upload() });
    this.complaint = make("p.points-complaint", { id: `${id}-complaint`, role: "alert" });
    this.waits = make("p.points-waits", { role: "status" });
    this.words = make("span.points-words");
    this.scaling = make("span");
    const button = (/** @type {string} */ kind, /** @type {string} */ text, /** @type {() => void} */ onclick) =>
      make(`button.${kind}`, { type: "button", text, onclick });
    this.drawn = button("text-button", "Back to the drawn points", () => this.leave());
    const title = make("h3.dialog-title", { id: `${id}-title`, text: "Your own points" });
    const close = button("icon-button", "×", () => this.element.close());
    close.ariaLabel = "Close";
    this.taking = button("text-button.primary", "Use these points", () => this.submit());
    this.taking.title = "Ctrl+Enter or ⌘Enter";
    this.element = make("dialog.wide-dialog", { "aria-labelledby": title.id, tabindex: "-1" });
    this.element.append(
      make("div.dialog-head", {}, title, close),
      make("label", { for: this.field.id, text: HOW }),
      this.field,
      this.complaint,
      this.waits,
      make("div.dialog-foot", {}, button("text-button", "Upload CSV", () => this.file.click()), this.file, this.drawn, this.taking),
      make("p.points-now", {}, "Now: ", this.words, ". ", this.scaling),
    );
    this.listen();
  }

  listen() {
    const { element } = this;
    let outside = false; // whether a press began there: to mark a text may end there
    const isOutside = ({ target, clientX: x, clientY: y }) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return target === element && (x < left || x > right || y < top || y > bottom);
    };
    element.addEventListener("pointerdown", (event) => (outside = isOutside(event)));
    element.addEventListener("click", (event) => outside && isOutside(event) && element.close());
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    for (const kind of ["keydown", "keypress", "keyup"]) element.addEventListener(kind, (event) => event.stopPropagation());
    element.addEventListener("dragover", (event) => event.preventDefault()); // else the browser leaves for the file
    element.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      this.read(file);
    });
  }

  /** Opens it with what was typed before, else what was refused, else the present points. */
  open() {
    const { points, field, element } = this;
    if (!points || element.open) return;
    if (!this.typed) {
      field.value = points.refused?.text ?? points.text;
      this.wrong = { text: field.value, sentence: points.refused?.sentence ?? "" };
    }
    this.judge();
    element.showModal();
    field.focus();
    field.setSelectionRange(0, this.typed ? 0 : field.value.length); // a table that is pasted takes the place of them
    field.scrollTop = 0;
    if (this.complaint.textContent) this.point();
  }

  /**
   * Returns why what was sent from here was not taken, if it was not and nobody sees it here.
   * @param {PointsFacts} points @returns {string | null} "" where it was; null: nothing was answered
   */
  setPoints(points) {
    const { sent, field, element } = this;
    this.points = points;
    say(this.words, points.words);
    say(this.scaling, points.scaling);
    this.drawn.hidden = !points.own;
    const answer = sent && answerTo(sent.text, sent.before, points);
    if (!sent || !answer) return null;
    this.sent = null;
    this.wrong = { text: sent.text, sentence: points.refused?.sentence ?? "" };
    const taken = answer === "taken";
    if (taken && field.value === sent.text) {
      this.typed = false;
      element.close();
    }
    this.judge();
    if (!taken && element.open && field.value === sent.text) this.point();
    return taken || element.open ? "" : this.wrong.sentence;
  }

  /** @param {import("./wishes.js").Service} service */
  draw(service) {
    say(this.waits, this.sent ? WAITS[service] : "");
    this.taking.ariaBusy = String(this.sent !== null);
  }

  type() {
    this.typed = true;
    this.judge();
  }

  /** Says what is wrong with the text, as long as it is this one. */
  judge() {
    const { wrong, field, complaint } = this;
    const isWrong = wrong.sentence !== "" && wrong.text === field.value;
    say(complaint, isWrong ? wrong.sentence : "");
    field.ariaInvalid = isWrong ? "true" : null;
  }

  /** @param {string} sentence */
  complain(sentence) {
    this.wrong = { text: this.field.value, sentence };
    this.judge();
  }

  /** Marks the line that a complaint is about. */
  point() {
    const { field, complaint } = this;
    const place = placeOfLine(complaint.textContent ?? "", field.value);
    field.focus();
    if (!place) return;
    field.setSelectionRange(place.from, place.to);
    const lines = field.value.split("\n").length;
    const line = field.value.slice(0, place.from).split("\n").length - 1;
    field.scrollTop = (field.scrollHeight * line) / lines - field.clientHeight / 3;
    field.scrollLeft = 0;
  }

  submit() {
    const { field, points, sent } = this;
    if (!points || sent?.text === field.value) return;
    const sentence = refuseText(field.value);
    this.complain(sentence);
    if (sentence) return field.focus();
    if (points.own && !points.refused && field.value.trim() === points.text.trim()) return this.element.close();
    this.typed = true;
    this.sent = { text: field.value, before: points };
    this.use(field.value);
  }

  /** Back to the landscape's own points. */
  leave() {
    this.typed = false;
    this.sent = null;
    this.element.close();
    this.back();
  }

  upload() {
    const [file] = this.file.files ?? [];
    if (file) this.read(file);
    this.file.value = ""; // the same file once more is another change
  }

  /** @param {File} file */
  async read(file) {
    const refused = refuseFile(file);
    if (refused) return this.complain(refused);
    const text = await file.text().catch(() => null);
    if (text === null) return this.complain("This file could not be read: choose it once more.");
    if (!text.trim()) return this.complain("This file is empty: choose another, or paste two columns here.");
    if (isBinary(text)) return this.complain(refuseText(text));
    this.field.value = text;
    this.field.scrollTop = 0;
    this.typed = true;
    this.complain(refuseText(text));
  }
}
