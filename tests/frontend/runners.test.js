// A runner shows its present run, a notch of a slider, or where a dragged start leads.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { inkOf, inOrder, MARKS, nearest, Runner } from "../../stage/frontend/runners.js";
import { partsOf } from "../../stage/frontend/scene.js";

/** As many runs of one step; their losses tell from which message they are, and which run. */
function message(mark, runs) {
  const texts = Array.from({ length: runs }, (_, run) => `${mark}${run}`);
  const zeros = (length) => new Float64Array(length);
  return {
    header: {
      ...{ steps: 1, verdicts: texts, headlines: texts, sentences: texts, bounds: texts, leaves: [], lost: texts },
      limit_name: "limit",
    },
    arrays: {
      positions: { shape: [2, runs, 2], data: zeros(4 * runs) },
      gradients: { shape: [2, runs, 2], data: zeros(4 * runs) },
      losses: { shape: [runs, 2], data: zeros(2 * runs) },
      rates: { shape: [runs, 1], data: zeros(runs) },
    },
  };
}

const DESCRIPTION = {
  key: "a",
  title: "Adam",
  run: "present",
  test: null,
  remarks: null,
  controls: [
    { name: "rate", symbol: "α", values: [0.1, 0.2, 0.4], index: 1, sweep: "rates", lead: true },
    { name: "beta", label: "Beta", values: [0.5, 0.7, 0.9], index: 0, sweep: "betas", lead: false },
  ],
};
const PARTS = new Map([
  ["present", message("present ", 1)],
  ["rates", message("rate ", 3)],
  ["betas", message("beta ", 3)],
]);

let runner;

beforeEach(() => {
  runner = new Runner(DESCRIPTION, PARTS, 1);
});

test("at first the present run is shown, alone exact", () => {
  assert.equal(runner.path.verdict, "present 0");
  assert.equal(runner.live, true);
  assert.equal(runner.lead.name, "rate");
});

test("a notch shows its run, the present notch the present run", () => {
  runner.pick("rate", 2);
  assert.deepEqual([runner.path.verdict, runner.live], ["rate 2", false]);
  assert.equal(runner.indexOf(DESCRIPTION.controls[0]), 2);
  assert.equal(runner.indexOf(DESCRIPTION.controls[1]), 0);
  runner.pick("beta", 1);
  assert.equal(runner.path.verdict, "beta 1");
  assert.equal(runner.indexOf(DESCRIPTION.controls[0]), 1);
  runner.pick("beta", 0);
  assert.deepEqual([runner.path.verdict, runner.live], ["present 0", true]);
  runner.pick("no such slider", 0);
  assert.equal(runner.live, true);
});

test("what waits and is not shown is told by what is shown instead", () => {
  assert.equal(runner.lagOf({}), null);
  runner.pick("rate", 2);
  assert.equal(runner.lagOf({ rate: 0.4 }, [0, 0]), null);
  runner.pick("beta", 1);
  assert.match(runner.lagOf({ rate: 0.4 }), /with α = 0\.2; /);
  assert.match(runner.lagOf({ rate: 0.4, beta: 0.7 }), /with α = 0\.2; /);
  assert.match(runner.lagOf({ beta: 0.71 }), /with Beta = 0\.7; /); // typed, between two notches
  assert.match(runner.lagOf({ rate: 0.4 }, [1, 0]), /with α = 0\.2 and the start \(0, 0\); /);
  assert.equal(runner.lagOf({ rate: 0.2 }), null); // moved, and back
});

test("a preview has one run a runner, in their order", () => {
  runner.pick("rate", 2);
  runner.preview(message("preview ", 2));
  assert.deepEqual([runner.path.verdict, runner.live, runner.picked], ["preview 1", false, null]);
});

test("a part that is named and not here is missed by name", () => {
  assert.throws(() => new Runner({ ...DESCRIPTION, run: "lost" }, PARTS, 0), /lost/);
});

test("a scene's parts are named once each", () => {
  const runners = [DESCRIPTION, { ...DESCRIPTION, key: "b", run: "other", test: "test" }];
  assert.deepEqual(partsOf({ surface: "surface", surroundings: "around", runners }), [
    "surface",
    "around",
    "present",
    "rates",
    "betas",
    "other",
    "test",
  ]);
});

const theme = { ink: "#000000", halo: "#ffffff", marble: "#D55E00", runners: ["#0072B2", "#E69F00"] };

test("one runner has the page's ink, several have a colour each, again from the first where they run out", () => {
  const alone = { line: "#000000", halo: "#ffffff", marble: "#D55E00", rim: "#ffffff", mark: "disc", share: 1, thick: 1 };
  assert.deepEqual(inkOf({ colour: 3 }, 1, theme), alone);
  const [first, second, third] = [0, 1, 2].map((colour) => inkOf({ colour }, 3, theme));
  assert.deepEqual([first.line, second.line, third.line], ["#0072B2", "#E69F00", "#0072B2"]);
  assert.notEqual(first.halo, second.halo);
  assert.equal(new Set([first.mark, second.mark, third.mark]).size, 3);
});

test("the mark on a white marble is not white", () => {
  assert.notEqual(inkOf({ colour: 0 }, 2, { runners: ["#ffffff"] }).rim, "#ffffff");
});

test("the one that is lit stands out, the others are faint; one alone has nothing to stand out from", () => {
  const [one, other] = [{ colour: 0 }, { colour: 1 }];
  const [usual, lit, faint] = [inkOf(one, 2, theme), inkOf(one, 2, theme, one), inkOf(one, 2, theme, other)];
  assert.deepEqual([usual.share, usual.thick], [1, 1]);
  assert.ok(lit.share === 1 && lit.thick > 1.3);
  assert.ok(faint.share < 0.5 && faint.thick === 1);
  assert.deepEqual(inkOf(one, 1, theme, one), inkOf(one, 1, theme));
});

test("the selected one is drawn above the others, the lit one above all", () => {
  const runners = ["a", "b", "c"];
  assert.deepEqual(inOrder({ runners, selected: "a", lit: null }), ["b", "c", "a"]);
  assert.deepEqual(inOrder({ runners, selected: "a", lit: "b" }), ["c", "a", "b"]);
  assert.deepEqual(inOrder({ runners, selected: "a", lit: "a" }), ["b", "c", "a"]);
});

test("a runner has the colour and the name that it is given, else those of its place and its title", () => {
  assert.deepEqual([runner.colour, runner.name], [1, "Adam"]);
  const given = new Runner({ ...DESCRIPTION, colour: 0, name: "Adam, slow" }, PARTS, 1);
  assert.deepEqual([given.colour, given.name, given.title], [0, "Adam, slow", "Adam"]);
});

test("there are six marks, no two alike", () => {
  assert.equal(new Set(MARKS).size, 6);
});

test("the nearest notch is the first of two that are as near", () => {
  assert.equal(nearest([1, 2, 4], 2.9), 1);
  assert.equal(nearest([1, 2, 4], 3), 1);
  assert.equal(nearest([1, 2, 4], 3.1), 2);
  assert.equal(nearest([1, 2, 4], 99), 2);
});

test("remarks come in a part of their own, and are null until then", () => {
  assert.equal(runner.remarks, null);
  const told = { header: { remarks: ["It stays there."] }, arrays: {} };
  const explained = new Runner({ ...DESCRIPTION, remarks: "why" }, new Map([...PARTS, ["why", told]]), 0);
  assert.deepEqual(explained.remarks, ["It stays there."]);
  assert.equal(explained.id, "present");
});
