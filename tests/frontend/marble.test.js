// Where a run leaves the window is told by the step that Python names, whatever piece of the plane the map shows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAway, drawLeaving } from "../../stage/frontend/layers/marble.js";
import { Viewport } from "../../stage/frontend/viewport.js";

const theme = { ink: "ink", halo: "halo" };
const WINDOW = [[-1, 1], [-1, 1]];

/** A run that leaves the window with its second step, on a map that is zoomed and so many pixels wide. */
function told(draw, { zoom = 1, width = 200, leaves = 2, step = 3, x = [0, 0.5, 1.4, 90], lost = "overflowed" } = {}) {
  const viewport = new Viewport(WINDOW);
  viewport.resize(width, 200);
  viewport.zoom = zoom;
  const path = { steps: 3, x, y: [0, 0, 0, 0], leaves, lost, exact: true };
  const pixels = x.map((at) => viewport.toPixel(at, 0));
  const words = [];
  const ink = new Proxy(
    {},
    { get: (_, name) => (name === "fillText" ? (text) => words.push(text) : () => ({ width: 50 })), set: () => true },
  );
  const selected = { path, pixels, marble: pixels[step], ink: { marble: "red", mark: "disc" } };
  draw(ink, { theme, viewport, landscape: { window: WINDOW }, step, selected, traces: [selected] });
  return words;
}

test("the mark names the step from which the run stays outside the window", () => {
  assert.deepEqual(told(drawLeaving), ["leaves the window at step 2"]);
  assert.deepEqual(told(drawLeaving, { width: 500 }), ["leaves the window at step 2"]);
  assert.deepEqual(told(drawLeaving, { zoom: 0.2 }), ["leaves the window at step 2"]);
});

test("where the window's border is out of sight nothing is claimed", () => {
  assert.deepEqual(told(drawLeaving, { zoom: 4 }), []);
  assert.deepEqual(told(drawLeaving, { leaves: -1 }), []);
  assert.deepEqual(told(drawLeaving, { leaves: 0 }), []);
});

test("a run that has no next step leaves nothing; one that overflows does", () => {
  const x = [0, 0.5, NaN, NaN];
  assert.deepEqual(told(drawLeaving, { x, lost: "undefined" }), []);
  assert.deepEqual(told(drawLeaving, { x }), ["leaves the window at step 2"]);
});

test("a marble out of sight is told by its step and place, or by the word for what became of it", () => {
  assert.deepEqual(told(drawAway), ["step 3: (90, 0)"]);
  assert.deepEqual(told(drawAway, { x: [0, 0.5, 1.4, NaN] }), ["step 3: overflowed"]);
  assert.deepEqual(told(drawAway, { step: 1 }), []);
});
