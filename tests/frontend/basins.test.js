// Which map is shown: the one of what the slider shows, never another; and which are fetched next.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Basins, nearest, pieceOf } from "../../stage/frontend/basins.js";

const ALPHA = { name: "learning_rate", values: [0.01, 0.1, 1], index: 1, lead: true, painted: true };
const DECAY = { name: "final", values: [1, 0.1], index: 0, painted: true };
const BETA = { name: "beta", values: [0, 0.9], index: 1, painted: false };
const CONTROLS = [ALPHA, DECAY, BETA];
const NAMES = { learning_rate: "alpha", final: "decay", beta: "beta" };

/** A runner; `held` is the slider in hand and its notch. */
function runnerOf(held = null) {
  const picked = held && { name: held[0], index: held[1] };
  return { controls: CONTROLS, lead: ALPHA, picked, active: picked && {}, control: (name) => CONTROLS.find((one) => one.name === name) };
}

/** A stage on which nothing is fetched but what a test hands out. */
function basinsOf() {
  globalThis.document = /** @type {any} */ ({ baseURI: "http://here/" });
  globalThis.fetch = /** @type {any} */ (() => new Promise(() => {}));
  const pauses = [];
  const stage = { request() {}, forget() {}, later: (_, __, act) => pauses.push(act) };
  return { basins: new Basins(/** @type {any} */ (stage)), pauses };
}

const sceneOf = (runner, query = "alpha=0.1&x=1") => ({ maps: { url: "m", runners: [{ query, names: NAMES }] }, runners: [runner] });
const message = (value) => ({ header: { value, along: "learning_rate" }, arrays: {} });

function look(basins, runner, query, piece = {}) {
  basins.look(/** @type {any} */ (sceneOf(runner, query)), runner, piece);
}

test("the exact map comes first, then those along the rate, then along the decay, and others when they are in hand", () => {
  const { basins } = basinsOf();
  const runner = runnerOf();
  look(basins, runner);
  assert.deepEqual([...basins.along.keys()], []);
  basins.exact.done = true;
  look(basins, runner);
  look(basins, runner);
  assert.deepEqual([...basins.along.keys()], ["learning_rate"]);
  basins.along.get("learning_rate").done = true;
  look(basins, runner);
  assert.deepEqual([...basins.along.keys()], ["learning_rate", "final"]);
  basins.along.get("final").done = true;
  look(basins, runner);
  assert.equal(basins.along.size, 2);
  look(basins, runnerOf(["beta", 0]));
  assert.deepEqual([...basins.along.keys()], ["learning_rate", "final", "beta"]);
});

test("a new rate keeps the maps along the rate and drops all others", () => {
  const { basins } = basinsOf();
  const runner = runnerOf();
  look(basins, runner);
  basins.exact.done = true;
  for (const held of ["learning_rate", "beta"]) look(basins, runnerOf([held, 0]));
  basins.exact.messages = /** @type {any} */ (["stale"]);
  assert.equal(basins.shown(runner), "stale");
  const [kept, dropped] = [...basins.along.values()];
  look(basins, runner, "alpha=1&x=1");
  assert.deepEqual([...basins.along.values()], [kept]);
  assert.ok(dropped.control.signal.aborted);
  assert.equal(basins.shown(runner), null, "the map of another rate is shown");
  kept.messages = /** @type {any} */ ([message(0.01), message(0.1)]);
  assert.equal(basins.shown(runner), kept.messages[1], "that of the same rate may be, until the exact one is here");
});

test("another place to start from is the same map", () => {
  const { basins } = basinsOf();
  look(basins, runnerOf(), "alpha=0.1&x=1");
  const { exact } = basins;
  look(basins, runnerOf(), "alpha=0.1&x=2&y=5");
  assert.equal(basins.exact, exact);
});

test("while the view moves its map stays, and another is asked for when it rests", () => {
  const { basins, pauses } = basinsOf();
  const runner = runnerOf();
  look(basins, runner);
  basins.exact.messages = /** @type {any} */ (["wide"]);
  look(basins, runner, undefined, { window: "0,1,0,1" });
  assert.equal(basins.shown(runner), "wide");
  look(basins, runner, undefined, { window: "0,1,0,1" });
  assert.equal(pauses.length, 1, "while it plays it is drawn again and again, and the pause is over all the same");
  pauses.at(-1)();
  assert.match(basins.exact.address, /map\.window=0%2C1%2C0%2C1/);
  assert.equal(basins.shown(runner), "wide", "it is of the same runs, and stands where it belongs");
});

test("in hand the nearest notch is shown, by ratio", () => {
  const maps = /** @type {any} */ ([message(0.01), message(1)]);
  assert.equal(nearest(maps, 0.2), maps[1]);
  assert.equal(nearest(maps, 0.05), maps[0]);
  assert.equal(nearest([], 0.05), null);
  const { basins } = basinsOf();
  const held = runnerOf(["learning_rate", 2]);
  look(basins, held);
  assert.equal(basins.shown(held), null, "the exact map is of another rate");
});

test("when it is closed nothing is fetched any more", () => {
  const { basins } = basinsOf();
  look(basins, runnerOf());
  const { exact } = basins;
  basins.stop();
  assert.ok(exact.control.signal.aborted);
  assert.equal(basins.shown(runnerOf()), null);
});

test("what is asked for covers what is shown, and is the same on screens that are much the same", () => {
  const window = /** @type {any} */ ([[-5, 5], [0, 4]]);
  assert.deepEqual(pieceOf(window, [[-8, 8], [0, 4]], false), { reach: "1.75,1" });
  assert.deepEqual(pieceOf(window, [[-8.3, 8.3], [-0.1, 4.1]], false), { reach: "1.75,1.25" });
  assert.deepEqual(pieceOf(window, [[-900, 900], [0, 4]], false), { reach: "8,1" });
  assert.deepEqual(pieceOf(window, [[0, 1], [0, 1]], true), { window: "0,1,0,1" });
  assert.deepEqual(pieceOf(window, null, false), {});
});
