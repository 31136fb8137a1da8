// A text on its way: what the field shows while somebody types, texts are sent, and answers come to older ones.

/** @typedef {{text: string, complaint: string, at: number}} Refusal a text that is no formula, why, and at which character */

export class Draft {
  constructor() {
    /** What the field shows. */
    this.text = "";
    /** The latest text that the server is known to have heard. */
    this.known = "";
    /** The texts that were sent and have no answer, the latest one last. @type {string[]} */
    this.sent = [];
    /** Whether the field shows what was not sent yet. */
    this.typing = false;
  }

  /** @param {string} text */
  type(text) {
    this.text = text;
    this.typing = true;
  }

  /** The text that is to be sent; null if the server has it. */
  send() {
    this.typing = false;
    if (this.text === (this.sent.at(-1) ?? this.known)) return null;
    this.sent.push(this.text);
    return this.text;
  }

  /**
   * The server tells which text it heard last. What is being typed stays; so does what was sent, until a text comes that
   * was not sent from here: somebody took a change back, or chose another.
   * @param {string} heard
   */
  hear(heard) {
    const place = this.sent.lastIndexOf(heard);
    if (place >= 0) this.sent.splice(0, place + 1);
    else if (heard !== this.known) this.sent = [];
    this.known = heard;
    if (!this.typing && !this.sent.length) this.text = heard;
  }

  /** Another picture: what was typed for the one before is gone. @param {string} heard */
  begin(heard) {
    this.text = this.known = heard;
    this.sent = [];
    this.typing = false;
  }
}
