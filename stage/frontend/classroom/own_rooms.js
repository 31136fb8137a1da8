// The rooms that were opened in this browser, each with the secret that its teacher needs, and how the server is asked about one.

import { sentence } from "../dom.js";
import { parse, saidBy } from "./feed.js";
import { keep, OWN, readRecord } from "./storage.js";

const LIFE = 12 * 3600; // seconds
const GONE = [401, 404, 410]; // of a room that has ended, or is another teacher's by now
const PATIENCE = 4000; // milliseconds that a feed's first word is waited for
const LONGEST = 20_000; // milliseconds that an answer is waited for: what a new room shows may have to be computed
const AWAY = sentence("The server cannot be reached.");

/**
 * @typedef {{code: string, secret: string, ends: number, title: string, lesson: string}} OwnRoom ends: in seconds since the
 *   epoch; lesson: its key, "" for none
 * @typedef {{status: number, said: string, told: Record<string, any>}} Answer status: 0 where none came; said: what went
 *   wrong, in a sentence
 */

/** Those that are known, the newest first. @returns {OwnRoom[]} */
export function ownRooms() {
  const known = Object.entries(readRecord(OWN)).filter(([, room]) => typeof room?.secret === "string");
  const rooms = known.map(([code, room]) => ({ code, ...room }));
  return rooms.sort((one, other) => other.ends - one.ends);
}

/** @param {string} code @param {string} secret @param {string} title @param {string} lesson */
export function keepRoom(code, secret, title, lesson) {
  keep(OWN, code, { secret, ends: Math.round(Date.now() / 1000) + LIFE, title, lesson });
}

/** @param {string} code */
export function forgetRoom(code) {
  keep(OWN, code, null);
}

/** Those that live, by what the server says; dead ones are forgotten, and of one that nobody knows it is hoped. */
export async function livingRooms() {
  const asked = ownRooms().map(async (room) => ({ room, answer: await stateOf(room) }));
  const answers = await Promise.all(asked);
  for (const { room, answer } of answers) if (isGone(answer)) forgetRoom(room.code);
  return answers.filter(({ answer }) => !isGone(answer)).map(({ room }) => room);
}

/** Whether an answer says that the room is there no more. @param {Answer} answer */
export const isGone = ({ status }) => GONE.includes(status);

/** Whether a room is at something that another picture would end or give away. @param {Answer} answer */
export const isAsked = ({ told: { question, collecting } }) => Boolean(question ? !question.ran : collecting?.open);

/** What the server tells a teacher of a room: the first that its feed says. @param {OwnRoom} room @returns {Promise<Answer>} */
export async function stateOf({ code, secret }) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const headers = { Authorization: `Bearer ${secret}` };
    const url = new URL(`room/${code}/feed?as=teacher`, document.baseURI);
    const answer = await fetch(url, { headers, signal: stop.signal, cache: "no-store" });
    if (!answer.ok) return await read(answer);
    const state = firstState(await readUntil(answer, (text) => firstState(text) !== null));
    return { status: state ? answer.status : 0, told: state ?? {}, said: state ? "" : AWAY };
  } catch {
    return { status: 0, told: {}, said: AWAY };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** @param {Response} answer @param {(text: string) => boolean} enough */
async function readUntil(answer, enough) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!enough(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

/** The state in what was heard of a feed; null: it is not there as a whole. @param {string} text @returns {Record<string, any> | null} */
export function firstState(text) {
  const events = text.split("\n\n").slice(0, -1).map(parse);
  return events.find((event) => event?.name === "state")?.data ?? null;
}

/**
 * Says something to the server, and never fails.
 * @param {string} path as seen from the front page @param {object} body @param {string} [secret]
 * @returns {Promise<Answer>}
 */
export async function post(path, body, secret) {
  /** @type {Record<string, string>} */
  const headers = secret ? { Authorization: `Bearer ${secret}` } : {};
  headers["Content-Type"] = "application/json";
  try {
    const url = new URL(path, document.baseURI);
    const signal = AbortSignal.timeout(LONGEST);
    return await read(await fetch(url, { method: "POST", headers, body: JSON.stringify(body), keepalive: true, signal }));
  } catch {
    return { status: 0, told: {}, said: AWAY };
  }
}

/** @param {Response} answer @returns {Promise<Answer>} */
async function read(answer) {
  const { status, ok } = answer;
  return ok ? { status, told: await answer.json(), said: "" } : { status, told: {}, said: (await saidBy(answer)) || AWAY };
}
