// The axes' numbers: themselves where they find room, else counted from a round place in a round unit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf } from "../../stage/frontend/axes.js";

const upTo = (letters) => (ticks) => ticks.every(({ name }) => name.length <= letters);
const names = (axis) => axis.ticks.map(({ name }) => name).join(" ");

test("round numbers that find room stand for themselves", () => {
  const axis = axisOf(-5.2, 5.1, upTo(5));
  assert.equal(names(axis), "−4 −2 0 2 4");
  assert.equal(axis.counted, "");
});

test("seen from very near, numbers count from a round place in a power of ten", () => {
  const axis = axisOf(3.58442817, 3.58442917, upTo(5));
  assert.equal(axis.counted, " − 3.584429 in 10⁻⁷");
  assert.equal(names(axis), "−8 −6 −4 −2 0");
  assert.ok(Math.abs(axis.ticks[0].at - 3.5844282) < 1e-14);
});

test("below zero they are added, and a unit of one is not said", () => {
  assert.equal(axisOf(-1.84812705, -1.84812695, upTo(5)).counted, " + 1.848127 in 10⁻⁸");
  assert.equal(axisOf(-123456.5, -123451.5, upTo(5)).counted, " + 1.23455×10⁵");
});

test("around zero the unit alone is said, be they large or small", () => {
  assert.equal(axisOf(-4e-8, 5e-8, upTo(5)).counted, " in 10⁻⁸");
  assert.equal(names(axisOf(-6e7, 6e7, upTo(5))), "−6 −4 −2 0 2 4 6");
});

test("a piece of a billionth's width has numbers that differ", () => {
  for (const middle of [0.3, -1.848126526964, 1234.5]) {
    const { ticks } = axisOf(middle - 5e-10, middle + 5e-10, upTo(6));
    assert.ok(ticks.length > 1);
    assert.equal(new Set(ticks.map(({ name }) => name)).size, ticks.length);
    for (const { at } of ticks) assert.ok(Math.abs(at - middle) < 6e-10);
  }
});

test("where nothing finds room something stands there all the same", () => {
  assert.ok(axisOf(0, 1, () => false).ticks.length > 1);
});
