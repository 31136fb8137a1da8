// Files that the server makes: an order is posted, the file comes back a piece at a time, or a sentence that says why not.

import { Refusal } from "./item.js";
import { sizeOf } from "./names.js";

const BUSY = 503; // the server makes many files just now
const [TRIES, PAUSE] = [20, 2000]; // milliseconds
const AWAY = "The server cannot be reached: try again when it is back.";
const BROKE_OFF = "The file broke off on its way: try again.";

/**
 * @param {import("./item.js").Shown} shown @param {string} kind the last part of its address
 * @param {BodyInit} body @param {import("./item.js").Work} work @returns {Promise<Blob>}
 */
export async function post({ scene }, kind, body, { signal, tell }) {
  tell("Asking the server …");
  const address = new URL(`${scene.takeHome?.url}/${kind}`, document.baseURI);
  const ask = () =>
    fetch(address, { method: "POST", body, signal }).catch((error) => {
      throw signal.aborted ? error : new Refusal(AWAY);
    });
  let answer = await ask();
  for (let tries = 0; answer.status === BUSY && tries < TRIES && !signal.aborted; tries++) {
    tell(await answer.text());
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    answer = await ask();
  }
  if (!answer.ok || !answer.body) throw new Refusal((await answer.text()).slice(0, 500) || AWAY);
  const pieces = [];
  let length = 0;
  try {
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      length += value.length;
      tell(`${sizeOf(length)} have come …`);
    }
  } catch (error) {
    throw signal.aborted ? error : new Refusal(BROKE_OFF);
  }
  return new Blob(/** @type {BlobPart[]} */ (pieces), { type: answer.headers.get("Content-Type") ?? "" });
}

/**
 * An order of pictures: by default the one that is shown.
 * @param {import("../view.js").Conductor} stage @param {Record<string, string>} options
 * @param {{link: string, caption?: string}[]} pictures
 */
export function orderOf(stage, options = {}, pictures = [{ link: stage.link() }]) {
  return JSON.stringify({ pictures, options });
}
