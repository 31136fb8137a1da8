// The landscape on a grid: places, heights on a log scale, and the loss between them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { surfaceOf } from "../../stage/frontend/surface.js";

/** Three columns and two rows over x 1..5, y 10..11; the rises count from `lowest`. */
const message = (rises, header = {}) => ({
  header: { x: [1, 5], y: [10, 11], lowest: 5, ceiling: 1e9, floor: 5, scale: 1, ...header },
  arrays: {
    rises: { shape: [2, 3], data: Float32Array.from(rises) },
    curvatures: { shape: [3, 2, 2], data: Float32Array.from([1, 3, 1, 3, 0, 0, 2, 2, 5, 5, 5, 5]) },
  },
});

test("the grid ends where the window ends", () => {
  const { x, y } = surfaceOf(message([0, 0, 0, 0, 0, 0]));
  assert.deepEqual(x, [1, 3, 5]);
  assert.deepEqual(y, [10, 11]);
});

test("a height is a power of ten above the floor, and nothing is below it", () => {
  const { heights, heightOf, low, high } = surfaceOf(message([0, 9, 99, 999, 0, 0], { floor: 5 }));
  assert.deepEqual(heights, [[0, 1, 2], [3, 0, 0]]);
  assert.deepEqual([low, high], [0, 3]);
  assert.equal(heightOf(4), 0);
  assert.equal(surfaceOf(message([0, 0, 0, 0, 0, 0], { scale: 10 })).heightOf(5 + 90), 1);
});

test("the scale ends at the ceiling, and heights do not", () => {
  const { heights, low, high } = surfaceOf(message([0, 9, 99, 999, 0, 0], { ceiling: 5 + 99 }));
  assert.deepEqual(heights[1], [3, 0, 0]);
  assert.deepEqual([low, high], [0, 2]);
});

test("what is no number has no height and spoils no scale", () => {
  const { heights, low, high } = surfaceOf(message([NaN, Infinity, 9, 0, 0, -Infinity]));
  assert.deepEqual(heights, [[null, null, 1], [0, 0, null]]);
  assert.deepEqual([low, high], [0, 1]);
});

test("a surface says whether it has holes", () => {
  assert.equal(surfaceOf(message([0, 1, 2, 3, 4, NaN])).holes, true);
  assert.equal(surfaceOf(message([0, 1, 2, 3, 4, 5])).holes, false);
});

test("a surface without numbers, and a flat one, still have a scale", () => {
  const nothing = surfaceOf(message(Array(6).fill(NaN)));
  assert.ok(nothing.low < nothing.high);
  const flat = surfaceOf(message(Array(6).fill(9)));
  assert.equal(flat.low, 1);
  assert.ok(flat.high > flat.low);
});

test("between the grid's points the loss is a blend of the four around", () => {
  const { lossNear } = surfaceOf(message([0, 2, 4, 10, 12, 14]));
  assert.equal(lossNear(1, 10), 5);
  assert.equal(lossNear(2, 10), 6);
  assert.equal(lossNear(4, 10), 8);
  assert.equal(lossNear(3, 10.5), 12);
  assert.equal(lossNear(2, 10.25), 8.5);
});

test("outside it is unknown", () => {
  const { lossNear } = surfaceOf(message([0, 2, 4, 10, 12, 14]));
  for (const [x, y] of [[0.9, 10.5], [5.1, 10.5], [2, 9.9], [2, 11.1], [NaN, 10.5]])
    assert.equal(lossNear(x, y), undefined);
});

test("the curvature along a way is that of the second derivatives there, blended", () => {
  const { bendNear } = surfaceOf(message([0, 0, 0, 0, 0, 0]));
  assert.equal(bendNear(2, 10, 1, 0), 1.5);
  assert.equal(bendNear(2, 10.5, 0, 2), 20);
  assert.equal(bendNear(2, 10.5, 1, 1), 1.5 + 2 * 1 + 5);
  assert.ok(Number.isNaN(bendNear(0, 10.5, 1, 1)));
});

test("a loss at a height is the loss that has it", () => {
  const { heightOf, lossOf } = surfaceOf(message([0, 9, 99, 999, 0, 0], { floor: 5, scale: 3 }));
  for (const loss of [5, 7.5, 1000]) assert.ok(Math.abs(lossOf(heightOf(loss)) - loss) < 1e-9);
});
