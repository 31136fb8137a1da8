// The data of a landscape as they come, and which of the points a step sees.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dataOf } from "../../stage/frontend/data.js";

const program = { size: 4, constants: [], operations: [["multiply", [0, 2], 3]], results: [3] };
const column = (...data) => ({ shape: [data.length], data: Float64Array.from(data) });
const message = (turns, batches) => ({
  header: { names: ["u", "v"], equation: "v ≈ w·u", model: program, turns },
  arrays: {
    inputs: column(1, 2, 3),
    targets: column(2, 4, 7),
    validation_inputs: column(5),
    validation_targets: column(9),
    ...(batches ? { batches: { shape: [2, 3], data: Float32Array.from(batches) } } : {}),
  },
});
const seen = (data, step) => [0, 1, 2].filter(data.batchAt(step));

test("points and model are read once a message", () => {
  const whole = message(null);
  const data = dataOf(whole);
  assert.equal(dataOf(whole), data);
  assert.deepEqual([Array.from(data.training.v), Array.from(data.validation.u)], [[2, 4, 7], [5]]);
  assert.deepEqual(Array.from(data.model.at(2, 0, data.training.u)), [2, 4, 6]);
  assert.equal(data.batchAt(0), null);
});

test("a step sees the points whose turn it is in its epoch", () => {
  const data = dataOf(message(2, [0, 1, 0, 1, 0, 2])); // the steps end within the second epoch
  assert.deepEqual([0, 1, 2, 3].map((step) => seen(data, step)), [[0, 2], [1], [1], [0]]);
});

test("a step sees the labels where their noise has moved them", () => {
  const { header, arrays } = message(null);
  assert.equal(dataOf({ header, arrays }).moved, null);
  const moves = { shape: [2, 3], data: Float32Array.from([64, 65, 62, 60, 64, 68]) };
  const { moved } = dataOf({ header: { ...header, move: { unit: 0.5, zero: 64 } }, arrays: { ...arrays, moves } });
  assert.deepEqual([0, 1].map((step) => [0, 1, 2].map((point) => moved(step, point))), [[0, 0.5, -1], [-2, 0, 2]]);
});
