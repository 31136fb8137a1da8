// The parts of a scene that travel on their own, because they seldom change: the surface and one sweep a slider.

import { decode } from "./decode.js";

const KEPT = 48;
const ID_BYTES = 12; // a part's message stands behind its id

/** @type {Map<string, Promise<import("./decode.js").Message>>} */
const arrived = new Map();
/** @type {Map<string, (message: any) => void>} */
const awaited = new Map();

/** Takes one part off the wire. @param {Uint8Array} bytes */
export async function receive(bytes) {
  const id = Array.from(bytes.subarray(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const message = await decode(bytes.subarray(ID_BYTES));
  arrived.delete(id); // to the back of the queue
  arrived.set(id, Promise.resolve(message));
  awaited.get(id)?.(message);
  awaited.delete(id);
  for (const old of arrived.keys()) {
    if (arrived.size <= KEPT) break;
    arrived.delete(old);
  }
}

/** The part with this id, as soon as it is here; what is asked for is kept longest. @param {string} id */
export function part(id) {
  const message = arrived.get(id) ?? new Promise((resolve) => awaited.set(id, resolve));
  arrived.delete(id);
  arrived.set(id, message);
  return message;
}
