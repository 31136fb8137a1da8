// The hatch: where there is a hole in what is shown, and lines that stay where they are on the screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hasHoles, linesThrough } from "../../stage/frontend/hatch.js";

/** No value to the left of x = 1. */
const surface = { x: [0, 1, 2, 3], y: [0, 1, 2], heights: [0, 1, 2].map(() => [null, 5, 5, 5]), holes: true };

test("a hole counts where it is in view", () => {
  assert.equal(hasHoles(surface, [[-1, 4], [-1, 3]]), true);
  assert.equal(hasHoles(surface, [[0, 1], [0, 1]]), true);
  assert.equal(hasHoles(surface, [[0.5, 4], [-1, 3]]), false);
  assert.equal(hasHoles(surface, [[-1, 4], [5, 6]]), false);
  assert.equal(hasHoles(surface, [[-9, -8], [0, 1]]), false);
});

test("a surface without holes is not searched", () => {
  assert.equal(hasHoles({ ...surface, heights: /** @type {any} */ (null), holes: false }, [[-1, 4], [-1, 3]]), false);
});

test("every line ends at the border of the box, and each at the same sum of its places", () => {
  const [left, top, right, bottom] = [10, 20, 90, 60];
  const lines = linesThrough([left, top, right, bottom]);
  assert.ok(lines.length > 10);
  for (const [x0, y0, x1, y1] of lines) {
    assert.equal((x0 + y0) % 7, 0);
    assert.equal(x0 + y0, x1 + y1);
    assert.ok(x0 === left || y0 === bottom);
    assert.ok(x1 === right || y1 === top);
    assert.ok(x0 >= left && x1 <= right && y1 >= top && y0 <= bottom);
  }
});

test("another box has the same lines", () => {
  const sums = (box) => linesThrough(box).map(([x0, y0]) => x0 + y0);
  const [small, large] = [sums([30, 30, 50, 50]), sums([0, 0, 100, 100])];
  assert.ok(small.length && small.every((sum) => large.includes(sum)));
});

test("a box without room has none", () => assert.deepEqual(linesThrough([5, 5, 3, 3]), []));
