// Contours: where they cross the cells of a grid, and where there are none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contoursOf } from "../../stage/frontend/contours.js";
import { LEVELS } from "../../stage/frontend/surface.js";

/** Whose scale goes up by one from contour to contour. @param {(number | null)[][]} heights */
const contours = (heights) => contoursOf({ heights, low: 0, high: LEVELS });

/** Both ends of each piece, whichever comes first. @param {number[]} places */
function pieces(places) {
  const ends = [];
  for (let k = 0; k < places.length; k += 4)
    ends.push([places.slice(k, k + 2), places.slice(k + 2, k + 4)].map(String).sort().join(" – "));
  return ends.sort();
}

test("a slope is crossed where it has the height of a line", () => {
  assert.deepEqual(pieces(contours([[0.5, 2.5], [0.5, 2.5]])), ["0.25,0 – 0.25,1", "0.75,0 – 0.75,1"]);
  assert.deepEqual(pieces(contours([[0.5, 0.5], [0.5, 0.5], [1.5, 1.5]])), ["0,1.5 – 1,1.5"]);
});

test("a line goes around a corner that is lower than the others", () => {
  assert.deepEqual(pieces(contours([[0.5, 1.5], [1.5, 1.9]])), ["0,0.5 – 0.5,0"]);
});

test("at a saddle the middle says which corners belong together", () => {
  const around = (corner) => pieces(contours([[corner, 0.5], [0.5, corner]]));
  assert.deepEqual(around(1.25).map((piece) => piece.replace(/(\.\d\d)\d*/g, "$1")), ["0,0.33 – 0.33,0", "0.66,1 – 1,0.66"]);
  assert.deepEqual(around(1.75), ["0,0.6 – 0.4,1", "0.6,0 – 1,0.4"]);
});

test("every end within the grid meets another one", () => {
  const heights = Array.from({ length: 30 }, (_, j) =>
    Array.from({ length: 40 }, (_, i) => LEVELS * (0.5 + 0.25 * Math.sin(i / 3) + 0.25 * Math.cos(j / 2 + i / 9))),
  );
  const places = contours(heights);
  assert.ok(places.length > 4000);
  const met = new Map();
  for (let k = 0; k < places.length; k += 2) {
    const [x, y] = places.slice(k, k + 2);
    if (x === 0 || y === 0 || x === 39 || y === 29) continue;
    const place = `${x.toFixed(9)},${y.toFixed(9)}`;
    met.set(place, (met.get(place) ?? 0) + 1);
  }
  for (const [place, count] of met) assert.equal(count % 2, 0, place);
});

test("there are none beside a hole, on level ground and beyond the scale", () => {
  assert.deepEqual(contours([[0.5, 2.5], [0.5, null]]), []);
  assert.deepEqual(contours([[3, 3], [3, 3]]), []);
  assert.deepEqual(contours([[0, 0], [0, 0]]), []);
  assert.deepEqual(contours([[LEVELS + 0.5, LEVELS + 9], [LEVELS + 0.5, LEVELS + 9]]), []);
});
