// A file being made: how far it is, a way to stop it, and what came of it. It goes on when the menu is closed.

import { make, say } from "../dom.js";
import { Refusal } from "./item.js";
import { sizeOf } from "./names.js";

const FAILED = "This could not be made here. Another choice may work.";

export class Making {
  constructor() {
    this.bar = make("progress", { max: "1" });
    this.words = make("p.take-words", { role: "status" });
    this.cancel = make("button.text-button", { type: "button", text: "Cancel", onclick: () => this.stop() });
    this.again = make("a.take-again");
    this.share = make("button.text-button", { type: "button", text: "Share …", onclick: () => this.hand() });
    this.row = make("div.take-row", {}, this.again, this.share, this.cancel);
    this.element = make("div.take-making", {}, this.bar, this.words, this.row);
    /** @type {AbortController | null} while one is being made */
    this.control = null;
    /** @type {File | null} the last one that was made */
    this.file = null;
    this.url = "";
    this.changed = () => {};
    this.tell("");
  }

  get busy() {
    return this.control !== null;
  }

  /**
   * Makes a file and hands it to the browser.
   * @param {(work: import("./item.js").Work) => Promise<import("./item.js").Made | null>} work @param {() => void} changed
   * @param {boolean} copies whether it goes to the clipboard instead
   */
  async start(work, changed, copies = false) {
    this.stop();
    this.changed = changed;
    const control = (this.control = new AbortController());
    const { signal } = control;
    this.forget();
    this.tell("Making it …");
    changed();
    const tell = (/** @type {string} */ words, /** @type {number | undefined} */ share) => {
      if (this.control === control) this.tell(words, share);
    };
    try {
      const made = await work({ signal, tell });
      if (signal.aborted) return;
      this.control = null;
      const file = made && new File([made.blob], made.name, { type: made.blob.type });
      if (!file) this.tell(this.words.textContent ?? "");
      else if (copies) await this.copy(file);
      else this.keep(file);
    } catch (error) {
      if (signal.aborted || this.control !== control) return;
      this.control = null;
      if (!(error instanceof Refusal)) console.error(error);
      this.tell(error instanceof Refusal ? error.message : FAILED);
    }
    changed();
  }

  stop() {
    if (!this.control) return;
    this.control.abort();
    this.control = null;
    this.tell("Stopped: nothing was saved.");
    this.changed();
  }

  /** @param {string} words @param {number} [share] */
  tell(words, share) {
    say(this.words, words);
    if (share === undefined) this.bar.removeAttribute("value");
    else this.bar.value = share;
    this.bar.hidden = this.cancel.hidden = !this.busy;
    this.again.hidden = this.share.hidden = this.file === null || this.busy;
    if (this.file && !canShare(this.file)) this.share.hidden = true;
    this.element.hidden = !words;
  }

  /** The browser saves it; where it is not allowed to, a link is left. @param {File} file */
  keep(file) {
    this.file = file;
    this.url = URL.createObjectURL(file);
    Object.assign(this.again, { href: this.url, download: file.name, textContent: "Save again" });
    this.tell(`${file.name}, ${sizeOf(file.size)}: saved where this browser keeps its downloads.`);
    this.again.click();
  }

  /** To the clipboard; where that is forbidden it is saved. @param {File} file */
  async copy(file) {
    try {
      await navigator.clipboard.write([new ClipboardItem({ [file.type]: file })]);
      this.tell(`Copied, ${sizeOf(file.size)}: paste it where it belongs.`);
    } catch {
      this.keep(file);
    }
  }

  /** A phone's own sheet of programs that take it. */
  async hand() {
    if (!this.file) return;
    try {
      await navigator.share({ files: [this.file], title: this.file.name });
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") this.tell("This device did not share it: save it instead.");
    }
  }

  /** What was made is of something else than what is looked at now. */
  clear() {
    this.forget();
    this.tell("");
  }

  forget() {
    if (this.url) URL.revokeObjectURL(this.url);
    this.file = null;
    this.url = "";
  }

  destroy() {
    this.stop();
    this.forget();
  }
}

/** Whether images can go to the clipboard here. */
export const canCopy = () => Boolean(window.ClipboardItem && navigator.clipboard?.write);

/** @param {File} file */
function canShare(file) {
  return Boolean(navigator.canShare?.({ files: [file] }));
}
