// What is said of a plain step along one direction of curvature.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../../stage/frontend/views/microscope.js";

test("the factor says where a step leads", () => {
  assert.equal(moved(0.7, -0.5, String), "-0.5 · stays on its side");
  assert.equal(moved(-0.5, -0.5, String), "-0.5 · crosses over, ends nearer");
  assert.equal(moved(-99, 400, String), "400 · crosses over, ends farther");
});

test("where rounding leaves no step nothing is said of where it leads", () => {
  for (const nothing of [0, -0]) assert.equal(moved(-99, nothing, String), "less than rounding this way");
});
