// What makes a browser the teacher of a room: it comes with the secret link, leaves the address bar and is kept.

import { make, say } from "../../dom.js";
import { keep, OWN, readRecord } from "../storage.js";

const FORM = /^[\w-]{16,64}$/;

/** The secret of a room: of the address, which forgets it, or as it was kept; "" if there is none. @param {string} code */
export function takeSecret(code) {
  const given = readSecret(location.hash);
  if (given) keepSecret(code, given);
  return given || history.state?.secret || readSecret(String(readRecord(OWN)[code]?.secret ?? ""));
}

/** In a link, or alone; "" if there is none. @param {string} text */
export function readSecret(text) {
  const secret = text.trim().split("#").at(-1) ?? "";
  return FORM.test(secret) ? secret : "";
}

/**
 * Reloading keeps it even where a browser stores nothing. A title that it was opened by stays.
 * @param {string} code @param {string} secret @param {{ends?: number, lesson?: string, title?: string}} [facts]
 */
export function keepSecret(code, secret, facts = {}) {
  history.replaceState({ ...history.state, secret }, "", location.pathname + location.search);
  const before = readRecord(OWN)[code] ?? {};
  keep(OWN, code, { ...before, ...facts, title: before.title || facts.title, secret });
}

/** @param {string} code */
export function forgetSecret(code) {
  history.replaceState(null, "", location.pathname + location.search);
  keep(OWN, code, null);
}

/**
 * Asks for the secret link.
 * @param {string} code @param {string} said what was wrong with the one before @param {(english: string) => string} t
 * @param {(secret: string) => void} take
 */
export function buildSecretForm(code, said, t, take) {
  const field = make("input.teacher-field", { type: "password", id: "secret", autocomplete: "off", spellcheck: "false", required: "" });
  const trouble = make("p.teacher-said", { role: "alert", text: said });
  const form = make(
    "form.teacher-secret",
    {},
    make("h1", { text: `${t("Teacher’s page of room")} ${code}` }),
    make("label", { for: "secret", text: t("Paste the room’s secret link here. Where the room is open already, “Take over on another machine” shows it.") }),
    field,
    trouble,
    make("button.text-button.primary", { type: "submit", text: t("Open the teacher’s page") }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const secret = readSecret(field.value);
    if (secret) take(secret);
    else {
      say(trouble, t("This is no secret link: it ends with # and at least 16 letters and digits."));
      field.select();
    }
  });
  queueMicrotask(() => field.focus());
  return form;
}
