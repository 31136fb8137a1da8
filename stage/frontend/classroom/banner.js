// What stands above a room that cannot be heard: that it is tried again, and a way to the laptop's new address.

import { make, say } from "../dom.js";
import { fillIn } from "../lesson/filling.js";

const LONG = 10_000; // milliseconds without a connection, after which its address may be another

/**
 * The address of the same room elsewhere; null for what is none.
 * @param {string} typed as "192.168.1.5:8501", with or without what stands before and behind it
 * @param {string} code @param {{protocol: string, base: string}} here
 */
export function readAddress(typed, code, { protocol, base }) {
  const text = typed.trim();
  const full = /^https?:[/]{2}/i.test(text) ? text : `${protocol}//${text}`;
  if (!text || /\s/.test(text) || !URL.canParse(full)) return null;
  const { origin, pathname, hostname } = new URL(full);
  if (!/[.:]/.test(hostname) && hostname !== "localhost") return null; // a word
  const [before, ...behind] = pathname.split("/room");
  const prefix = behind.length ? before : pathname.length > 1 ? pathname : base;
  return `${origin}${prefix.replace(/\/+$/, "")}/room/${code}`;
}

export class Banner {
  /** @param {import("./room.js").Room} room */
  constructor(room) {
    this.room = room;
    this.text = make("p", { role: "status" });
    this.field = make("input", { type: "text", inputmode: "url", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
    this.label = make("label", {}, make("span"), this.field);
    this.go = make("button.text-button", { type: "submit" });
    this.wrong = make("p.room-wrong", { role: "status" });
    this.form = make("form.banner-form", { novalidate: "", hidden: "" }, this.label, this.go, this.wrong);
    this.element = make("div.room-banner", { hidden: "" }, this.text, this.form);
    /** @type {ReturnType<typeof setTimeout> | undefined} until the form is shown */
    this.timer = undefined;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.leave();
    });
  }

  update() {
    const { room } = this;
    const t = (/** @type {string} */ english) => room.t(english);
    const refused = room.feed.said; // by a server that is there
    const lost = !room.online && !refused && !room.gone;
    if (lost && this.timer === undefined) this.timer = setTimeout(() => (this.form.hidden = false), LONG);
    if (!lost) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.form.hidden = true;
    }
    this.element.hidden = !lost && (!refused || Boolean(room.gone));
    if (this.element.hidden) return;
    say(this.text, refused || t("Not connected: this page keeps trying. What you answer is kept, and sent then."));
    say(/** @type {Element} */ (this.label.firstElementChild), t("Has the address on the projector changed? Type it here:"));
    say(this.go, t("Go there"));
    this.field.placeholder = location.host;
  }

  leave() {
    const { room } = this;
    const href = readAddress(this.field.value, room.code, { protocol: location.protocol, base: new URL(room.below("")).pathname });
    const wrong = href ? "" : fillIn(room.t("That is no address: one looks like {example}."), { example: location.host });
    say(this.wrong, wrong);
    if (href) location.assign(room.leaveFor(href));
    else this.field.focus();
  }
}
