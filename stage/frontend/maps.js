// Pictures of many runs are fetched by their address, a message at a time; the server says what is wrong in a sentence.

import { decode } from "./decode.js";

const PAUSES = [1000, 2000, 4000, 8000]; // milliseconds before another try where the server is busy or was not reached
const LENGTH = 4; // bytes, before each message
export const RATE = "learning_rate"; // what the server calls that slider, also where one of another name moves it
const OWN = "map."; // how the names of a map's own options begin

/**
 * @typedef {import("./decode.js").Message} Message
 * @typedef {{query: string, names: Record<string, string>, rate: number, others: Other[]}} Described of a runner what an
 *            address says, the names in it of the values that its sliders move, and its learning rate
 * @typedef {{url: string, noisy: boolean, runners: Described[]}} Maps where they are; whether the runs have noise
 * @typedef {{name: string, label: string, symbol: string, reading: "number" | "factor", value: number}} Other what may
 *            stand beside the learning rate in an atlas, and its present value
 */

/**
 * The address of a map.
 * @param {Maps} maps @param {number} place of the runner @param {string} kind
 * @param {Record<string, string>} options the map's own @param {string[]} without what the map does not depend on: "x",
 *   "y", or sliders
 */
export function addressOfMap(maps, place, kind, options, without = []) {
  const { query, names } = maps.runners[place];
  const said = new URLSearchParams(query);
  for (const name of without) said.delete(names[name] ?? name);
  for (const [name, text] of Object.entries(options)) said.set(OWN + name, text);
  return `${maps.url}/${kind}?${said}`;
}

/** One map that is wanted: its messages so far, and a sentence where there are none to come. */
export class Fetching {
  /** @param {string} address @param {() => void} changed called at each message, and when a sentence is to be said */
  constructor(address, changed) {
    this.address = address;
    this.changed = changed;
    /** @type {Message[]} */
    this.messages = [];
    this.told = "";
    this.done = false;
    this.tries = 0;
    this.control = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.fetch();
  }

  /** Nobody wants it any more. */
  stop() {
    this.control.abort();
    clearTimeout(this.timer);
  }

  async fetch() {
    const { signal } = this.control;
    try {
      const answer = await fetch(new URL(this.address, document.baseURI), { signal });
      if (answer.status === 503) return this.retry(await answer.text());
      if (!answer.ok || !answer.body) return this.tell((await answer.text()).slice(0, 300));
      const messages = [];
      for await (const bytes of piecesOf(answer.body)) {
        messages.push(await decode(bytes));
        if (signal.aborted) return;
        if (messages.length > this.messages.length) this.messages = [...messages]; // a second try begins anew
        this.told = "";
        this.changed();
      }
      this.done = true;
      this.changed();
    } catch {
      if (!signal.aborted) this.retry("The server cannot be reached: this map comes when it is back.");
    }
  }

  /** @param {string} sentence said until it is here */
  retry(sentence) {
    this.tell(sentence);
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => this.fetch(), pause);
  }

  /** @param {string} sentence */
  tell(sentence) {
    if (this.control.signal.aborted) return;
    this.told = sentence;
    this.changed();
  }
}

/**
 * The messages in a stream, each behind its length.
 * @param {ReadableStream<Uint8Array>} stream
 */
export async function* piecesOf(stream) {
  const reader = stream.getReader();
  let rest = new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(rest.length + value.length);
    joined.set(rest);
    joined.set(value, rest.length);
    rest = joined;
    while (rest.length >= LENGTH) {
      const end = LENGTH + new DataView(rest.buffer, rest.byteOffset).getUint32(0, true);
      if (rest.length < end) break;
      yield rest.slice(LENGTH, end);
      rest = rest.subarray(end);
    }
  }
  if (rest.length) throw new Error("a map broke off");
}
