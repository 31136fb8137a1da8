// How far a marker on a slider's track is from the truth: ratios count where the notches are even in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceOf } from "../../stage/frontend/lesson/asks/marker.js";

const geometric = Array.from({ length: 81 }, (_, i) => 0.01 * 10 ** (i / 20));
const even = Array.from({ length: 101 }, (_, i) => i / 100);

test("where notches are even in ratios a factor of a quarter is near enough, on both sides", () => {
  const far = distanceOf(0.3, 0.2, geometric);
  assert.ok(Math.abs(Number(far.factor) - 1.5) < 1e-9);
  assert.deepEqual([far.right, far.farther], [false, true]);
  const short = distanceOf(0.1, 0.2, geometric);
  assert.ok(Math.abs(Number(short.factor) - 2) < 1e-9);
  assert.deepEqual([short.right, short.farther], [false, false]);
  assert.ok(distanceOf(0.24, 0.2, geometric).right);
  assert.ok(distanceOf(0.17, 0.2, geometric).right);
  assert.ok(!distanceOf(0.15, 0.2, geometric).right);
});

test("farther is along the track, where that falls too", () => {
  assert.ok(distanceOf(0.01, 0.1, geometric.toReversed()).farther);
});

test("on an even track differences count, and a tenth of it is near enough", () => {
  const far = distanceOf(0.3, 0.5, even);
  assert.equal(far.factor, null);
  assert.ok(Math.abs(far.difference - 0.2) < 1e-12);
  assert.ok(!far.right);
  assert.ok(distanceOf(0.41, 0.5, even).right);
});

test("what nobody could see is exact", () => {
  assert.ok(distanceOf(0.2, 0.201, geometric).exact);
  assert.ok(distanceOf(0.5, 0.51, even).exact);
  assert.ok(!distanceOf(0.22, 0.2, geometric).exact);
});
