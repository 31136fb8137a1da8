// Which losses stand on the scale of colours, and where.

import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsOf } from "../../stage/frontend/views/legend.js";

/** Heights of a landscape between two losses. */
function surface(floor, scale, least, most) {
  const heightOf = (loss) => Math.log10(1 + Math.max(loss - floor, 0) / scale);
  const lossOf = (height) => floor + scale * (10 ** height - 1);
  return { low: heightOf(least), high: heightOf(most), heightOf, lossOf };
}

const CASES = {
  ravine: surface(0, 1.9, 0, 700),
  "six-hump camel": surface(-1.0316, 0.3, -1.0316, 160),
  "far from nought": surface(1000, 1e-4, 1000.00001, 1000.4),
  huge: surface(0, 1e30, 0, 1e305),
  zoomed: surface(0, 1.9, 311.2, 311.9),
};

test("every scale has three numbers or more, from low to high, each at its loss and apart from the next", () => {
  for (const [name, one] of Object.entries(CASES)) {
    const labels = labelsOf(one);
    assert.ok(labels.length >= 3, name);
    labels.forEach(({ place }, i) => {
      assert.ok(place >= 0 && place <= 1, name);
      if (i) assert.ok(place > labels[i - 1].place, name);
    });
    assert.equal(new Set(labels.map((label) => label.name)).size, labels.length, name);
  }
});

test("they are the losses themselves, and round", () => {
  assert.deepEqual(labelsOf(CASES.ravine).map(({ name }) => name), ["0", "10", "50", "200", "500"]);
  const camel = labelsOf(CASES["six-hump camel"]).map(({ name }) => name);
  assert.equal(camel[0], "−1");
  const { heightOf, low, high } = CASES.ravine;
  assert.equal(labelsOf(CASES.ravine)[2].place, (heightOf(50) - low) / (high - low));
});

test("a flat landscape has no number twice", () => {
  const { low } = surface(0, 1, 5, 5);
  const labels = labelsOf({ ...surface(0, 1, 5, 5), high: low + 1e-9 }).map(({ name }) => name);
  assert.equal(new Set(labels).size, labels.length);
  assert.equal(labels[0], "5");
});
