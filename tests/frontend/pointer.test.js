// What the map says of the place under the pointer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestTrace, tell } from "../../stage/frontend/views/pointer.js";
import { Viewport } from "../../stage/frontend/viewport.js";

const viewport = new Viewport([[-1, 1], [-1, 1]]);
viewport.resize(200, 200);
const landscape = { axes: ["x", "y"] };
const surface = { lossNear: (x, y) => (x < -0.9 ? NaN : y < -0.9 ? undefined : 1.23456 + x) };

function trace(title, x) {
  const path = { steps: 2, x, y: [0, 0, NaN], loss: [3.14159, 2, NaN], rate: [0.1, 0.05], exact: true, lost: "overflowed" };
  return { runner: { name: title }, path, pixels: x.map((at, k) => viewport.toPixel(at, path.y[k])) };
}

test("near a step it tells that step, and of several runners whose it is", () => {
  const one = trace("Adam", [0, 0.5, 0.9]);
  assert.deepEqual(tell([104, 103], { traces: [one], viewport, landscape }, surface), ["step 0", "(0, 0)", "loss 3.142", "α = 0.1"]);
  assert.equal(tell([150, 100], { traces: [one], viewport, landscape }, surface)[0], "step 1");
  assert.equal(tell([150, 100], { traces: [trace("SGD", [0, 0.5, 0]), one], viewport, landscape }, surface)[0], "Adam, step 1");
});

test("the path that is meant is the nearest, between its steps too, the topmost of several as near, and none from far", () => {
  const [below, above] = [trace("SGD", [0, 0.5, 0]), trace("Adam", [0, 0.5, 0.9])];
  above.pixels[1] = [150, 120];
  const named = (x, y) => nearestTrace([x, y], [below, above])?.runner.name;
  assert.deepEqual([named(125, 102), named(125, 111), named(100, 100), named(60, 60)], ["SGD", "Adam", "Adam", undefined]);
  assert.deepEqual(tell([125, 102], { traces: [below, above], viewport, landscape }, surface), ["SGD", "(0.25, −0.02)", "loss ≈ 1.5"]);
});

test("elsewhere it tells the point to the pixel, and the loss as the grid has it", () => {
  const picture = { traces: [trace("Adam", [0, 0.5, 0.9])], viewport, landscape };
  assert.deepEqual(tell([40, 33], picture, surface), ["(−0.6, 0.67)", "loss ≈ 0.63"]);
  assert.deepEqual(tell([2, 33], picture, surface), ["(−0.98, 0.67)", "the loss has no value here"]);
  const named = { ...picture, landscape: { axes: ["w", "b"] } };
  assert.deepEqual(tell([40, 33], named, surface), ["w = −0.6, b = 0.67", "loss ≈ 0.63"]);
  assert.deepEqual(tell([40, 199], picture, surface), ["(−0.6, −0.99)"]);
});
