// A scene is put together from its header and the parts that this names.

import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf, sceneOf } from "../../stage/frontend/scene.js";

const runner = (key, test_) => ({
  key,
  title: key,
  run: `run ${key}`,
  controls: [{ name: "rate", sweep: "shared sweep" }],
  test: test_,
  remarks: key === "a" ? "remarks a" : null,
});
const header = {
  title: "Race",
  course: { steps: 1, start: [0, 0] },
  landscape: {
    key: "bowl",
    window: [
      [0, 1],
      [0, 1],
    ],
    minima: [],
    globals: 0,
    valleys: [],
    global_valleys: 0,
    floor: null,
    camera: null,
  },
  surface: "surface",
  surroundings: "around",
  look: {},
  link: {},
  tells_step: true,
  selected: 1,
  runners: [runner("a", null), runner("b", "test b")],
};
const rows = { shape: [1, 1], data: new Float64Array(4) };
const run = {
  header: { steps: 1, verdicts: [""], headlines: [""], sentences: [""], bounds: [null], leaves: [-1], lost: [""] },
  arrays: { positions: rows, losses: rows, gradients: rows, rates: rows },
};
const surface = () => ({
  header: { x: [0, 1], y: [0, 1], lowest: 0, ceiling: 1, floor: 0, scale: 1 },
  arrays: {
    rises: { shape: [2, 2], data: new Float32Array(4) },
    curvatures: { shape: [3, 2, 2], data: new Float32Array(12) },
  },
});
const parts = new Map([
  ["surface", surface()],
  ["around", surface()],
  ["run a", run],
  ["run b", run],
  ["shared sweep", run],
  ["remarks a", { header: { remarks: ["so far"] }, arrays: {} }],
  ["test b", { header: { recommended: 0.1, note: "so" }, arrays: { test_rates: rows, test_losses: rows } }],
]);

test("the parts are named, each once", () => {
  assert.deepEqual(partsOf(header), ["surface", "around", "run a", "shared sweep", "remarks a", "run b", "test b"]);
  assert.deepEqual(partsOf({ ...header, data: "points", runners: [] }), ["surface", "around", "points"]);
});

test("every runner has its place, and one is selected", () => {
  const scene = sceneOf(header, parts);
  assert.deepEqual(
    scene.runners.map(({ key, place }) => [key, place]),
    [
      ["a", 0],
      ["b", 1],
    ],
  );
  assert.equal(scene.selected, scene.runners[1]);
  assert.deepEqual(
    scene.runners.map(({ test: range }) => range?.recommended),
    [undefined, 0.1],
  );
});

test("what there is to say of the points is the header's; without data there is nothing", () => {
  const points = { words: "30 points train", seed: 0 };
  assert.equal(sceneOf({ ...header, points }, parts).points, points);
  assert.equal(sceneOf(header, parts).points, null);
});

test("the same part makes the same surface", () => {
  assert.equal(sceneOf(header, parts).surface, sceneOf(header, parts).surface);
});

test("a surface that is not here is named", () => {
  for (const name of ["surface", "around"]) {
    const others = new Map([...parts].filter(([id]) => id !== name));
    assert.throws(() => sceneOf(header, others), new RegExp(`the part ${name}`));
  }
});

test("a race says whether the next scene takes a slider away that is shown; one runner's sliders may go", () => {
  const race = { told: "told", together: "none", apart: "none" };
  const known = new Map([...parts, ["told", { header: { widths: [] }, arrays: {} }]]);
  const scene = sceneOf({ ...header, race }, known);
  assert.equal(scene.loses(header), false);
  assert.equal(scene.loses({ ...header, selected: 0 }), true);
  const other = { ...runner("b", null), controls: [{ name: "alpha", sweep: "shared sweep" }] };
  assert.equal(scene.loses({ ...header, runners: [header.runners[0], other] }), true);
  assert.equal(sceneOf(header, parts).loses({ ...header, selected: 0 }), false);
});
