// The pictures of a page: turned over one by one, never past their ends, and found by an address.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Pictures } from "../../stage/frontend/page/pictures.js";

let shown, pictures;

beforeEach(() => {
  shown = [];
  const all = ["one", "two", "three"].map((title) => ({ title, caption: "" }));
  pictures = new Pictures(all, "", (place) => shown.push(place));
});

test("they are turned over, and stop at both ends", () => {
  for (const by of [-1, 1, 1, 1, -1]) pictures.turn(by);
  assert.deepEqual(shown, [1, 2, 1]);
  assert.equal(pictures.shown.title, "two");
});

test("an address names one by its number, and where it names none the first one is meant", () => {
  assert.deepEqual(["#3", "#1", "", "#4", "#0", "#-1", "#1.5", "#three"].map((hash) => pictures.placeOf(hash)), [2, 0, 0, 0, 0, 0, 0, 0]);
});
