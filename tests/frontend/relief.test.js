// The 3D picture's drawing: a path lies on the surface, what is behind is hidden, and the camera sees all and never from below.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Camera, firstCamera } from "../../stage/frontend/relief/camera.js";
import { drape } from "../../stage/frontend/relief/drape.js";
import { Piece, shownOf, widened } from "../../stage/frontend/relief/piece.js";

const WINDOW = [
  [-2, 2],
  [-1, 3],
];

/** A surface over so many windows. */
function surface(height, reach = 1, count = 81) {
  const [x, y] = widened(WINDOW, reach).map(([from, to]) =>
    Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1)),
  );
  return { x, y, heights: y.map((v) => x.map((u) => height(u, v))) };
}
const bumps = new Piece(
  surface((x, y) => Math.sin(3 * x) + y),
  WINDOW,
);
const ridge = new Piece(
  surface((x) => Math.exp(-8 * x * x)),
  WINDOW,
);
const pathOf = (...points) => ({ steps: points.length - 1, x: points.map(([x]) => x), y: points.map(([, y]) => y) });

test("a piece is the part of the surface inside the window, in a box around the origin", () => {
  const piece = new Piece(
    surface((x, y) => x + y, 2),
    WINDOW,
  );
  assert.deepEqual(
    piece.ranges.slice(0, 2).map((range) => range.map((place) => Number(place.toFixed(9)))),
    WINDOW,
  );
  assert.ok(Math.abs(piece.along(0, -2) + piece.sides[0] / 2) < 1e-9);
  assert.ok(Math.abs(piece.along(1, 1)) < 1e-9);
  assert.deepEqual(piece.placeOf(5, 0), null);
});

test("its sides are as long as the window's, where these are not too different", () => {
  const sides = (window) => new Piece({ x: window[0], y: window[1], heights: [[0, 1], [1, 2]] }, window).sides; // prettier-ignore
  const [width, depth] = sides([[0, 4], [0, 2]]); // prettier-ignore
  assert.equal(width, 2 * depth);
  const [narrow, long] = sides([[0, 1], [0, 100]]); // prettier-ignore
  assert.equal(narrow, long);
});

test("a step lies on the surface all along", () => {
  const { points, time, steps, exit } = drape(bumps, pathOf([-1.9, -0.9], [1.9, 2.9], [1.9, 0]));
  assert.equal(exit, null);
  assert.deepEqual(
    steps.map((i) => time[i]),
    [0, 1, 2],
  );
  let seen = 0;
  for (let i = 0; i < time.length; i++) {
    const [x, y, z] = points.slice(3 * i, 3 * i + 3);
    if (Number.isNaN(x)) continue;
    const above = z - bumps.heightAt(x, y);
    assert.ok(above > 0 && above < 0.01, `${above} above the surface`);
    seen += 1;
  }
  assert.ok(seen > 100);
});

test("a path of many long steps has not many more points than a picture needs", () => {
  const corners = Array.from({ length: 1001 }, (_, k) => (k % 2 ? [1.9, 2.9] : [-1.9, -0.9]));
  const { time } = drape(bumps, pathOf(...corners));
  assert.ok(time.length < 7000, String(time.length));
});

test("a path that leaves is cut at the border and says where and which way", () => {
  const { points, time, crossing, exit } = drape(bumps, pathOf([0, 0], [4, 0], [-4, 1], [Infinity, NaN]));
  assert.ok(Math.abs(exit.place[0] - bumps.sides[0] / 2) < 1e-6);
  assert.ok(exit.way[0] > 0 && exit.way[1] === 0);
  const finite = Array.from(time.keys()).filter((i) => !Number.isNaN(points[3 * i]));
  assert.ok(finite.every((i) => Number.isFinite(points[3 * i + 2])));
  assert.deepEqual([...new Set(finite.filter((i) => crossing[i]).map((i) => Math.ceil(time[i])))], [1, 2]);
});

test("what stands behind a ridge is hidden, and seen from above it is not", () => {
  const behind = ridge.placeOf(1, 1);
  assert.equal(ridge.hides(behind, [-2, 0, 0.2]), true);
  assert.equal(ridge.hides(behind, [0.4, 0, 3]), false);
  assert.equal(ridge.hides(behind, [2, 0, 0.2]), false);
  assert.equal(ridge.hides(ridge.placeOf(0, 1), [-2, 0, 0.2]), false);
});

test("the camera stays above the floor and within reach", () => {
  const camera = new Camera([1, 0, -5, 0, 0, 0]);
  assert.ok(camera.eye[2] > 0);
  camera.turn(1, -9);
  assert.ok(camera.eye[2] > 0);
  camera.turn(0, 99);
  assert.ok(camera.elevation < Math.PI / 2);
  camera.zoom(1e9);
  assert.ok(camera.distance > 0.5);
  camera.zoom(1e-9);
  assert.ok(camera.distance < 10);
});

test("a camera of an address is the same camera again", () => {
  const { places } = new Camera([1.2, -0.7, 0.9, 0.1, 0, -0.2]);
  assert.deepEqual(places, [1.2, -0.7, 0.9, 0.1, 0, -0.2]);
});

for (const frame of [
  { width: 420, height: 300 },
  { width: 380, height: 150 },
  { width: 900, height: 600 },
  { width: 200, height: 300 },
])
  test(`a box fills a frame of ${frame.width} by ${frame.height}, and stays in it`, () => {
    const camera = new Camera([-1, -1.3, 0.9, 0, 0, 0]).fit([1.25, 1, 0.8], frame);
    const lens = camera.lens(frame);
    const pixels = [-0.5, 0.5].flatMap((i) =>
      [-0.5, 0.5].flatMap((j) => [-0.5, 0.5].map((k) => lens([1.25 * i, j, 0.8 * k]))),
    );
    const spans = [0, 1].map((axis) => {
      const places = pixels.map((pixel) => pixel[axis]);
      return [Math.min(...places), Math.max(...places)];
    });
    const share = Math.max(
      (spans[0][1] - spans[0][0]) / frame.width,
      (spans[1][1] - spans[1][0]) / frame.height,
    );
    assert.ok(share > 0.85 && share < 0.95, String(share));
    for (const [axis, size] of [frame.width, frame.height].entries())
      assert.ok(spans[axis][0] >= 0 && spans[axis][1] <= size);
  });

test("the first camera looks over a ridge that would hide the goal", () => {
  const wall = new Piece(
    surface((x, y) => Math.exp(-8 * (y + 0.3) ** 2)),
    WINDOW,
  );
  const goal = wall.placeOf(0, 0.6);
  assert.equal(wall.hides(goal, firstCamera(wall, [goal]).eye), false);
});

test("the window is shown, unless the map shows a part of it, or very much more", () => {
  const flat = () => 0;
  assert.equal(shownOf(surface(flat, 1.5), WINDOW), WINDOW);
  assert.notEqual(shownOf(surface(flat, 0.5), WINDOW), WINDOW);
  assert.notEqual(shownOf(surface(flat, 9), WINDOW), WINDOW);
});
