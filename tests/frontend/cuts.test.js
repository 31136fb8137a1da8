// The cut through a step: from the exact samples of the present run, and looked up for other notches.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cutAt, cutsOf } from "../../stage/frontend/cuts.js";

const FRAME = { farthest: 8, room: 0.15, midst: 3 };
/** A bowl x² + y² on a grid that is known everywhere. */
const SURFACE = {
  x: [0, 0.01],
  y: [0, 0.01],
  lossNear: (x, y) => x * x + y * y,
  bendNear: (x, y, dx, dy) => 2 * (dx * dx + dy * dy),
};

/** One step of plain descent from (1, 0) on x² + y², which has λ = 2. */
const path = (rate, exact = true) => {
  const x = 1 - 2 * rate;
  return { steps: 1, x: [1, x], y: [0, 0], loss: [1, x * x], gx: [2, 2 * x], gy: [0, 0], rate: [rate], exact, lost: "" };
};

test("a plain step keeps 1 − αλ of its distance to the floor", () => {
  for (const rate of [0.2, 0.5, 0.9, 1, 1.2]) {
    const cut = cutAt(path(rate), 0, null, SURFACE, FRAME);
    assert.ok(Math.abs(cut.floor - 1 / (2 * rate)) < 1e-12);
    assert.ok(Math.abs(cut.kept - (1 - 2 * rate)) < 1e-12);
    assert.ok(cut.ends[0] < 0 && cut.ends[1] > Math.max(1, 2 * cut.floor));
    for (const { u, rise } of cut.curve) assert.ok(Math.abs(rise - ((1 - 2 * rate * u) ** 2 - 1)) < 1e-9);
    assert.equal(cut.exact, false);
  }
});

test("the present run has its own samples, as shares of what is highest", () => {
  const cuts = cutsOf({
    arrays: {
      bends: { shape: [1, 1], data: [2] },
      tops: { shape: [1, 1], data: [10] },
      rises: { shape: [1, 3], data: [3.5, 3, 2] },
      remembered: { shape: [2, 1], data: Float32Array.from([-0.5, 0]) },
    },
  });
  const cut = cutAt(path(0.5), 0, cuts, SURFACE, FRAME);
  assert.deepEqual(cut.curve.map(({ rise }) => rise), [5, 0, -10]);
  assert.deepEqual([cut.curve[0].u, cut.curve[2].u], cut.ends);
  assert.deepEqual(cut.remembered, [-0.5, 0]);
  assert.equal(cut.exact, true);
});

test("far floors are not waited for, and where nothing curves up there is none", () => {
  const far = cutAt(path(0.001), 0, null, SURFACE, FRAME);
  assert.ok(far.ends[1] > 8 && far.ends[1] < 10);
  const down = cutAt(path(0.5), 0, null, { ...SURFACE, bendNear: () => -1 }, FRAME);
  assert.equal(down.floor, null);
  assert.deepEqual(down.ends, [-0.15, 1.15]);
});

test("a step without a length, a number or known ground has no cut", () => {
  assert.equal(cutAt(path(0), 0, null, SURFACE, FRAME), null);
  assert.equal(cutAt({ ...path(0.5), x: [1, NaN] }, 0, null, SURFACE, FRAME), null);
  assert.equal(cutAt(path(0.5), 0, null, { ...SURFACE, bendNear: () => NaN }, FRAME), null);
  assert.equal(cutAt(path(0.0005, false), 0, null, SURFACE, FRAME), null);
});

test("a line shorter than a few cells is not read off the grid", () => {
  assert.deepEqual(cutAt(path(0.001), 0, null, SURFACE, FRAME).curve, []);
});
