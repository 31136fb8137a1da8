// Where the box beside the pointer stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { placeBeside } from "../../stage/frontend/hover.js";

const BOUNDS = { left: 0, right: 400, top: 0, bottom: 300 };
const SIZE = [100, 40];

test("it stands below and after the pointer, and at the borders on the other side", () => {
  assert.deepEqual(placeBeside([50, 50], SIZE, BOUNDS, null), [64, 64]);
  assert.deepEqual(placeBeside([350, 50], SIZE, BOUNDS, null), [236, 64]);
  assert.deepEqual(placeBeside([50, 280], SIZE, BOUNDS, null), [64, 226]);
  assert.deepEqual(placeBeside([350, 280], SIZE, BOUNDS, null), [236, 226]);
});

test("it covers nothing that is kept, wherever pointer and marble are", () => {
  for (let i = 0; i < 4000; i++) {
    const [x, y, mx, my] = [(i * 37) % 400, (i * 53) % 300, (i * 71) % 400, (i * 91) % 300];
    const [left, top] = placeBeside([x, y], SIZE, BOUNDS, [mx, my]);
    const covered = mx > left - 9 && mx < left + 109 && my > top - 9 && my < top + 49;
    assert.ok(!covered, `${[x, y]} covers ${[mx, my]} from ${[left, top]}`);
  }
});
