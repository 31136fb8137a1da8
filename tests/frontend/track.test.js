// The track of a slider: on which scale its notches are, and where values lie on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleOf, shareOf, ticksAlong } from "../../stage/frontend/lesson/track.js";

const geometric = Array.from({ length: 81 }, (_, i) => 0.01 * 10 ** (i / 20));
const even = Array.from({ length: 101 }, (_, i) => i / 100);
const memory = [0, 0.5, 0.75, 0.875, 0.9375];

test("notches tell their scale, falling ones too", () => {
  assert.equal(scaleOf(geometric), "log");
  assert.equal(scaleOf(geometric.toReversed()), "log");
  assert.equal(scaleOf(even), "linear");
  assert.equal(scaleOf(memory), "memory");
});

test("a value is as far along as its notch, and one beyond is at the end", () => {
  assert.ok(Math.abs(shareOf(1, geometric) - 0.5) < 1e-12);
  assert.ok(Math.abs(shareOf(0.25, even) - 0.25) < 1e-12);
  assert.equal(shareOf(1e9, geometric), 1);
  assert.equal(shareOf(0, geometric), 0);
  assert.ok(Math.abs(shareOf(0.1, geometric.toReversed()) - 0.75) < 1e-12);
});

test("round numbers stand where their values are", () => {
  const ticks = ticksAlong({ values: geometric, reading: "number" });
  assert.deepEqual(ticks.map(({ name }) => name), ["0.01", "0.1", "1", "10", "100"]);
  assert.deepEqual(ticks.map(({ share }) => Math.round(1000 * share) / 1000), [0, 0.25, 0.5, 0.75, 1]);
  const factors = ticksAlong({ values: [1, 0.1, 0.01, 0.001], reading: "factor" });
  assert.ok(factors.some(({ name, share }) => name === "×1/10" && Math.abs(share - 1 / 3) < 1e-9), JSON.stringify(factors));
  for (const { name, share } of ticksAlong({ values: memory, reading: "number" })) {
    const notch = memory.indexOf(Number(name));
    if (notch >= 0) assert.ok(Math.abs(share - notch / 4) < 1e-9, name);
  }
});
