// The part of the plane that the map shows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Viewport, snap } from "../../stage/frontend/viewport.js";

const near = (actual, expected, slack = 1e-9) =>
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) <= slack, `${actual} is not ${expected}`));

const viewport = (window, width, height) => {
  const made = new Viewport(window);
  made.resize(width, height);
  return made;
};

test("axes are equal: the window fits, and what is left over shows more of the plane", () => {
  const view = viewport([[-2, 2], [-1, 3]], 800, 400);
  assert.deepEqual(view.unit, [0.01, 0.01]);
  near(view.rangeX, [-4, 4]);
  near(view.rangeY, [-1, 3]);
});

test("a window that is far from square is stretched to the map", () => {
  const [flat, barely] = [[[0, 10], [0, 3.9]], [[0, 10], [0, 4]]];
  near(viewport(flat, 100, 100).rangeY, [0, 3.9]);
  near(viewport(barely, 100, 100).rangeY, [-3, 7]);
  const tall = [[0, 3.9], [0, 10]];
  near(viewport(tall, 100, 100).rangeX, [0, 3.9]);
});

test("pixels are coordinates and back, y upwards", () => {
  const view = viewport([[0, 4], [0, 4]], 400, 400);
  near(view.toPixel(0, 0), [0, 400]);
  near(view.toPixel(4, 4), [400, 0]);
  near(view.toPoint(100, 100), [1, 3]);
  view.zoomAt(30, 70, 3.7);
  view.panBy(-12, 5);
  near(view.toPixel(...view.toPoint(123, 321)), [123, 321], 1e-7);
});

test("the point under the pixel stays under it when zoomed at", () => {
  const view = viewport([[-3, 3], [-3, 3]], 500, 300);
  const before = view.toPoint(77, 211);
  view.zoomAt(77, 211, 1.6);
  near(view.toPoint(77, 211), before);
  assert.equal(view.zoom, 1.6);
});

test("zoom ends where float64 would show", () => {
  const view = viewport([[-1, 1], [-1, 1]], 100, 100);
  view.zoomAt(50, 50, 1e20);
  assert.equal(view.zoom, 1 / 1e-7);
  view.zoomAt(50, 50, 1e-40);
  assert.equal(view.zoom, 1 / 1e4);
});

test("a pan moves the plane with the finger", () => {
  const view = viewport([[0, 4], [0, 4]], 400, 400);
  const before = view.toPoint(200, 200);
  view.panBy(50, 20);
  near(view.toPoint(250, 220), before);
});

test("it says whether it was moved, and finds back", () => {
  const view = viewport([[0, 4], [0, 4]], 400, 400);
  assert.equal(view.moved, false);
  view.panBy(0, 1);
  assert.equal(view.moved, true);
  view.reset();
  assert.equal(view.moved, false);
  view.zoomAt(200, 200, 2);
  assert.equal(view.moved, true);
});

test("a map without room has one pixel", () => {
  const view = viewport([[0, 4], [0, 4]], 0, 0);
  assert.ok([...view.unit, ...view.toPixel(1, 1)].every(Number.isFinite));
});

test("its view is found again from what an address holds, and is none where nothing was moved", () => {
  const view = viewport([[0, 4], [0, 4]], 400, 400);
  assert.equal(view.view, null);
  view.zoomAt(77, 211, 3.7);
  view.panBy(-5, 9);
  const again = viewport([[0, 4], [0, 4]], 400, 400);
  again.view = view.view;
  near(again.toPixel(...view.toPoint(0, 0)), [0, 0], 0.05);
  near(again.toPixel(...view.toPoint(400, 400)), [400, 400], 0.05);
  assert.ok(view.view.join(",").length < 40);
  again.view = null;
  assert.equal(again.moved, false);
  again.view = [1, 1, 1e99];
  assert.equal(again.zoom, 1 / 1e-7);
});

test("a coordinate is no finer than a tenth of its pixel", () => {
  assert.equal(snap(1.23456789, 0.01), 1.235);
  assert.equal(snap(-1.23456789, 0.5), -1.23);
  assert.equal(snap(123.456, 40), 123);
  assert.equal(snap(1 / 3, 1e-30), Number((1 / 3).toFixed(15)));
});
