// Epochs beside steps, and the step at which a watched run would be stopped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawFlag, early, epochsOf, tellEpoch } from "../../stage/frontend/epochs.js";

test("whole epochs are named where they end", () => {
  assert.deepEqual(epochsOf(40, 8, 6), [0, 1, 2, 3, 4, 5].map((n) => ({ at: 8 * n, name: String(n) })));
  assert.deepEqual(epochsOf(1000, 8, 6).map(({ name }) => name), ["0", "50", "100"]);
  assert.deepEqual(epochsOf(100, 1, 3).map(({ at }) => at), [0, 50, 100]);
  assert.deepEqual(epochsOf(5, 8, 6), [{ at: 0, name: "0" }]); // the first one is not over
});

test("a step tells its epoch where steps see but some points", () => {
  assert.equal(tellEpoch(12, null), "");
  assert.equal(tellEpoch(12, 8), ", epoch 1.5");
  assert.equal(tellEpoch(16, 8), ", epoch 2");
  assert.equal(tellEpoch(23, 8), ", epoch 2.87"); // not the next one before it is there
});

test("a run that overfits is one to stop early; any other has but a mark where the validation loss is lowest", () => {
  const validation = [3, 1, 2];
  assert.deepEqual(early({ validation, bestStep: 1, fit: "overfits" }), { step: 1, text: "early stopping: step 1" });
  assert.deepEqual(early({ validation, bestStep: 1, fit: "fits" }), { step: 1, text: "" });
  assert.equal(early({ validation: null, bestStep: -1, fit: "" }), null);
  assert.equal(early({ validation: [NaN, NaN], bestStep: -1, fit: "" }), null);
});

/** Where the word beside the mark of a step begins, 60 letters' pixels wide. */
function wordAt(step) {
  let left = NaN;
  const nothing = () => {};
  const ink = new Proxy(
    { measureText: () => ({ width: 60 }), fillText: (_, x) => (left = x) },
    { get: (own, name) => own[name] ?? nothing, set: () => true },
  );
  const chart = { x: (k) => 40 + k, y: () => 50, margin: { left: 40, top: 8 }, right: 140, bottom: 100, letters: 11, drawColumn: nothing };
  drawFlag(chart, ink, { step, text: "early stopping" }, Array(101).fill(0), "red", {});
  return left;
}

test("its word stays within the chart", () => {
  assert.equal(wordAt(10), 55); // beside the line
  assert.equal(wordAt(90), 80); // as far right as there is room
});
