// The plane of two sliders: what is shown stays within the limits, and what is under the pointer stays there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Plane } from "../../stage/frontend/plane.js";

const RATE = { scale: "log", limits: [1e-12, 1e6], whole: [1e-4, 1], steps: false };
const BETA = { scale: "linear", limits: [0, 0.99], whole: [0, 0.99], steps: false };
const DROPS = { scale: "linear", limits: [1, 10], whole: [0.5, 10.5], steps: true };
const near = (one, other) => assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);

test("at first the whole is shown, which the server knows without a word", () => {
  const plane = new Plane([RATE, BETA]);
  assert.deepEqual(plane.spans, [[-4, 0], [0, 0.99]]);
  plane.include([0.01, 0.9]);
  assert.equal(plane.window, null);
});

test("a present value beside the whole is included", () => {
  const plane = new Plane([RATE, BETA]);
  plane.include([100, 0.9]);
  assert.deepEqual(plane.spans, [[-4, 2], [0, 0.99]]);
  assert.equal(plane.window, "0.0001,100,0,0.99");
  plane.include([0.01, 0.9]);
  assert.equal(plane.window, null);
});

test("the place under the pointer stays there while it is zoomed", () => {
  const plane = new Plane([RATE, BETA]);
  const setting = [0.01, 0.5];
  const shares = plane.shareOf(setting);
  plane.zoomAt(shares, 3);
  plane.shareOf(setting).forEach((share, i) => near(share, shares[i]));
  near(plane.spans[0][1] - plane.spans[0][0], 4 / 3);
  plane.panBy([0.1, -0.1]);
  plane.shareOf(setting).forEach((share, i) => near(share, shares[i] + (i ? -0.1 : 0.1)));
  plane.reset();
  assert.equal(plane.chosen, null);
});

test("nothing beyond the limits is shown, and nothing finer than settings are", () => {
  const plane = new Plane([RATE, BETA]);
  plane.zoomAt([0.5, 0.5], 1e-3);
  assert.deepEqual(plane.spans, [[-12, 6], [0, 0.99]]);
  plane.panBy([-5, 5]);
  assert.deepEqual(plane.spans, [[-12, 6], [0, 0.99]]);
  for (let i = 0; i < 200; i++) plane.zoomAt([0.3, 0.3], 1.6);
  const [a, b, c, d] = plane.window.split(",").map(Number);
  assert.ok(b > a && d > c && (b - a) / b > 1e-10 && (d - c) / d > 1e-10);
});

test("of a whole number one is always in sight", () => {
  const plane = new Plane([RATE, DROPS]);
  for (let i = 0; i < 50; i++) plane.zoomAt([0.5, 0.5], 1.6);
  const [low, high] = plane.spans[1];
  assert.ok(high - low >= 1);
  assert.ok(plane.spans[0][1] - plane.spans[0][0] < 1e-6, "the other axis goes on");
});
