// Who a student is to a room: a token by chance, which says nothing of a person. It stays in this browser, and where that
// keeps nothing in the page's address, so that a reload is no newcomer.

import { keep, readRecord } from "./storage.js";

const KEY = "overshoot.room";
const BYTES = 16;
const TOKEN = /^[\w-]{22}$/;
const FRAGMENT = /^#me=([\w-]{22})(?:&said=(.*))?$/;

/**
 * Who this browser is to a room: the token that the address brings, that was kept, or a new one.
 * @param {string} code @returns {{token: string, brought: string}} brought: what was said under another address and waits
 *   to be sent, as JSON; "" if nothing
 */
export function identify(code) {
  const [, arrived, said = ""] = FRAGMENT.exec(location.hash) ?? [];
  const kept = readRecord(KEY)[code];
  const token = arrived ?? (TOKEN.test(kept) ? kept : newToken());
  const isKept = kept === token || keep(KEY, code, token);
  const { pathname, search } = location;
  const here = pathname + search;
  if (arrived || !isKept) history.replaceState(history.state, "", isKept ? here : addressFor(here, token));
  return { token, brought: decode(said) };
}

/**
 * An address under which the room knows who comes, and what waits to be sent.
 * @param {string} href without a fragment @param {string} token @param {string} [said] JSON
 */
export const addressFor = (href, token, said = "") => `${href}#me=${token}${said && `&said=${encodeURIComponent(said)}`}`;

/** @param {string} text of an address, which may be anything */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** @returns {string} 22 of A–Z, a–z, 0–9, - and _; a page from plain http has no crypto.randomUUID */
function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
