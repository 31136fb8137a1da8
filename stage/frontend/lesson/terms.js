// Words explained where they stand: a button in a text opens its meaning beside it, at a press, under a mouse that rests
// there, or when the keyboard comes to it. Escape closes it, and so does a press elsewhere.

import { make, say } from "../dom.js";
import { isFocusedByKeys } from "../focus.js";

const GAP = 6; // pixels between a word and its meaning
const EDGE = 8; // pixels that stay free at the window's edges
const NARROW = "(max-width: 860px), (max-height: 480px)"; // there style sheets say where it goes
const [RESTED, LEFT] = [250, 300]; // milliseconds that a mouse is there before it opens, and away before it closes
const TERM = "button.term[data-term]";

/**
 * @typedef {object} Meaning
 * @property {string} title
 * @property {string} meaning HTML that is safe
 * @property {string} [example] an address that shows it; none or empty where there is nothing to open
 * @property {string} [more] what the link to the example says
 */

/** The one meaning that is open on this page. @type {Explanation | null} */
let explained = null;
/** @type {WeakMap<HTMLElement, HTMLElement>} by the element that they are in: where what opens is said */
const voices = new WeakMap();

/**
 * Opens what a button's word means, beside it, for as long as nothing closes it.
 * @param {HTMLElement} button @param {Meaning} meaning
 * @param {HTMLElement} root whose colours and letters it has
 */
export function openTerm(button, meaning, root = document.body) {
  explained?.close();
  explained = new Explanation(button, meaning, root);
  return explained;
}

/**
 * Opens the words of a text when somebody asks for one: each `<button class="term" data-term="key">` within `root`, those
 * too that come later. Returns a function that stops it.
 * @param {HTMLElement} root @param {Record<string, Meaning>} words by their keys; looked up when a word is opened
 * @param {string} [more] what links to examples say, in the language of the words
 */
export function listenForTerms(root, words, more) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = new AbortController();
  const of = (/** @type {EventTarget | null} */ target) => {
    const button = target instanceof Element ? target.closest(TERM) : null;
    return button instanceof HTMLElement && Object.hasOwn(words, button.dataset.term ?? "") ? button : null;
  };
  const open = (/** @type {HTMLElement} */ button) => openTerm(button, { more, ...words[button.dataset.term ?? ""] }, root);
  const isOpen = (/** @type {HTMLElement} */ button) => explained?.button === button;
  const later = (/** @type {number} */ pause, /** @type {() => void} */ act) => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
  const listen = (/** @type {string} */ kind, /** @type {(event: any) => void} */ act) =>
    root.addEventListener(kind, act, { signal: stop.signal });
  voiceOf(root); // there before something is said, or it would not be heard

  listen("click", (event) => {
    const button = of(event.target);
    if (!button || event.defaultPrevented) return; // a text within this one has heard it
    clearTimeout(timer);
    event.preventDefault(); // of a label around it, too
    if (isOpen(button) && explained?.pinned) return explained.close();
    if (!isOpen(button)) open(button);
    if (explained) explained.pinned = true;
  });
  listen("focusin", ({ target }) => {
    const button = of(target);
    if (button && isFocusedByKeys() && !isOpen(button)) open(button);
  });
  listen("focusout", ({ relatedTarget }) => {
    if (explained && !explained.pinned && !explained.holds(relatedTarget)) explained.close();
  });
  listen("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const button = of(event.target);
    if (button && !isOpen(button)) later(RESTED, () => button.isConnected && !explained?.pinned && !isOpen(button) && open(button));
    else if (explained?.holds(event.target)) clearTimeout(timer);
  });
  listen("pointerout", (event) => {
    if (event.pointerType !== "mouse" || !(of(event.target) || explained?.holds(event.target))) return;
    later(LEFT, () => explained && !explained.pinned && !explained.inUse && explained.close());
  });
  return () => {
    clearTimeout(timer);
    stop.abort();
    if (explained?.root === root) explained.close();
  };
}

class Explanation {
  /** @param {HTMLElement} button @param {Meaning} meaning @param {HTMLElement} root */
  constructor(button, { title, meaning, example = "", more = "See it" }, root) {
    this.button = button;
    this.root = root;
    this.pinned = false;
    const text = make("p");
    text.innerHTML = meaning;
    // What somebody is at stays open: a picture within another page, a lesson.
    this.link = example ? make("a.meaning-link", { href: example, target: "_blank", text: more }) : null;
    this.element = make("div.sheet.meaning", { popover: "manual", role: "note", "aria-label": title });
    this.element.append(make("strong", { text: title }), text, ...(this.link ? [this.link] : []));
    root.append(this.element);
    this.element.showPopover();
    button.setAttribute("aria-expanded", "true");
    this.place();
    say(voiceOf(root), `${title}: ${text.textContent}`);
    this.stop = new AbortController();
    const { signal } = this.stop;
    addEventListener("keydown", this.press, { capture: true, signal }); // before what else Escape would close
    addEventListener("pointerdown", ({ target }) => !this.holds(target) && this.close(), { capture: true, signal });
    addEventListener("scroll", ({ target }) => !this.holds(target) && this.close(), { capture: true, signal });
    addEventListener("resize", () => this.close(), { signal });
    this.gone = new MutationObserver(() => button.isConnected || this.close());
    this.gone.observe(root, { childList: true, subtree: true });
  }

  /** Whether somebody is in it, or its word has the keyboard. */
  get inUse() {
    return this.element.matches(":hover") || (isFocusedByKeys() && this.holds(document.activeElement));
  }

  /** Whether it or its word has this within. @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Node && (this.element.contains(target) || this.button.contains(target));
  }

  /** Tab leads from a word into its meaning and on from there, as if that stood behind it. @param {KeyboardEvent} event */
  press = (event) => {
    const { key, shiftKey } = event;
    const active = document.activeElement;
    if (key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (active === this.link) this.button.focus();
      this.close();
    } else if (key === "Tab" && this.link && active === this.button && !shiftKey) {
      event.preventDefault();
      this.link.focus();
    } else if (key === "Tab" && active === this.link) {
      if (shiftKey) event.preventDefault();
      this.button.focus(); // and on from there
      if (!shiftKey) this.close();
    }
  };

  /** Below the word, or above it where there is no room; on a phone at the window's lower edge. */
  place() {
    if (matchMedia(NARROW).matches) return;
    const { style } = this.element;
    const { left, top, bottom } = this.button.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    style.left = `${Math.max(Math.min(left, innerWidth - width - EDGE), EDGE)}px`;
    const below = bottom + GAP + height + EDGE <= innerHeight;
    style.top = `${below ? bottom + GAP : Math.max(top - GAP - height, EDGE)}px`;
  }

  close() {
    if (explained === this) explained = null;
    this.stop.abort();
    this.gone.disconnect();
    this.element.remove();
    this.button.setAttribute("aria-expanded", "false");
    say(voiceOf(this.root), "");
  }
}

/** Where a page's readers hear what was opened, wherever the focus is. @param {HTMLElement} root */
function voiceOf(root) {
  const voice = voices.get(root) ?? make("p.unseen", { role: "status" });
  voices.set(root, voice);
  if (voice.parentNode !== root) root.append(voice);
  return voice;
}
