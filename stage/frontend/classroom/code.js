// Typing a room's code: the entry of the page without one, and a form for pages whose room is not there.

import { make, say } from "../dom.js";

const LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
const LENGTH = 4;

/** @typedef {{base: string, names?: Record<string, string>, said?: string}} Facts said: what was wrong with a code */

/**
 * What was typed as a room's code, and what is wrong with it.
 * @param {string} typed @param {(english: string) => string} t @returns {{code: string, wrong: string}} code: as far as it
 *   can be one; wrong: "" for one that may be
 */
export function readCode(typed, t) {
  const code = typed.toUpperCase().replaceAll(/[\s.·-]/g, "");
  if ([...code].some((letter) => !LETTERS.includes(letter)))
    return { code, wrong: t("A code has four letters, none of them a vowel or a Y: look at the projector once more.") };
  if (code.length > LENGTH) return { code, wrong: t("A code has four letters: these are more.") };
  return { code, wrong: code.length < LENGTH ? t("A code has four letters: type all of them.") : "" };
}

/** A form that goes to the room whose code is typed. @param {string} base @param {(english: string) => string} t */
export function buildCodeForm(base, t) {
  const field = make("input.code-field", {
    type: "text",
    name: "code",
    maxlength: 12, // with blanks between the letters
    autocomplete: "off",
    autocapitalize: "characters",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    placeholder: "KQXZ",
    "aria-describedby": "code-wrong",
  });
  const wrong = make("p.room-wrong", { id: "code-wrong", role: "status" });
  const go = make("button.text-button.primary", { type: "submit", text: t("Go to the room") });
  const label = make("label.code-label", { text: t("The room’s code, four letters") }, field);
  const form = make("form.code-form", { novalidate: "" }, label, go, wrong);
  field.addEventListener("input", () => {
    const read = readCode(field.value, t);
    const early = read.code.length < LENGTH && [...read.code].every((letter) => LETTERS.includes(letter));
    say(wrong, early ? "" : read.wrong);
    if (!read.wrong) open(read.code);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const read = readCode(field.value, t);
    say(wrong, read.wrong);
    if (read.wrong) field.focus();
    else open(read.code);
  });
  return form;

  /** @param {string} code */
  function open(code) {
    say(wrong, t("Opening the room …"));
    location.assign(new URL(`${base.replace(/\/+$/, "")}/room/${code}`, location.origin).href);
  }
}

/** The page without a code. @param {HTMLElement} place @param {Facts} facts */
export function open(place, { base, names, said = "" }) {
  const t = (/** @type {string} */ english) => names?.[english] ?? english;
  place.classList.add("classroom", "code-page");
  const form = buildCodeForm(base, t);
  const says = make("p", { text: t("Your teacher shows a code: it opens the room, without a name or an account.") });
  place.replaceChildren(make("div.room-card", {}, make("h1", { text: t("Join a room") }), says, form));
  say(/** @type {Element} */ (form.querySelector(".room-wrong")), said);
  form.querySelector("input")?.focus();
  addEventListener("pageshow", ({ persisted }) => persisted && open(place, { base, names })); // back from a room
}
