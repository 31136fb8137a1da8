// Small charts of losses: the same axes for all, what flies off leaves at the top, and shapes are told in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axesOf, pointsOf, tellShape } from "../../stage/frontend/lesson/loss_chart.js";

const falling = Array.from({ length: 41 }, (_, k) => 10 * 0.8 ** k);
const flat = [...Array.from({ length: 11 }, (_, k) => 10 * 0.5 ** k), ...Array(30).fill(10 * 0.5 ** 10)];
const flying = [10, 100, 1e4, 1e9, 1e20, null, null];
const swinging = Array.from({ length: 41 }, (_, k) => (k % 2 ? 3 : 10));
const axes = axesOf([falling, flat, flying, swinging]);
const shape = (losses) => tellShape(losses, axes, 40, (english) => english);

test("axes hold all starts and what is near them, and are finite whatever flies off", () => {
  assert.ok(axes.low < Math.log10(falling[40]) && axes.high > 1 && axes.high < 5);
  assert.equal(axes.longest, 41);
  const nothing = axesOf([[null], [0, 0]]);
  assert.ok(nothing.high > nothing.low);
});

test("a curve begins at its start and ends at its last step", () => {
  const points = pointsOf(falling, axes);
  assert.equal(points.length, 41);
  assert.deepEqual([points[0][0], points[40][0]], [0, 1]);
  assert.ok(points.every(([, y], k) => y >= 0 && y <= 1 && (k === 0 || y > points[k - 1][1])));
});

test("one that flies off leaves at the top, once", () => {
  const points = pointsOf(flying, axes);
  assert.ok(points.length < flying.length);
  assert.ok(points.at(-1)[1] < 0 && points.slice(0, -1).every(([, y]) => y >= -0.1));
  const gone = pointsOf([10, null, 5], axes);
  assert.equal(gone.length, 2);
});

test("a loss of zero lies at the bottom", () => {
  assert.equal(pointsOf([10, 0], axes)[1][1], 1);
});

test("shapes are told, not what they mean", () => {
  assert.match(shape(falling), /^The loss starts at 10\. It falls\. After a quarter of the steps it is 1\.1, halfway/);
  assert.match(shape(flat), /halfway 0\.0098, after three quarters 0\.0098, at the end 0\.0098\./);
  assert.match(shape(swinging), /goes up and down/);
  assert.match(shape(Array(41).fill(3)), /hardly changes/);
  assert.match(shape([1, 3, 6, 2, 0.1]), /It rises, then falls\./);
  assert.match(shape([3, 1, 6, 2, 1]), /It falls, rises and falls again\./);
  assert.match(shape(flying), /It rises\. It leaves the chart at the top near step/);
  assert.match(shape([10, 1, 0, 0]), /reaches the bottom of the chart near step 27\.$/);
  for (const losses of [falling, flat, swinging, flying]) assert.doesNotMatch(shape(losses), /diverge|converge|settle|NaN|undefined/);
});
