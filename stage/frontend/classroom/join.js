// The way into a room, for those who see it on a projector: its code, its address and the same as a QR code.

import { make, say } from "../dom.js";

/** @typedef {{url: string, code: string, qr: string}} Join url: the room's whole address; qr: a picture of it, as a data URI */

/** An address as people type it. @param {string} url */
export const shownAddress = (url) => url.replace(/^https?:\/\//, "").replace(/\/$/, "");

/** The address at which a code is asked for, of the address of a room. @param {string} url */
export const doorOf = (url) => shownAddress(url).replace(/\/room\/[^/]*$/, "/room");

/** What each way of showing it has. */
class Way {
  /** @param {(english: string) => string} t */
  constructor(t) {
    this.t = t;
    this.qr = make("img.join-qr", { alt: "" });
    this.code = make("strong.join-code");
    this.address = make("span.join-address");
  }

  /** @param {Join} join */
  draw({ url, code, qr }) {
    if (this.qr.src !== qr) this.qr.src = qr;
    this.qr.alt = this.t("QR code of this room");
    say(this.code, code);
    say(this.address, doorOf(url));
  }
}

/** In a strip: always in sight. */
export class JoinStrip extends Way {
  /** @param {(english: string) => string} t */
  constructor(t) {
    super(t);
    this.label = make("span.join-label");
    const code = make("p", {}, this.label, this.code);
    this.element = make("div.join-strip", {}, this.qr, make("div.join-words", {}, code, make("p", {}, this.address)));
  }

  /** @param {Join} join */
  draw(join) {
    super.draw(join);
    say(this.label, this.t("Room"));
  }
}

/** On the whole page: before anything is asked, and whenever somebody needs it. It is read in the order of what is done. */
export class JoinScreen extends Way {
  /** @param {(english: string) => string} t */
  constructor(t) {
    super(t);
    this.heading = make("h1.join-heading");
    this.how = make("p.join-how");
    this.facts = [make("p"), make("p")];
    const facts = make("div.join-facts", {}, ...this.facts);
    this.element = make("section.join-screen", {}, make("div.join-text", {}, this.heading, this.how, this.address, this.code, facts), this.qr);
  }

  /** @param {Join} join */
  draw(join) {
    super.draw(join);
    const { t } = this;
    say(this.heading, t("Join with your phone"));
    say(this.how, t("Scan the QR code, or open this address and type the four letters:"));
    say(this.facts[0], t("Join the network that this screen is in."));
    this.facts[0].hidden = join.url.startsWith("https:"); // a server with a name, which is reached from elsewhere, too
    say(this.facts[1], t("No name, no account: you are in."));
  }
}
