// Orders of runners: how many pairs are the right way round.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, pairsOf } from "../../stage/frontend/lesson/asks/order.js";

test("pairs the right way round are counted", () => {
  assert.deepEqual(pairsOf([0, 1, 2, 3], [1, 2, 3, 4]), { right: 6, pairs: 6 });
  assert.deepEqual(pairsOf([3, 2, 1, 0], [1, 2, 3, 4]), { right: 0, pairs: 6 });
  assert.deepEqual(pairsOf([1, 0, 2, 3], [1, 2, 3, 4]), { right: 5, pairs: 6 });
});

test("those that came in together are right either way", () => {
  const places = [1, 2, 2, 4];
  assert.deepEqual(pairsOf([0, 2, 1, 3], places), pairsOf([0, 1, 2, 3], places));
  assert.equal(pairsOf([3, 2, 1, 0], places).right, 1);
});

test("one that is moved leaves the others in their order", () => {
  assert.deepEqual(moved([0, 1, 2, 3], 0, 2), [1, 2, 0, 3]);
  assert.deepEqual(moved([0, 1, 2, 3], 3, 0), [3, 0, 1, 2]);
  assert.deepEqual(moved([0, 1, 2, 3], 1, 1), [0, 1, 2, 3]);
});
