// Segments are cut to the box that is drawn in, however far off their ends are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clip } from "../../stage/frontend/ink.js";

const BOX = [0, 0, 100, 50];

test("what is inside stays as it is", () => {
  assert.deepEqual(clip([10, 10], [90, 40], BOX), [10, 10, 90, 40]);
  assert.deepEqual(clip([0, 0], [100, 50], BOX), [0, 0, 100, 50]);
  assert.deepEqual(clip([0, 0], [100, 0], BOX), [0, 0, 100, 0]);
  assert.deepEqual(clip([5, 5], [5, 5], BOX), [5, 5, 5, 5]);
});

test("what leaves is cut where it leaves, from either side", () => {
  assert.deepEqual(clip([50, 25], [150, 25], BOX), [50, 25, 100, 25]);
  assert.deepEqual(clip([-50, 25], [50, 25], BOX), [0, 25, 50, 25]);
  assert.deepEqual(clip([50, -25], [50, 75], BOX), [50, 0, 50, 50]);
  assert.deepEqual(clip([150, 75], [-50, -25], BOX), [100, 50, 0, 0]);
});

test("what passes by is not there", () => {
  assert.equal(clip([-10, 0], [-10, 50], BOX), null);
  assert.equal(clip([0, 51], [100, 51], BOX), null);
  assert.equal(clip([-10, 20], [20, -60], BOX), null);
});

test("ends may be as far off as floats go, but must be numbers", () => {
  const [ax, ay, bx, by] = clip([-1e300, 25], [1e300, 25], BOX);
  assert.deepEqual([ay, by], [25, 25]);
  assert.ok(Math.abs(ax) < 1e285 && bx - ax <= 100);
  assert.equal(clip([NaN, 0], [1, 1], BOX), null);
  assert.equal(clip([0, 0], [Infinity, 1], BOX), null);
  assert.equal(clip([-1.7e308, 0], [1.7e308, 0], BOX), null);
});
