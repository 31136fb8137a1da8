// A room's code as hands type it, and the new address of a laptop.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress } from "../../stage/frontend/classroom/banner.js";
import { readCode } from "../../stage/frontend/classroom/code.js";

const t = (/** @type {string} */ english) => english;
const HERE = { protocol: "http:", base: "/school/" };

test("small letters, blanks and dots are a code, too", () => {
  for (const typed of ["KQXZ", "kqxz", " k q x z ", "kq-xz", "K.Q.X.Z"]) assert.deepEqual(readCode(typed, t), { code: "KQXZ", wrong: "" });
});

test("what is no code is said in a sentence", () => {
  for (const typed of ["", "KQX", "KQXZB", "KQXA", "1234", "<b>x", "ÄÖÜß"]) assert.match(readCode(typed, t).wrong, /four letters/);
});

test("an address leads to the same room, with or without what stands before and behind it", () => {
  const found = (/** @type {string} */ typed) => readAddress(typed, "KQXZ", HERE);
  assert.equal(found("192.168.1.5:8501"), "http://192.168.1.5:8501/school/room/KQXZ");
  assert.equal(found(" http://192.168.1.5:8501/room "), "http://192.168.1.5:8501/room/KQXZ");
  assert.equal(found("https://example.org/other/room/BBBB"), "https://example.org/other/room/KQXZ");
  for (const typed of ["", "projector", "no address", "http://", "javascript:alert(1)", "::::"]) assert.equal(found(typed), null, typed);
});
