// A runner: the run that is shown of it, and with what it is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inkOf, nearest, Runner } from "../../stage/frontend/runners.js";

const STEPS = 2;

/** A batch of runs; every number of run r is 100 r and its step. */
const batch = (runs, made = Float64Array, header = {}) => {
  const rows = (count, steps) =>
    made.from({ length: count * runs * steps }, (_, i) => 100 * (Math.floor(i / steps) % runs) + (i % steps));
  return {
    header: {
      steps: STEPS,
      verdicts: Array.from({ length: runs }, (_, i) => `verdict ${i}`),
      headlines: Array(runs).fill("headline"),
      sentences: Array(runs).fill("sentence"),
      bounds: Array(runs).fill(null),
      ...header,
    },
    arrays: {
      positions: { shape: [2, runs, STEPS + 1], data: rows(2, STEPS + 1) },
      losses: { shape: [runs, STEPS + 1], data: rows(1, STEPS + 1) },
      gradients: { shape: [2, runs, STEPS + 1], data: rows(2, STEPS + 1) },
      rates: { shape: [runs, STEPS], data: rows(1, STEPS) },
    },
  };
};

const control = (name, index, lead) => ({ name, index, lead, values: [1, 2, 3], sweep: `sweep of ${name}` });

const runnerOf = (place = 0) => {
  const parts = new Map([
    ["run", batch(1, Float64Array, { limit_name: "limit 2/λ", anatomy_note: "note" })],
    ["sweep of rate", batch(3, Float32Array)],
    ["sweep of beta", batch(3, Float32Array)],
  ]);
  const controls = [control("rate", 1, true), control("beta", 2, false)];
  return new Runner({ key: "a", title: "Momentum", run: "run", controls, test: null }, parts, place);
};

test("at first its present run is shown, which is exact", () => {
  const runner = runnerOf();
  assert.equal(runner.path, runner.present);
  assert.deepEqual([runner.live, runner.path.exact, runner.lead.name], [true, true, "rate"]);
  assert.deepEqual([...runner.path.x], [0, 1, 2]);
});

test("a notch shows its run of the sweep, the present notch the present run", () => {
  const runner = runnerOf();
  runner.pick("rate", 2);
  assert.deepEqual([...runner.path.x], [200, 201, 202]);
  assert.deepEqual([...runner.path.rate], [200, 201]);
  assert.deepEqual([runner.path.verdict, runner.live, runner.path.exact], ["verdict 2", false, false]);
  assert.deepEqual(
    runner.controls.map((one) => runner.indexOf(one)),
    [2, 2],
  );
  runner.pick("rate", 1);
  assert.equal(runner.path, runner.present);
  assert.equal(runner.indexOf(runner.lead), 1);
});

test("a slider that it does not have moves nothing", () => {
  const runner = runnerOf();
  runner.pick("gamma", 0);
  assert.equal(runner.path, runner.present);
});

test("a preview has a run for each runner, and is not taken apart", () => {
  const runner = runnerOf(1);
  runner.pick("rate", 0);
  runner.preview(batch(2));
  assert.deepEqual([...runner.path.x], [100, 101, 102]);
  assert.equal(runner.live, false);
});

test("a part that is not here is named", () => {
  const description = { key: "a", title: "", run: "run", controls: [], test: null };
  assert.throws(() => new Runner(description, new Map(), 0), /the part run/);
});

test("one alone has the page's ink, several have a colour and a mark each", () => {
  const theme = { ink: "ink", marble: "marble", runners: ["red", "green", "blue"] };
  assert.deepEqual(inkOf(runnerOf(), 1, theme), { line: "ink", marble: "marble", mark: "disc" });
  const inks = [0, 1, 2].map((place) => inkOf(runnerOf(place), 3, theme));
  assert.equal(new Set(inks.map(({ line }) => line)).size, 3);
  assert.equal(new Set(inks.map(({ mark }) => mark)).size, 3);
});

test("the notch next to a value", () => {
  assert.deepEqual(
    [-9, 1.4, 1.6, 99].map((value) => nearest([1, 2, 3], value)),
    [0, 0, 1, 2],
  );
});
