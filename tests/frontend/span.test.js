// Ranges: as an address has them, with an end elsewhere, and the notches between.

import assert from "node:assert/strict";
import { test } from "node:test";
import { notchesOf, reaching, textOf, withEnd } from "../../stage/frontend/formula/span.js";

test("a window is four numbers in the order of the address", () => {
  assert.equal(textOf([-2, 3.5], [1e-7, 1 / 3]), "-2,3.5,1e-7,0.333333333333");
  assert.equal(textOf([-2, 3]), "-2,3");
});

test("numbers that rounding made long are short again", () => assert.equal(textOf([0.1 + 0.2, 3 * 1.1]), "0.3,3.3"));

test("an end that stays on its side moves alone", () => {
  assert.deepEqual(withEnd([0, 2], 0, -1), [-1, 2]);
  assert.deepEqual(withEnd([0, 2], 1, 5), [0, 5]);
});

test("beyond the other end it takes that along", () => {
  assert.deepEqual(withEnd([0, 2], 0, 7), [7, 9]);
  assert.deepEqual(withEnd([0, 2], 0, 2), [2, 4]);
  assert.deepEqual(withEnd([0, 2], 1, -3), [-5, -3]);
});

test("a range reaches as far as a value", () => {
  assert.deepEqual(reaching([0, 2], 1), [0, 2]);
  assert.deepEqual(reaching([0, 2], 3), [0, 3]);
  assert.deepEqual(reaching([0, 2], -1), [-1, 2]);
});

test("notches go from end to end and are round where they can be", () => {
  const notches = notchesOf([-1, 2], 100);
  assert.deepEqual([notches.length, notches[0], notches[100]], [101, -1, 2]);
  assert.ok(notches.every((notch) => String(notch).length <= 5));
  assert.ok(notches.includes(0.02));
  assert.deepEqual(notchesOf([1e6, 1e6 + 1], 4), [1e6, 1e6 + 0.25, 1e6 + 0.5, 1e6 + 0.75, 1e6 + 1]);
});
