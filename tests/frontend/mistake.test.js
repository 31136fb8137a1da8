// The mark at a mistake: the very character as Python counts, or a place after the last one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { partsAt, tellPlace } from "../../stage/frontend/formula/mistake.js";

const END = "\u00a0";

test("a character within a text is marked, and nothing is lost", () => {
  assert.deepEqual(partsAt("x + )", 4), { before: "x + ", marked: ")", after: "" });
  assert.deepEqual(partsAt("@x", 0), { before: "", marked: "@", after: "x" });
});

test("after the last character a place of its own is marked", () => {
  for (const at of [3, 4, 99]) assert.deepEqual(partsAt("x +", at), { before: "x +", marked: END, after: "" });
  assert.deepEqual(partsAt("", 0), { before: "", marked: END, after: "" });
});

test("places are counted in whole characters, as Python counts them", () => {
  assert.deepEqual(partsAt("𝛼𝛽 ? x", 3), { before: "𝛼𝛽 ", marked: "?", after: " x" });
  assert.deepEqual(partsAt("𝛼?", 0), { before: "", marked: "𝛼", after: "?" });
});

test("an accent is marked with its letter", () => {
  assert.deepEqual(partsAt("xe\u0301y", 1), { before: "x", marked: "e\u0301", after: "y" });
});

test("a place is told as people count, from one", () => {
  assert.equal(tellPlace(4), "At character 5: ");
});
