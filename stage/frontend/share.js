// "Copy link" and "Present": the address holds the whole state, and the stage can fill the screen.

import { make } from "./dom.js";

/** @param {HTMLElement} parent @param {HTMLElement} stage */
export function addShareButtons(parent, stage) {
  const said = make("span.said", { role: "status" });
  const field = make("input", { type: "text", readonly: "", "aria-label": "Link to this picture" });
  const dialog = make(
    "dialog.link-dialog",
    { "aria-label": "Copy this link" },
    make("p", { text: "This browser keeps the clipboard to itself. Copy the marked link with Ctrl+C or ⌘C:" }),
    field,
    make("button.text-button", { type: "button", text: "Close", onclick: () => dialog.close() }),
  );
  const copy = make("button.text-button", {
    type: "button",
    text: "Copy link",
    title: "Copy a link that opens this very picture",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        said.textContent = "Copied";
        setTimeout(() => (said.textContent = ""), 2000);
      } catch {
        field.value = location.href;
        dialog.showModal();
        field.select();
      }
    },
  });
  parent.append(said, copy, dialog);
  if (!document.fullscreenEnabled) return;
  const present = make("button.text-button.present", {
    type: "button",
    text: "Present",
    title: "Fill the screen; Esc leaves",
    onclick: () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen()),
  });
  parent.append(present);
}
