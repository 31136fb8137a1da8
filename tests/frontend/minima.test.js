// Minima are stars and rings; a valley of them is a string of beads along its curve, global ones like the stars.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawMinima } from "../../stage/frontend/layers/minima.js";

const theme = { ink: "ink", halo: "halo", star: { fill: "fill", ring: "ring" } };
const viewport = { width: 100, height: 100, toPixel: (x, y) => [10 * x, 100 - 10 * y] };

/** What is stroked of a landscape: the colour, the dashes and the places that a line goes to. */
function strokes(landscape) {
  const done = [];
  let [dash, places, kept] = [[], [], []];
  const ink = new Proxy(
    {},
    {
      get: (target, name) =>
        ({
          save: () => kept.push(dash),
          restore: () => (dash = kept.pop()),
          setLineDash: (lengths) => (dash = lengths),
          beginPath: () => (places = []),
          moveTo: (x, y) => places.push([x, y]),
          lineTo: (x, y) => places.push([x, y]),
          stroke: () => done.push({ colour: target.strokeStyle, dashed: dash.length > 0, places }),
        })[name] ?? (() => {}),
    },
  );
  drawMinima(ink, { theme, viewport, landscape });
  return done;
}

const valley = [
  [1, 1],
  [2, 3],
  [1, 1],
];

test("a valley is dashed along its curve, in the colours of a global minimum or of a local one", () => {
  const drawn = strokes({ minima: [], globals: 0, valleys: [valley, valley], global_valleys: 1 });
  assert.deepEqual(
    drawn.map(({ colour }) => colour),
    ["ring", "fill", "halo", "ink"],
  );
  for (const { dashed, places } of drawn) {
    assert.ok(dashed);
    assert.deepEqual(places, [
      [10, 90],
      [20, 70],
      [10, 90],
    ]);
  }
});

test("minima are drawn after the valleys, and not dashed", () => {
  const minima = [
    [5, 5],
    [6, 6],
  ];
  const drawn = strokes({ minima, globals: 1, valleys: [valley], global_valleys: 1 });
  assert.deepEqual(
    drawn.map(({ colour, dashed }) => [colour, dashed]),
    [
      ["ring", true],
      ["fill", true],
      ["ring", false],
      ["halo", false],
      ["ink", false],
    ],
  );
});
