// How far a pin on the map is from where the run ended.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceOf, tellPlace } from "../../stage/frontend/lesson/asks/pin.js";

test("near enough is a twentieth of the width, in every direction", () => {
  const told = distanceOf([3, 4], [0, 0], [100, 100]);
  assert.deepEqual(told, { right: true, away: 5, share: 0.05 });
  assert.ok(!distanceOf([3, 5], [0, 0], [100, 100]).right);
  assert.ok(distanceOf([0, -5], [0, 0], [100, 60]).right);
});

test("where the axes are not the same there is no distance, only a share of the window", () => {
  const told = distanceOf([1, 0], [0, 0], [10, 1000]);
  assert.equal(told.away, null);
  assert.equal(told.share, 0.1);
  assert.ok(distanceOf([0, 40], [0, 0], [10, 1000]).right);
});

test("a place is told as finely as an eye can tell it", () => {
  assert.equal(tellPlace([0.0034, -0.961], { size: [4.4, 4.4] }), "(0, −0.96)");
  assert.equal(tellPlace([-0.001, 12.34], { size: [4.4, 400] }), "(0, 12)");
  assert.equal(tellPlace([1.23456e-5, 1e30], { size: [1e-3, 1e-3] }), "(1×10⁻⁵, 1×10³⁰)");
});
