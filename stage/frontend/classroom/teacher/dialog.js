// A dialog with a title, a way out and something to do.

import { make } from "../../dom.js";

let count = 0;

/** @param {string} title @param {string} closing what the way out says @param {...(Node | string)} children */
export function buildDialog(title, closing, ...children) {
  const id = `teacher-dialog-${++count}`;
  const close = make("button.icon-button", { type: "button", text: "×", "aria-label": closing, onclick: () => dialog.close() });
  const head = make("div.dialog-head", {}, make("h2.dialog-title", { id, text: title }), close);
  const dialog = make("dialog.wide-dialog.teacher-dialog", { "aria-labelledby": id, tabindex: "-1" }, head, ...children);
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  return dialog;
}

/**
 * A button that copies a text; where the browser keeps the clipboard to itself, `failed` shows the text to be copied by hand.
 * @param {(english: string) => string} t @param {() => string} textOf @param {() => void} failed
 */
export function buildCopier(t, textOf, failed) {
  const copy = make("button.text-button", { type: "button", text: t("Copy") });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      copy.textContent = t("Copied");
    } catch {
      failed();
      copy.textContent = t("Copy it by hand");
    }
    setTimeout(() => (copy.textContent = t("Copy")), 2500);
  });
  return copy;
}
