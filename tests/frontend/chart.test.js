// The arithmetic of the charts: ranges, ticks, and where a value stands among a slider's notches.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Chart,
  nameTick,
  notchesToLabel,
  placeOf,
  rangeOf,
  spansDecades,
  ticksOf,
  wholeTicksOf,
} from "../../stage/frontend/chart.js";

const near = (actual, expected) => {
  assert.equal(actual.length, expected.length, `${actual} is not ${expected}`);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${actual} is not ${expected}`));
};

test("a linear scale holds 0 and has room beyond the values", () => {
  near(rangeOf([2, 10, 4], false), [0, 10.8]);
  near(rangeOf([-5, 5], false), [-5.8, 5.8]);
  near(rangeOf([0.5], false), [0, 0.54]);
  near(rangeOf([0, 0], false), [0, 1]);
});

test("a log scale spans whole decades, no more than sixteen below the first value", () => {
  near(rangeOf([1.2, -3.4], true), [-4, 2]);
  near(rangeOf([1, -30, -300], true), [-15, 1]);
  near(rangeOf([NaN, 2, -30], true), [-14, 2]);
  near(rangeOf([0.5, 0.6], true), [0.35, 0.75]);
});

test("what is not finite has no say", () => {
  near(rangeOf([Infinity, NaN, 3], false), [0, 3.24]);
  assert.deepEqual(rangeOf([Infinity, NaN], true), [0, 1]);
  assert.deepEqual(rangeOf([], false), [0, 1]);
});

test("ticks are round and within the ends", () => {
  near(ticksOf(0, 100, false, 4), [0, 50, 100]);
  near(ticksOf(-0.13, 0.31, false, 5), [-0.1, 0, 0.1, 0.2, 0.3]);
  near(ticksOf(-8, 2, true, 5), [-8, -6, -4, -2, 0, 2]);
});

test("on a log scale of few decades ticks are 1, 2 and 5 times a power", () => {
  near(ticksOf(0, 1, true, 5), [0, Math.log10(2), Math.log10(5), 1]);
  near(ticksOf(-1.5, 1.5, true, 5), [-1, 0, 1]);
});

test("whole ticks are at most six, from the lowest on", () => {
  assert.deepEqual(wholeTicksOf(0, 100), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(wholeTicksOf(-8, 3), [-8, -5, -2, 1]);
  assert.deepEqual(wholeTicksOf(0, 3), [0, 1, 2, 3]);
  assert.deepEqual(wholeTicksOf(0, 73), [0, 15, 30, 45, 60]);
});

test("a tick's name is the value, on a log scale of its exponent", () => {
  assert.equal(nameTick(-7, true), "10⁻⁷");
  assert.equal(nameTick(Math.log10(0.05), true), "0.05");
  assert.equal(nameTick(0.0123456, false), "0.0123");
});

test("notches at powers of ten are labelled, else five evenly", () => {
  assert.deepEqual(notchesToLabel([0.01, 0.03, 0.1, 0.3, 1]), [0, 2, 4]);
  const even = Array.from({ length: 41 }, (_, i) => 0.5 + i / 100);
  assert.deepEqual(notchesToLabel(even), [0, 10, 20, 30, 40]);
});

test("a value stands among the notches on the slider's own scale, rising or falling", () => {
  assert.equal(placeOf(0.1, [0.01, 0.1, 1]), 1);
  assert.ok(Math.abs(placeOf(Math.sqrt(0.1), [0.01, 0.1, 1]) - 1.5) < 1e-9);
  assert.equal(placeOf(0.25, [0, 0.5, 1]), 0.5);
  assert.ok(Math.abs(placeOf(Math.sqrt(0.1), [1, 0.1, 0.01]) - 0.5) < 1e-9);
  assert.equal(placeOf(0.01, [0.01, 0.1, 1]), 0);
  assert.equal(placeOf(1, [0.01, 0.1, 1]), 2);
});

test("outside the notches it stands nowhere", () => {
  for (const value of [0.009, 1.1, NaN, Infinity]) assert.equal(placeOf(value, [0.01, 0.1, 1]), null);
});

test("a log scale is for what spans more than a factor of twenty", () => {
  assert.equal(spansDecades([1, 19]), false);
  assert.equal(spansDecades([1, 21]), true);
  assert.equal(spansDecades([0, 1, 2]), false);
});

test("the chart's pixels run from margin to margin", () => {
  const margin = { left: 40, right: 10, top: 5, bottom: 15 };
  const chart = Object.create(Chart.prototype, {});
  Object.assign(chart, { margin, width: 250, height: 120 });
  chart.setScale(100, -2, 2);
  assert.deepEqual([chart.x(0), chart.x(50), chart.x(100)], [40, 140, 240]);
  assert.deepEqual([chart.y(-2), chart.y(0), chart.y(2)], [105, 55, 5]);
  chart.canvas = { getBoundingClientRect: () => ({ left: 1000, width: 250 }) };
  assert.deepEqual(
    [1000, 1040, 1141, 1240, 2000].map((clientX) => chart.at({ clientX })),
    [0, 0, 51, 100, 100],
  );
});
