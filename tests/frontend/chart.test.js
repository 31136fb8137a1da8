// The charts' arithmetic: ranges, ticks, and where a value stands among the notches of a slider.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart, notchesToLabel, placeOf, rangeOf, roundest, ticksOf, wholeTicksOf } from "../../stage/frontend/chart.js";

test("a plain range holds zero, with room on the other side", () => {
  const [low, high] = rangeOf([2, 5, 10], false);
  assert.equal(low, 0);
  assert.ok(high > 10 && high < 11.5);
  assert.ok(rangeOf([0, 0], false)[1] > 0);
});

test("a log range is of whole decades, or has room where it is within one", () => {
  assert.deepEqual(rangeOf([2.5, 0.2, -3.4], true), [-4, 3]);
  const [low, high] = rangeOf([0.3, 0.5], true);
  assert.ok(low < 0.3 && low > 0 && high > 0.5 && high < 0.8);
  assert.ok(rangeOf([1, 0], true)[1] > 1);
  assert.deepEqual(rangeOf([2, 2], true), [1.85, 2.15]);
});

test("a log range goes down sixteen decades from the first, and no number spoils it", () => {
  assert.deepEqual(rangeOf([1, -300], true), [-15, 1]);
  assert.deepEqual(rangeOf([-Infinity, 2, NaN, -1], true), [-1, 2]);
  assert.deepEqual(rangeOf([NaN, Infinity], true), [0, 1]);
  assert.deepEqual(rangeOf([], false), [0, 1]);
});

const places = (low, high, log, count) => ticksOf(low, high, log, count).map(({ at }) => at);
const names = (low, high, log, count = 5) => ticksOf(low, high, log, count).map(({ name }) => name);

test("ticks are round numbers within the range", () => {
  assert.deepEqual(places(0, 1, false, 4), [0, 0.5, 1]);
  assert.deepEqual(places(0, 0.1, false, 5), [0, 0.02, 0.04, 0.06, 0.08, 0.1]);
  assert.deepEqual(places(-30, 40, false, 4), [-20, 0, 20, 40]);
  assert.deepEqual(places(-15, 2, true, 4), [-15, -10, -5, 0]);
});

test("few decades have ticks at 1, 2 and 5 times a power, or at whole powers where those are many", () => {
  assert.deepEqual(names(-0.1, 0.8, true), ["1", "2", "5"]);
  assert.deepEqual(names(-0.1, 1.8, true), ["1", "2", "5", "10", "20", "50"]);
  assert.deepEqual(names(-0.4, 1.8, true), ["1", "10"]);
  assert.deepEqual(names(-2, 1, true), ["0.01", "0.1", "1", "10"]);
});

test("a piece of a decade has ticks too, and each says how it differs from the next", () => {
  assert.deepEqual(names(Math.log10(5.5), Math.log10(9.5), true, 3), ["6", "8"]);
  assert.deepEqual(names(Math.log10(8.498), Math.log10(8.503), true, 3), ["8.498", "8.5", "8.502"]);
  assert.deepEqual(names(1, 1.0004, false, 3), ["1", "1.0002", "1.0004"]);
});

test("every axis has two ticks or more, each within the range and with a name of its own", () => {
  let seed = 1;
  const draw = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < 5000; i++) {
    const log = draw() < 0.5;
    const low = log ? 600 * draw() - 300 : (draw() - 0.5) * 10 ** (20 * draw() - 10);
    const high = low + 10 ** (log ? 3.4 * draw() - 0.8 : 12 * draw() - 9) * (log ? 1 : Math.abs(low) + 1e-9);
    const ticks = ticksOf(low, high, log, 2 + Math.floor(5 * draw()));
    const told = `${low} to ${high}, ${log}: ${JSON.stringify(ticks)}`;
    assert.ok(ticks.length > 1 && ticks.length < 14, told);
    const room = 1e-6 * (high - low);
    assert.ok(ticks.every(({ at }) => at >= low - room && at <= high + room), told);
    assert.equal(new Set(ticks.map(({ name }) => name)).size, ticks.length, told);
  }
});

test("the roundest number between two", () => {
  const name = (low, high) => roundest(low, high).name;
  assert.deepEqual([name(0.7, 13), name(-3, 2), name(23, 38), name(-78.3, -71), name(0.0031, 0.0032)], [
    "10", "0", "30", "−75", "0.0032",
  ]);
  assert.equal(roundest(4, 4).at, 4);
});

test("steps have whole ticks, at most six", () => {
  const whole = (low, high) => wholeTicksOf(low, high, String).map(({ at }) => at);
  assert.deepEqual(whole(0, 5), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(whole(0, 100), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(whole(10, 17), [10, 12, 14, 16]);
  assert.deepEqual(wholeTicksOf(3, 3, (at) => `${at}.`), [{ at: 3, name: "3." }]);
  for (let last = 1; last < 300; last++) assert.ok(whole(0, last).length <= 6);
});

test("a slider's notches are named at powers of ten, else evenly", () => {
  const powers = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
  assert.deepEqual(notchesToLabel(powers), [0, 2, 4, 6]);
  assert.deepEqual(notchesToLabel([0, 0.2, 0.4, 0.6, 0.8]), [0, 1, 2, 3, 4]);
  assert.deepEqual(notchesToLabel(Array.from({ length: 41 }, (_, i) => i / 50)), [0, 10, 20, 30, 40]);
  for (let power = -12; power <= 6; power++) assert.ok(Number.isInteger(Math.log10(Number(`1e${power}`))));
});

test("a value's place is a share of the way between its notches, by factors where both are positive", () => {
  assert.equal(placeOf(0, [0, 1, 2]), 0);
  assert.equal(placeOf(2, [0, 1, 2]), 2);
  assert.equal(placeOf(0.25, [0, 1, 2]), 0.25);
  assert.ok(Math.abs(placeOf(10, [1, 100, 10_000]) - 0.5) < 1e-12);
  assert.ok(Math.abs(placeOf(10, [10_000, 100, 1]) - 1.5) < 1e-12);
  assert.equal(placeOf(-0.1, [0, 1, 2]), null);
  assert.equal(placeOf(2.1, [0, 1, 2]), null);
});

test("the chart's pixels run from margin to margin", () => {
  const margin = { left: 40, right: 10, top: 5, bottom: 15 };
  const chart = Object.create(Chart.prototype);
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
