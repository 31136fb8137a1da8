// Several views have a say in which runner is lit, and none of them silences another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Light } from "../../stage/frontend/lit.js";

test("a view speaks while it is pointed at a runner, and once when it no longer is", () => {
  const told = [];
  const stage = { light: (runner) => told.push(runner) };
  const [map, curves] = [new Light(stage), new Light(stage)];
  for (const runner of ["a", "b", null, null]) {
    curves.point(runner);
    map.point(null);
  }
  assert.deepEqual(told, ["a", "b", null]);
});
