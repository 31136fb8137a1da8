// Scales of axes: places and values are each other's inverse, ticks are round numbers that lie where they say.

import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOn, ticksOn, valueOn } from "../../stage/frontend/scales.js";

const names = (...facts) => ticksOn(...facts).map(({ name }) => name);

test("a value lies where it is read", () => {
  for (const scale of ["linear", "log", "memory"])
    for (const value of [0.001, 0.5, 0.9, 0.9999]) assert.ok(Math.abs(valueOn[scale](placeOn[scale](value)) - value) < 1e-12);
  assert.deepEqual([0, 0.9, 0.99].map((value) => Math.round(placeOn.memory(value))), [0, 1, 2]);
});

test("ticks are round on every scale, however near one looks", () => {
  assert.deepEqual(names("log", false, "number", -4, 0, 5), ["10⁻⁴", "10⁻³", "0.01", "0.1", "1"]);
  assert.deepEqual(names("linear", false, "number", 0, 0.99, 5), ["0", "0.2", "0.4", "0.6", "0.8"]);
  assert.deepEqual(names("memory", false, "number", placeOn.memory(0.5), 4, 5), ["0.9", "0.99", "0.999", "0.9999"]);
  assert.deepEqual(names("memory", false, "number", placeOn.memory(0.991), placeOn.memory(0.993), 4), ["0.991", "0.992", "0.993"]);
  assert.deepEqual(names("log", false, "factor", -3, 0, 4), ["×1/1000", "×1/100", "×1/10", "×1"]);
  for (const scale of ["log", "memory"])
    for (const { at, name } of ticksOn(scale, false, "number", 1.2, 1.21, 4))
      assert.ok(Math.abs(valueOn[scale](at) - Number(name)) < 1e-9, `${name} on ${scale}`);
});

test("a whole number has ticks at whole numbers alone", () => {
  assert.deepEqual(names("log", true, "number", 1, 3, 3), ["10", "100", "1000"]);
  assert.deepEqual(names("linear", true, "number", 0.5, 10.5, 7), ["2", "4", "6", "8", "10"]);
  assert.deepEqual(names("linear", true, "number", 2.4, 4.1, 7), ["3", "4"]);
  assert.deepEqual(names("log", true, "number", placeOn.log(36.6), placeOn.log(37.6), 5), ["37"]);
});
