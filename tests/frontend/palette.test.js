// The colours of minima: neighbours differ, the lowest shares none, and soon is lighter than late.

import assert from "node:assert/strict";
import { test } from "node:test";
import { coloursOf, shadeOf } from "../../stage/frontend/palette.js";

const theme = /** @type {any} */ ({ basins: { few: ["A", "B", "C", "D"], many: ["a", "b", "c", "d", "e", "f"] } });
const landscapeOf = (minima, globals, global_valleys = 0) =>
  /** @type {any} */ ({ minima, globals, global_valleys, window: [[0, 5], [0, 5]] });
const grid = Array.from({ length: 25 }, (_, i) => [i % 5, Math.floor(i / 5)]);

test("few minima have a colour each", () => {
  assert.equal(new Set(coloursOf(landscapeOf(grid.slice(0, 6), 1), theme)).size, 6);
  assert.equal(new Set(coloursOf(landscapeOf(grid.slice(0, 4), 4), theme)).size, 4);
});

test("of many, the lowest shares its colour with none, and neighbours differ", () => {
  const colours = coloursOf(landscapeOf(grid, 1), theme);
  assert.equal(colours.filter((colour) => colour === colours[0]).length, 1);
  for (const [i, [x, y]] of grid.entries())
    for (const [j, [x2, y2]] of grid.entries())
      if (Math.abs(x - x2) + Math.abs(y - y2) === 1) assert.notEqual(colours[i], colours[j], `${i} and ${j}`);
});

test("beside a valley that is the lowest, its colour is no minimum's", () => {
  assert.ok(!coloursOf(landscapeOf(grid.slice(0, 5), 0, 1), theme).includes("a"));
});

test("what arrives sooner is lighter", () => {
  for (const minima of [grid, grid.slice(0, 3)]) {
    const landscape = landscapeOf(minima, 1);
    const light = [0, 0.3, 0.6, 1].map((soon) => shadeOf("#009E73", soon, landscape).reduce((sum, one) => sum + one));
    assert.deepEqual(light, [...light].sort((a, b) => b - a));
    assert.equal(new Set(light).size, 4);
  }
});
