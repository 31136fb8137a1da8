// What is shown of data, whether a curve is to be seen there, and where the errors are drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawFit, frameOf, missing, samplesOf } from "../../stage/frontend/fitting.js";

const data = { training: { u: [0, 10], v: [-1, 1] }, validation: { u: [5], v: [3] } };
const near = (one, other) => assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);

test("the frame holds the points of both kinds, with some room, and no curve changes it", () => {
  const { u, v } = frameOf(data);
  [[u[0], -0.5], [u[1], 10.5], [v[0], -1.48], [v[1], 3.48]].forEach(([one, other]) => near(one, other));
  const alone = frameOf({ training: { u: [2, 2], v: [1, 1] }, validation: { u: [], v: [] } });
  assert.ok(alone.u[0] < 2 && alone.u[1] > 2 && alone.v[0] < 1 && alone.v[1] > 1);
});

test("curves are computed from border to border", () => {
  const samples = samplesOf({ u: [-1, 3], v: [0, 1] });
  assert.deepEqual([samples[0], samples.at(-1)], [-1, 3]);
  assert.ok(samples.length > 100);
});

test("a curve that is not to be seen says why", () => {
  const frame = { u: [0, 1], v: [0, 1] };
  assert.equal(missing([-5, 0.5, 9], frame), "");
  assert.equal(missing([-5, 5], frame), ""); // it passes through
  assert.equal(missing([2, Infinity, NaN], frame), "above");
  assert.equal(missing([-2, -3], frame), "below");
  assert.equal(missing([NaN, NaN], frame), "nowhere");
});

/** A canvas that notes each stroke: how opaque, in which colour, and the pixels of its lines. */
function canvas() {
  const strokes = [];
  let path = [];
  const point = (x, y) => path.push([x, y].map(Math.round));
  const nothing = () => {};
  return {
    strokes,
    ...Object.fromEntries(["save", "restore", "rect", "clip", "arc", "fill"].map((name) => [name, nothing])),
    beginPath: () => (path = []),
    moveTo: point,
    lineTo: point,
    setLineDash: nothing,
    stroke() {
      if (path.length) strokes.push({ share: this.globalAlpha, colour: this.strokeStyle, path });
    },
  };
}

function drawn(sees, fitted = [0, 0], { moved = null, pointed = null } = {}) {
  const ink = canvas();
  const own = { share: 1, thick: 1 };
  const curve = { runner: {}, colour: "red", ink: own, heights: [0, 0], fitted };
  const picture = { curves: [curve], selected: curve, pointed, samples: [0, 10], step: 0, colour: "blue" };
  const plot = { left: 0, right: 100, top: 0, bottom: 40 };
  drawFit(ink, plot, { u: [0, 10], v: [-2, 2] }, { ...data, batchAt: () => sees, moved }, picture, { background: "white", ink: "black" });
  return ink.strokes;
}

test("an error goes from its point to the curve, straight up or down", () => {
  const [errors, curve] = drawn(null);
  assert.deepEqual(errors.path, [[0, 30], [0, 20], [100, 10], [100, 20]]);
  assert.deepEqual([errors.colour, curve.path], ["red", [[0, 20], [100, 20]]]);
});

test("what the step does not see is faint", () => {
  const [faint, strong] = drawn((point) => point === 1);
  assert.deepEqual([faint.path, strong.path], [[[0, 30], [0, 20]], [[100, 10], [100, 20]]]);
  assert.ok(faint.share < strong.share / 2);
});

test("an error goes from where the step sees a target", () => {
  const [errors] = drawn(null, [0, 0], { moved: (step, point) => (step === 0 && point === 1 ? 0.5 : 0) });
  assert.deepEqual(errors.path, [[0, 30], [0, 20], [100, 5], [100, 20]]);
});

test("the curve of another place lies below the model's", () => {
  const [, other, curve] = drawn(null, [0, 0], { pointed: [1, NaN] });
  assert.deepEqual([other.colour, other.path], ["black", [[0, 10]]]);
  assert.deepEqual([curve.colour, curve.path], ["red", [[0, 20], [100, 20]]]);
});

test("where the model has no value there is no error, and what is far away is cut", () => {
  const [errors] = drawn(null, [NaN, 1e300]);
  assert.deepEqual(errors.path[0], [100, 10]);
  assert.ok(Math.abs(errors.path[1][1]) < 1000);
});
