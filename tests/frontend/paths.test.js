// A path out of a batch of runs, and the point that it has reached.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf, pointAt, tellNumber, tellPoint } from "../../stage/frontend/paths.js";

/** Two runs of two steps; every number tells what it is: run 1's y at step 2 is 112. */
const message = (kind) => ({
  header: {
    steps: 2,
    verdicts: ["converged", "diverged"],
    headlines: ["A", "B"],
    sentences: ["a", "b"],
    bounds: [0.1, null],
    leaves: [-1, 2],
    lost: ["overflowed", "undefined"],
  },
  arrays: {
    positions: { shape: [2, 2, 3], data: kind.from([0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112]) },
    gradients: { shape: [2, 2, 3], data: kind.from([200, 201, 202, 210, 211, 212, 300, 301, 302, 310, 311, 312]) },
    losses: { shape: [2, 3], data: kind.from([400, 401, 402, 410, 411, 412]) },
    rates: { shape: [2, 2], data: kind.from([500, 501, 510, 511]) },
  },
});

test("a run's rows are found among those of the others", () => {
  const { x, y, gx, gy, loss, rate, ...facts } = pathOf(message(Float32Array), 1);
  const numbers = { x, y, gx, gy, loss, rate };
  assert.deepEqual(Object.fromEntries(Object.entries(numbers).map(([name, row]) => [name, Array.from(row)])), {
    x: [10, 11, 12],
    y: [110, 111, 112],
    gx: [210, 211, 212],
    gy: [310, 311, 312],
    loss: [410, 411, 412],
    rate: [510, 511],
  });
  assert.deepEqual(facts, {
    steps: 2,
    verdict: "diverged",
    headline: "B",
    sentence: "b",
    bound: null,
    leaves: 2,
    lost: "undefined",
    exact: false,
    validation: null,
    fit: "",
    fitSentence: "",
    bestStep: -1,
  });
  assert.equal(pathOf(message(Float64Array), 0).exact, true);
});

test("where there is data a run comes with its loss on points held back, and what that says of its fit", () => {
  const { header, arrays } = message(Float32Array);
  const fits = { fits: ["fits", "overfits"], fit_sentences: ["", "It learned the noise."], best_steps: [-1, 1] };
  const validation = { shape: [2, 3], data: Float32Array.from([600, 601, 602, 610, 611, 612]) };
  const path = pathOf({ header: { ...header, ...fits }, arrays: { ...arrays, validation } }, 1);
  assert.deepEqual(Array.from(path.validation), [610, 611, 612]);
  assert.deepEqual([path.fit, path.fitSentence, path.bestStep], ["overfits", "It learned the noise.", 1]);
});

test("between whole steps the point lies on the line, and stays at the end", () => {
  const path = { steps: 2, x: [0, 1, 3], y: [0, 10, -10] };
  assert.deepEqual(pointAt(path, 0), [0, 0]);
  assert.deepEqual(pointAt(path, 0.25), [0.25, 2.5]);
  assert.deepEqual(pointAt(path, 1.5), [2, 0]);
  assert.deepEqual(pointAt(path, 2), [3, -10]);
  assert.deepEqual(pointAt(path, 9), [3, -10]);
});

test("a point that is reached is exact, even where the next one is no number", () => {
  assert.deepEqual(pointAt({ steps: 2, x: [0, 1, NaN], y: [0, 1, Infinity] }, 1), [1, 1]);
});

test("a number that is none is told in words, and a point of them in one", () => {
  const path = pathOf(message(Float64Array), 0);
  assert.equal(tellPoint(path, 1, 3), "(1, 101)");
  assert.equal(tellNumber(path, 0.12345, 3), "0.123");
  path.x[1] = NaN;
  path.y[2] = -Infinity;
  assert.equal(tellPoint(path, 1, 3), "overflowed");
  assert.equal(tellPoint(path, 2, 3), "overflowed");
  assert.equal(tellNumber(path, Infinity, 3), "overflowed");
  assert.equal(tellNumber(pathOf(message(Float64Array), 1), NaN, 3), "undefined");
  const rounded = pathOf(message(Float32Array), 0);
  assert.equal(tellNumber(rounded, Infinity, 3), "beyond 10³⁸");
  assert.equal(tellNumber(rounded, -Infinity, 3), "beyond −10³⁸");
  assert.equal(tellNumber(path, -Infinity, 3, true), "beyond −10³⁸", "a rounded number beside an exact path");
  assert.equal(tellNumber(rounded, NaN, 3), "overflowed");
});
