// The feed of a room: what the server tells, one event after another, over a connection that comes back by itself. It is
// read by fetch, because an EventSource sends no headers.

const SILENCE = 12_000; // milliseconds without a word, after which nobody is there; a beat comes every 10 s
const [FIRST_PAUSE, LAST_PAUSE] = [300, 5000]; // milliseconds to the next try, twice as many after each
const TICK = 1000;
const FINAL = [401, 403, 404, 410]; // what another try would not change

/**
 * @typedef {object} Listener
 * @property {(name: string, data: any) => void} hear an event and what it tells
 * @property {() => void} change `online`, `linked` or `said` is another
 * @property {(status: number, said: string) => void} refuse the server will tell nothing: no such room, or a wrong secret
 */

export class Feed {
  /** @param {string} url @param {Record<string, string>} headers @param {Listener} listener */
  constructor(url, headers, listener) {
    this.url = url;
    this.headers = headers;
    this.listener = listener;
    /** Whether something was heard lately. */
    this.online = true;
    /** Whether a connection is open. */
    this.linked = false;
    /** Why the server lets nobody in for now; "" if it does. */
    this.said = "";
    /** When something was heard last, and when a connection was last tried. */
    this.heard = this.tried = performance.now();
    this.pause = FIRST_PAUSE;
    this.closed = false;
    /** @type {AbortController | null} of the connection that is open or tried */
    this.abort = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} until the next try */
    this.timer = undefined;
    this.watch = setInterval(() => this.look(), TICK);
    this.wake = () => document.visibilityState === "visible" && this.reconnect();
    this.stir = () => this.isSilent() && this.reconnect();
    document.addEventListener("visibilitychange", this.wake);
    for (const name of ["pageshow", "online"]) addEventListener(name, this.wake);
    addEventListener("focus", this.stir);
    this.connect();
  }

  close() {
    this.closed = true;
    this.abort?.abort();
    clearTimeout(this.timer);
    clearInterval(this.watch);
    document.removeEventListener("visibilitychange", this.wake);
    for (const name of ["pageshow", "online"]) removeEventListener(name, this.wake);
    removeEventListener("focus", this.stir);
  }

  /** At once, whatever became of the connection before. */
  reconnect() {
    if (this.closed) return;
    this.pause = FIRST_PAUSE;
    this.connect();
  }

  isSilent() {
    return performance.now() - this.heard > SILENCE;
  }

  look() {
    if (!this.isSilent()) return;
    this.setState(false, false);
    if (this.abort && performance.now() - this.tried > SILENCE) this.connect(); // open, and nobody there
  }

  /** @param {boolean} online @param {boolean} linked */
  setState(online, linked) {
    if (online === this.online && linked === this.linked) return;
    [this.online, this.linked] = [online, linked];
    this.listener.change();
  }

  /** @param {string} said */
  say(said) {
    if (said === this.said) return;
    this.said = said;
    this.listener.change();
  }

  async connect() {
    clearTimeout(this.timer);
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    this.tried = performance.now();
    try {
      const answer = await fetch(this.url, { headers: this.headers, cache: "no-store", signal: abort.signal });
      if (abort !== this.abort) return;
      if (FINAL.includes(answer.status)) return this.refused(answer);
      const said = answer.ok ? "" : await saidBy(answer);
      if (abort !== this.abort) return;
      this.say(said);
      if (answer.ok && answer.body) await this.read(answer.body, abort);
    } catch {
      if (abort === this.abort) this.say(""); // cut off, or nobody there: both are tried again
    }
    abort.abort(); // or the server counts on a reader that has left
    if (this.closed || abort !== this.abort) return;
    this.abort = null;
    this.setState(this.online, false);
    this.timer = setTimeout(() => this.connect(), this.pause * (0.7 + 0.6 * Math.random()));
    this.pause = Math.min(this.pause * 2, LAST_PAUSE);
  }

  /** @param {Response} answer */
  async refused(answer) {
    const said = await saidBy(answer);
    if (this.closed) return;
    this.close();
    this.listener.refuse(answer.status, said);
  }

  /** @param {ReadableStream<Uint8Array>} body @param {AbortController} abort by which it is known */
  async read(body, abort) {
    const [reader, decoder] = [body.getReader(), new TextDecoder()];
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (abort !== this.abort || done) return;
      this.heard = performance.now();
      this.pause = FIRST_PAUSE;
      this.setState(true, true);
      const events = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const told = parse(event);
        if (told && !this.closed) this.hand(told);
      }
    }
  }

  /** A page that cannot show what it hears keeps its connection: another one would bring the same. @param {{name: string, data: any}} told */
  hand({ name, data }) {
    try {
      this.listener.hear(name, data);
    } catch (error) {
      reportError(error);
    }
  }
}

/** One event; null for a beat. @param {string} event @returns {{name: string, data: any} | null} */
export function parse(event) {
  let name = "message";
  const data = [];
  for (const line of event.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5));
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}

/** The sentence of an answer that refuses; "" if it has none. @param {Response} answer @returns {Promise<string>} */
export async function saidBy(answer) {
  try {
    const { said } = await answer.json();
    return typeof said === "string" ? said : "";
  } catch {
    return "";
  }
}
