// Who a student is to a room: a token by chance, which says nothing of a person. It stays in this browser, and where that
// keeps nothing in the page's address, so that a reload is no newcomer.

import { keep, readRecord } from "./storage.js";

const KEY = "overshoot.room";
const BYTES = 16;
const TOKEN = /^[\w-]{22}$/;
const FRAGMENT = /^#me=([\w-]{22})$/;

/** The token for a room: the one that the address brings, that was kept, or a new one. @param {string} code */
export function tokenOf(code) {
  const brought = FRAGMENT.exec(location.hash)?.[1];
  const kept = readRecord(KEY)[code];
  const token = brought ?? (TOKEN.test(kept) ? kept : newToken());
  const isKept = kept === token || keep(KEY, code, token);
  const { pathname, search } = location;
  if (brought && isKept) history.replaceState(history.state, "", pathname + search);
  else if (!brought && !isKept) history.replaceState(history.state, "", withToken(pathname + search, token));
  return token;
}

/** An address under which the room knows who comes. @param {string} href without a fragment @param {string} token */
export const withToken = (href, token) => `${href}#me=${token}`;

/** @returns {string} 22 of A–Z, a–z, 0–9, - and _; a page from plain http has no crypto.randomUUID */
function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
