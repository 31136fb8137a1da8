// The parts of a scene that travel on their own, because they seldom change: the surface and one sweep a slider.

import { decode } from "./decode.js";

const KEPT = 48;

/** @type {Map<string, Promise<import("./decode.js").Message>>} */
const arrived = new Map();
/** @type {Map<string, (message: any) => void>} */
const awaited = new Map();

/** Takes one part off the wire. @param {Uint8Array} bytes */
export async function receive(bytes) {
  const message = await decode(bytes);
  const { id } = message.header;
  arrived.delete(id); // to the back of the queue
  arrived.set(id, Promise.resolve(message));
  awaited.get(id)?.(message);
  awaited.delete(id);
  for (const old of arrived.keys()) {
    if (arrived.size <= KEPT) break;
    arrived.delete(old);
  }
}

/** The part with this id, as soon as it is here. @param {string} id */
export function part(id) {
  if (!arrived.has(id)) arrived.set(id, new Promise((resolve) => awaited.set(id, resolve)));
  return arrived.get(id);
}
