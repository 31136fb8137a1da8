// Room for a few words on the map: beside a thing, along an edge, and never over a path or a control.

import assert from "node:assert/strict";
import { test } from "node:test";
import { alongEdge, beside, freeSpot, pointsAlong } from "../../stage/frontend/spots.js";

const MAP = { left: 40, top: 10, width: 300, height: 200 };
const SIZE = /** @type {[number, number]} */ ([100, 24]);
const ground = (points = [], boxes = []) => ({ points, boxes, map: MAP });

test("words stand right of a thing, or where a path leaves them room", () => {
  const thing = [190, 110];
  const places = beside(thing, SIZE);
  assert.deepEqual(freeSpot(SIZE, places, ground()), { left: 216, top: 98, width: 100, height: 24 });
  const right = pointsAlong([thing, [340, 110]]);
  assert.equal(freeSpot(SIZE, places, ground(right)).left, 64);
  const both = pointsAlong([[40, 110], thing, [340, 110]]);
  assert.deepEqual(freeSpot(SIZE, places, ground(both)).top, 136);
});

test("a long step between two far points is in the way, too", () => {
  const places = alongEdge(MAP, SIZE, true);
  const slanted = pointsAlong([[40, 0], [340, 40]]);
  const spot = freeSpot(SIZE, places, ground(slanted));
  assert.ok(spot === null || slanted.every(([x, y]) => x < spot.left || x > spot.left + 100 || y < spot.top || y > spot.top + 24));
});

test("no words on other words, and none outside the map", () => {
  const places = alongEdge(MAP, SIZE, false);
  const first = freeSpot(SIZE, places, ground());
  assert.deepEqual(first, { left: 48, top: 178, width: 100, height: 24 });
  const second = freeSpot(SIZE, places, ground([], [first]));
  assert.ok(second.left >= first.left + 100);
  assert.equal(freeSpot(SIZE, [[0, 100], [300, 100], [100, 0], [100, 200]], ground()), null);
});

test("a path without an end, or with one point, has points all the same", () => {
  assert.deepEqual(pointsAlong([[1, 2]]), [[1, 2]]);
  assert.ok(pointsAlong([[0, 0], [1e9, 0]]).length <= 1001);
});
