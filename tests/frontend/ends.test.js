// The labels at the ends of curves: none overlaps another, each is as near to its curve as that allows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart } from "../../stage/frontend/chart.js";
import { endOf, nameOf, spread } from "../../stage/frontend/ends.js";

const chart = Object.assign(Object.create(Chart.prototype), {
  margin: { left: 40, right: 50, top: 10, bottom: 20 },
  width: 290,
  height: 130,
});
chart.setScale(100, 0, 10);

test("labels that find room stay where they are wanted", () => {
  assert.deepEqual(spread([50, 10, 90], 12, 0, 100), [50, 10, 90]);
  assert.deepEqual(spread([], 12, 0, 100), []);
});

test("labels that touch are moved apart around their middle, and one that is free stays", () => {
  assert.deepEqual(spread([50, 50, 50, 90], 12, 0, 100), [38, 50, 62, 90]);
  assert.deepEqual(spread([52, 48], 12, 0, 100), [56, 44]);
});

test("no two are nearer than the gap, all lie between the borders, and in the order of their curves", () => {
  for (let i = 0; i < 3000; i++) {
    const wanted = Array.from({ length: 6 }, (_, k) => (((i * 37 + k * 61 * (1 + (i % 7))) % 130) - 15) * (i % 3 ? 1 : 0.1));
    const places = spread(wanted, 12, 5, 100);
    const order = [...wanted.keys()].sort((a, b) => wanted[a] - wanted[b] || a - b);
    const sorted = order.map((k) => places[k]);
    const told = `${wanted} to ${places}`;
    sorted.slice(1).forEach((place, k) => assert.ok(place - sorted[k] > 12 - 1e-9, told));
    assert.ok(sorted[0] > 5 - 1e-9 && sorted[5] < 100 + 1e-9, told);
  }
});

test("where there is no room for the gap they lie evenly", () => {
  assert.deepEqual(spread([0, 0, 0, 90], 50, 0, 90), [0, 30, 60, 90]);
});

test("a curve ends at its last step, or where it leaves for good", () => {
  const flat = Array(101).fill(5);
  assert.deepEqual(endOf(chart, flat), { x: 240, y: 60, inside: false });
  const out = flat.with(50, 5).map((h, k) => (k > 50 ? 15 : h));
  assert.deepEqual(endOf(chart, out), { x: 141, y: 10, inside: true });
  const away = flat.map((h, k) => (k > 50 ? Infinity : h));
  assert.deepEqual(endOf(chart, away), { x: 140, y: 10, inside: true });
  const none = flat.map((h, k) => (k > 50 ? NaN : h));
  assert.deepEqual(endOf(chart, none), { x: 140, y: 60, inside: true });
});

test("names are short, and letters where the chart is narrow", () => {
  const named = (name) => ({ runner: { key: "c", name } });
  assert.equal(nameOf(named("Adam"), 400), "Adam");
  assert.equal(nameOf(named("Gradient descent"), 399), "Gradient desc…");
  assert.equal(nameOf(named("Gradient descent"), 400), "Gradient descent");
  assert.equal(nameOf(named("Gradient descent with a long name"), 400), "Gradient descent with…");
  assert.equal(nameOf(named("Gradient descent"), 230), "C");
});
