// What several runners' curves span, and which of them the pointer is on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart } from "../../stage/frontend/chart.js";
import { pointedAt, snugRangeOf, spanned } from "../../stage/frontend/curve.js";

const line = (key, diverges = false) => ({ runner: { key }, diverges });

test("the axis spans every curve, the selected one's first", () => {
  const heights = [[2, 1], [2, 9], [2, -4]];
  assert.deepEqual(spanned([line("a"), line("b"), line("c")], heights, 1), [2, 9, 2, 1, 2, -4]);
});

test("one that diverges goes out at the top instead of flattening the others, selected or not", () => {
  const lines = [line("a"), line("b", true)];
  assert.deepEqual(spanned(lines, [[2, 1], [2, 300]], 0), [2, 1, 2]);
  assert.deepEqual(spanned(lines, [[2, 1], [2, 300]], 1), [2, 2, 1]);
  assert.deepEqual(spanned(lines, [[0, 1], [2, 300]], 1), [2, 0, 1]); // where it begins is in the view
});

test("where all diverge they are shown as far as they go", () => {
  assert.deepEqual(spanned([line("a", true), line("b", true)], [[2, 30], [2, 300]], 0), [2, 30, 2, 300]);
  assert.deepEqual(spanned([line("a", true)], [[2, 300]], 0), [2, 300]);
});

const chart = Object.assign(Object.create(Chart.prototype), {
  margin: { left: 40, right: 50, top: 10, bottom: 20 },
  width: 290,
  height: 130,
  canvas: { getBoundingClientRect: () => ({ left: 1000, top: 500, width: 290 }) },
});
chart.setScale(10, 0, 10);
const lines = [line("a"), line("b")];
const heights = [Array(11).fill(2), Array.from({ length: 11 }, (_, k) => k)];
const at = (x, y) => {
  chart.pointer = x === null ? null : [1000 + x, 500 + y];
  return pointedAt(chart, lines, heights, [90, 20])?.key ?? null;
};

test("the pointer is on the curve next to it, between its steps too, and on none from far", () => {
  assert.equal(at(230, 88), "a"); // a: y = 90 all along
  assert.equal(at(190, 40), "b"); // b: between its steps 7 and 8
  assert.equal(at(190, 65), null);
  assert.equal(at(null), null);
});

test("of two curves that cross there the topmost is meant", () => {
  assert.equal(at(80, 90), "b"); // both pass through step 2 at 2
});

test("beside the curves it is on their labels", () => {
  assert.equal(at(270, 24), "b");
  assert.equal(at(270, 85), "a");
  assert.equal(at(270, 55), null);
});

test("losses that differ by little have the whole chart, those that differ by many decades its powers of ten", () => {
  const [low, high] = snugRangeOf([0.3, -0.4, -0.9]);
  assert.ok(low < -0.9 && low > -1.1 && high > 0.3 && high < 0.5);
  assert.deepEqual(snugRangeOf([0.3, -6.2]), [-7, 1]);
  assert.deepEqual(snugRangeOf([NaN]), [0, 1]);
  const flat = snugRangeOf([0.5, 0.5]);
  assert.ok(flat[1] - flat[0] >= 0.1);
});
