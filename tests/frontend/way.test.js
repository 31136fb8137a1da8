// A way by hand: down the slope, exact where the ground curves the same everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Way } from "../../stage/frontend/lesson/way.js";

const FACTS = {
  ...{ shortest: 0.1, longest: 4, most: 3, near: 0.05 },
  ...{ start: [-3, 2], treasure: [0, 0], slope: [-3, 8] },
  curvatures: [
    [1, 0],
    [0, 4],
  ],
};

test("each step goes straight down and the slope at its end is the ground's", () => {
  const way = new Way(FACTS);
  way.take(2);
  const [x, y] = way.place;
  assert.ok(Math.abs(Math.hypot(x + 3, y - 2) - 2) < 1e-12);
  assert.ok(Math.abs(way.slope[0] - x) < 1e-12 && Math.abs(way.slope[1] - 4 * y) < 1e-12);
});

test("it is over when its steps are used up, or at the treasure", () => {
  const lost = new Way(FACTS);
  for (let k = 0; k < 9; k++) lost.take(0.1);
  assert.equal(lost.steps, 3);
  assert.ok(lost.over && !lost.found);
  const found = new Way({ ...FACTS, start: [-3, 0], slope: [-3, 0] });
  found.take(3);
  found.take(3);
  assert.equal(found.steps, 1);
  assert.ok(found.over && found.found);
});

test("on flat ground there is no way down", () => {
  const way = new Way({ ...FACTS, start: [1, 1], slope: [0, 0] });
  way.take(1);
  assert.deepEqual(way.place, [1, 1]);
});
