// The dots of a tally of markers: each is in one column, columns do not overlap, and what is too high finds no room.

import assert from "node:assert/strict";
import test from "node:test";
import { layOut } from "../../stage/frontend/classroom/tallies/dots.js";

const NOTCHES = 101;
const WIDTH = 400;
const APART = WIDTH / (NOTCHES - 1);
/** @param {number} share @param {number} size */
const at = (share, size) => ({ key: String(share), share, size, picked: false });

test("what lies on each other is one column, and columns do not overlap", () => {
  const answers = Array.from({ length: NOTCHES }, (_, notch) => at(notch / (NOTCHES - 1), 1));
  const { columns: [up] } = layOut([answers, []], WIDTH, [100, Infinity], 20, APART);
  const places = up.map(({ share }) => share * WIDTH).sort((a, b) => a - b);
  for (let i = 1; i < places.length; i += 1) assert.ok(places[i] - places[i - 1] >= 20 - 1e-9);
  assert.equal(up.reduce((sum, { size }) => sum + size, 0), NOTCHES);
});

test("a column that is too high for its side finds no room, above and below the track", () => {
  const [low, high] = [[at(0.5, 4)], [at(0.5, 6)]];
  assert.ok(layOut([low, []], WIDTH, [100, Infinity], 20, APART).fits);
  assert.ok(!layOut([high, []], WIDTH, [100, Infinity], 20, APART).fits);
  assert.ok(!layOut([low, low], WIDTH, [100, 60], 20, APART).fits);
  assert.ok(layOut([low, low], WIDTH, [100, 60], 10, APART).fits);
});

test("where notches are farther apart than dots are wide, each has its own place", () => {
  const { columns: [up] } = layOut([[at(1 / 3, 1), at(2 / 3, 1)], []], WIDTH, [100, Infinity], 20, WIDTH / 3);
  assert.deepEqual(up.map(({ share }) => share), [1 / 3, 2 / 3]);
});
