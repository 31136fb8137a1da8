// Marks along a path are so far apart that they are told from each other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { markedOf } from "../../stage/frontend/marks.js";

const FRAME = { width: 100, height: 50 };

test("each mark is far from the one before, and the first step has one", () => {
  const points = Array.from({ length: 50 }, (_, k) => [2 * k, 10]);
  const marked = markedOf(points, FRAME);
  assert.equal(marked[0], 0);
  assert.ok(marked.length > 3);
  for (let i = 1; i < marked.length; i++) assert.ok(points[marked[i]][0] - points[marked[i - 1]][0] >= 22);
});

test("what lies outside or nowhere has none", () => {
  assert.deepEqual(markedOf([[-5, 10], [50, 60], [NaN, 10], [Infinity, 10], [90, 40]], FRAME), [4]);
});
