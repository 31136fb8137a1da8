// The keyboard: Space plays and pauses wherever the focus is, the arrows step, F presents; ? shows all keys.

import { make } from "./dom.js";
import { isFocusedByKeys } from "./focus.js";
import { wants } from "./only.js";
import { present } from "./present.js";

/**
 * @typedef {{root: HTMLElement, player: import("./player.js").Player, undo?: () => void, answers?: boolean,
 *            pictures?: import("./page/pictures.js").Pictures | null, scene?: import("./only.js").Choice | null}} Hearer
 * @typedef {{keys: string[], shown: string, does: string, act: (stage: Hearer) => void, held?: boolean,
 *            presented?: boolean, turning?: boolean, playing?: boolean}} Key held: a key that is held down acts again and again; presented:
 *            in full screen only; turning: only where there are pictures to turn over;
 *            playing: only where the picture shows how it is played
 */

/** @type {Key[]} */
const KEYS = [
  { keys: [" "], shown: "Space", does: "play or pause", act: ({ player }) => player.toggle(), playing: true },
  { keys: ["ArrowLeft"], shown: "←", does: "one step back", act: ({ player }) => player.step(-1), held: true, playing: true },
  { keys: ["ArrowRight"], shown: "→", does: "one step on", act: ({ player }) => player.step(1), held: true, playing: true },
  { keys: ["Home"], shown: "Home", does: "to the start", act: ({ player }) => player.seek(0), playing: true },
  { keys: ["End"], shown: "End", does: "to the end", act: ({ player }) => player.seek(player.steps), playing: true },
  { keys: ["f", "F"], shown: "F", does: "fill the screen, or leave it", act: ({ root }) => present(root) },
  {
    keys: ["PageUp"],
    shown: "Page ↑",
    does: "one step back, in full screen (clickers)",
    act: ({ player }) => player.step(-1),
    held: true,
    playing: true,
    presented: true,
  },
  {
    keys: ["PageDown"],
    shown: "Page ↓",
    does: "one step on, in full screen (clickers)",
    act: ({ player }) => player.step(1),
    held: true,
    playing: true,
    presented: true,
  },
  {
    keys: ["b", "B", "."],
    shown: "B",
    does: "play or pause, in full screen (clickers)",
    act: ({ player }) => player.toggle(),
    playing: true,
    presented: true,
  },
  { keys: ["n", "N"], shown: "N", does: "next picture", act: ({ pictures }) => pictures?.turn(1), turning: true },
  { keys: ["p", "P"], shown: "P", does: "picture before", act: ({ pictures }) => pictures?.turn(-1), turning: true },
  { keys: ["?"], shown: "?", does: "these keys", act: showKeys },
];
const UNDO = { shown: "Ctrl Z", does: "take the last change back" };
const OTHERS = [
  { shown: "Esc", does: "leave the full screen" },
  { shown: "↑ ↓ ← →", does: "on a slider, the start or the atlas's cross: move it" },
];

const TYPED =
  "input:not([type=range], [type=checkbox], [type=radio], [type=button], [type=submit]), textarea, [contenteditable]";
const MENU = "select, [role=combobox]";
const OPEN = "dialog, [role=dialog], [role=listbox], [role=menu], :is([role=combobox], [aria-haspopup])[aria-expanded=true]";
const SLIDER = "input[type=range]:not(.time)";
const START = ":is(.start-handle, .pin-handle, .atlas-cross)"; // what the arrows move
const MOVED = `${MENU}, [type=radio], [role=radio], [role=tab], [tabindex="0"]:not(button, main)`;
const PRESSED = `button:not(${START}), summary, [type=checkbox], ${MOVED}`;
const GIVEN_BACK = `button:not(${START}), select, [tabindex="0"]`;

/** The stages of this page, the one last touched in front: it hears the keys. @type {Hearer[]} */
const stages = [];
/** @type {string | null} the key that is down and was for a stage */
let down = null;

/** Listens to the keys of the whole page. Returns a function that stops it. @param {Hearer} stage */
export function listenToKeys(stage) {
  const touch = () => {
    forget(stage);
    stages.unshift(stage);
  };
  const { root } = stage;
  if (!stages.length) {
    addEventListener("keydown", press, true); // before a button, a menu or Streamlit makes something of it
    addEventListener("keyup", lift, true);
  }
  stages.push(stage);
  for (const touching of ["pointerdown", "focusin"]) root.addEventListener(touching, touch, { passive: true });
  root.addEventListener("keydown", (event) => event.stopPropagation()); // Streamlit has keys of its own
  return () => {
    forget(stage);
    if (stages.length) return;
    removeEventListener("keydown", press, true);
    removeEventListener("keyup", lift, true);
  };
}

/** What takes a change back, if anything does. @param {Hearer} stage */
const undoOf = (stage) => (stage.undo && stage.answers !== false ? () => stage.undo?.() : null);

/** Those that do something there. @param {Hearer} stage */
const keysOf = ({ pictures, scene = null }) =>
  KEYS.filter(
    ({ turning, playing }) => (!turning || (pictures?.all.length ?? 0) > 1) && (!playing || wants(scene, "play")),
  );

/** @param {Hearer} stage */
function forget(stage) {
  if (stages.includes(stage)) stages.splice(stages.indexOf(stage), 1);
}

/** @param {KeyboardEvent} event */
function press(event) {
  const { key } = event;
  if (event.isComposing || event.altKey) return;
  const full = document.fullscreenElement;
  const stage = stages.find(({ root }) => root === full) ?? stages[0];
  if (event.ctrlKey || event.metaKey) {
    const undo = undoOf(stage);
    if (key !== "z" || !undo || isTyped(event.target)) return;
    hear(event);
    return undo();
  }
  const found = keysOf(stage).find(({ keys, presented }) => keys.includes(key) && (!presented || stage.root === full));
  if (!found || (event.shiftKey && key === " ") || isWanted(event)) return;
  hear(event);
  if (!event.repeat || found.held) found.act(stage);
}

/** @param {KeyboardEvent} event */
function hear(event) {
  const { target } = event;
  down = event.key;
  event.preventDefault();
  event.stopPropagation();
  // A ring around it would say that the key is for what a pointer has touched.
  if (target instanceof HTMLElement && target.matches(GIVEN_BACK) && !isFocusedByKeys()) target.blur();
}

/** Firefox presses a button when Space is let go of, whatever became of its going down. @param {KeyboardEvent} event */
function lift(event) {
  if (event.key !== down) return;
  down = null;
  event.preventDefault();
}

/**
 * Whether a field, a menu that is open, a slider or a control that the keyboard went to wants it.
 * @param {KeyboardEvent} event
 */
function isWanted({ key, target }) {
  if (!(target instanceof Element)) return false;
  const isArrow = key.startsWith("Arrow");
  if (isTyped(target)) return key !== "?" || !target.closest(".keys-dialog");
  if (isArrow && target.matches(`${SLIDER}, ${START}`)) return true;
  if (/^(Home|End)$/.test(key) && target.matches(SLIDER)) return true;
  if (!isFocusedByKeys()) return false;
  if (key === " ") return target.matches(PRESSED);
  return target.matches(key.length > 1 ? MOVED : MENU);
}

/** Whether letters are typed there, or something is open that takes all keys. @param {EventTarget | null} target */
function isTyped(target) {
  if (!(target instanceof Element)) return false;
  if (target.closest(OPEN)) return true;
  return target.matches(TYPED) && (isFocusedByKeys() || !target.matches(MENU));
}

/** Opens the list of keys, or closes it. @param {Hearer} stage */
function showKeys(stage) {
  const { root } = stage;
  const open = root.querySelector("dialog.keys-dialog");
  if (open instanceof HTMLDialogElement) return open.close();
  const rows = [...keysOf(stage), ...(undoOf(stage) ? [UNDO] : []), ...OTHERS].map(({ shown, does }) =>
    make("div", {}, make("dt", {}, make("kbd", { text: shown })), make("dd", { text: does })),
  );
  const close = make("button.text-button", { type: "button", text: "Close", onclick: () => dialog.close() });
  const dialog = make("dialog.keys-dialog", { "aria-label": "Keys" }, make("dl", {}, ...rows), close);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  root.append(dialog);
  dialog.showModal();
}
