// What is fetched of many seeds, and what is kept while another learning rate is waited for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Seeds } from "../../stage/frontend/seeds.js";
import { tellShare } from "../../stage/frontend/views/fan.js";

globalThis.document = { baseURI: "http://page/" };

/** A server that never answers; the addresses that are waited for. */
function silence() {
  const waited = new Set();
  globalThis.fetch = (url, { signal }) => {
    waited.add(url.href);
    signal.addEventListener("abort", () => waited.delete(url.href));
    return new Promise(() => {});
  };
  return waited;
}

const RUNNERS = [{}, {}];

/** @param {string[]} queries one a runner */
const scene = (noisy, ...queries) => ({
  runners: RUNNERS,
  maps: { url: "maps/1", noisy, runners: queries.map((query) => ({ query, names: { learning_rate: "alpha" } })) },
});

test("each runner has its own, asked for once, and what is not looked at any more is not waited for", () => {
  const waited = silence();
  const seeds = new Seeds({ request() {} });
  seeds.look(scene(true, "noise=1&seed=4", "noise=1&seed=5"), RUNNERS[1]);
  const first = seeds.fetching;
  seeds.look(scene(true, "noise=1&seed=4", "noise=1&seed=5"), RUNNERS[1]);
  assert.equal(seeds.fetching, first);
  assert.deepEqual([...waited], ["http://page/maps/1/fan?noise=1&seed=5"]);
  seeds.look(scene(true, "noise=1&seed=4", "noise=1&seed=5"), RUNNERS[0]);
  assert.deepEqual([...waited], ["http://page/maps/1/fan?noise=1&seed=4"]);
  seeds.look(scene(false, "seed=4", "seed=5"), RUNNERS[0]);
  assert.deepEqual([...waited], []);
  assert.equal(seeds.ways, null);
});

test("of another rate the shares over the rate stay, all else goes; of another run they go too", () => {
  silence();
  const seeds = new Seeds({ request() {} });
  seeds.look(scene(true, "alpha=0.1&noise=1"), RUNNERS[0]);
  seeds.fetching.messages = ["ways", "over the rate", "over the noise"];
  assert.equal(seeds.overRate, "over the rate");
  seeds.look(scene(true, "alpha=0.2&noise=1"), RUNNERS[0]);
  assert.deepEqual([seeds.ways, seeds.overRate, seeds.overNoise], [null, "over the rate", null]);
  seeds.look(scene(true, "alpha=0.2&noise=2"), RUNNERS[0]);
  assert.equal(seeds.overRate, null);
});

test("a share is told in percent, and where there is nothing to escape it is told why", () => {
  assert.equal(tellShare(0.3125), "31.3 % escape");
  assert.match(tellShare(NaN), /nothing to escape/);
});
