// What is told of a minimum: where it is, how low, how curved, and how unevenly.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cellsOf, nameOf } from "../../stage/frontend/formula/floors.js";

const floor = { x: 1, y: -0.5, loss: 0.25, sharpest: 800, flattest: 2, is_global: true };

test("numbers are as the rest of the page has them", () => {
  assert.deepEqual(cellsOf(floor), ["(1, −0.5)", "0.25", "2 … 800", "400"]);
});

test("a floor that is flat one way is as uneven as can be", () => {
  assert.equal(cellsOf({ ...floor, flattest: 0 })[3], "∞");
  assert.equal(cellsOf({ ...floor, flattest: -1e-17 })[3], "∞");
});

test("a valley of equal minima counts, and none is told where there is none", () => {
  assert.deepEqual([0, 1, 2].map((count) => nameOf(count, 0)), ["0 minima", "1 minimum", "2 minima"]);
  assert.deepEqual([1, 2].map((count) => nameOf(0, count)), ["1 valley", "2 valleys"]);
  assert.equal(nameOf(1, 2), "1 minimum, 2 valleys");
});
