// What is said of the slice through a step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, excuse } from "../../stage/frontend/views/slice.js";

/** A step of plain descent on a parabola with λ = 20, from a distance of 1. */
function told(rate, { plain = true, remembered = null, after = null } = {}) {
  const [gradient, move] = [20, -20 * rate];
  const [slope, bend] = [gradient * move, 20 * move * move];
  const floor = bend > 0 ? -slope / bend : null;
  const cut = { slope, bend, floor, kept: 1 + bend / slope, move: [move, 0], remembered };
  const end = 10 * (1 - 20 * rate) ** 2;
  return describe(cut, { loss: [10, after ?? end], exact: true, lost: "overflowed" }, 0, plain);
}

test("the product of rate and curvature, and where the step lands", () => {
  assert.match(told(0.09), /^αλ = 1\.8: it lands at −0\.8 of its distance to the parabola's floor: on the other side and lower\. Loss 10 → 6\.4\.$/);
  assert.match(told(0.1), /^αλ = 2: it lands at −1 of its distance .*: on the other side, as high as before\. Loss 10 → 10\.$/);
  assert.match(told(0.12), /^αλ = 2\.4: .* on the other side and higher\./);
  assert.match(told(0.05), /^αλ = 1: it lands on the parabola's floor\./);
  assert.match(told(0.01), /^αλ = 0\.2: it lands at 0\.8 of its distance .* on the same side\./);
  assert.match(told(0.01, { plain: false }), /^It lands at 0\.8 /);
});

test("what the parabola did not foresee, and what is no number", () => {
  assert.match(told(0.05, { after: 7 }), /Loss 10 → 7 \(the parabola foresaw 0\)\./);
  assert.match(told(0.05, { after: Infinity }), /Loss 10 → overflowed/);
});

test("shares of slope and memory add up to the way", () => {
  assert.match(told(0.05, { remembered: [-0.75, -3] }), /The slope here makes 25 % of the way, memory 75 %\.$/);
  assert.match(told(0.05, { remembered: [-1.18, 0] }), /The slope here makes −18 % of the way, memory 118 %\.$/);
});

test("a step against the slope is carried by memory only where the slope pulls back", () => {
  assert.match(told(-0.05, { plain: false, remembered: [2, 0] }), /^It sets out uphill: its memory carries it\./);
  assert.match(told(-0.05, { plain: false }), /^It sets out uphill\./);
});

test("what is finite in the exact run and too large to be sent is not called lost", () => {
  const path = { x: [0, 1e40], y: [0, 0], gx: [-1e40], gy: [0], lost: "overflowed", exact: true };
  assert.equal(excuse(path, 0, { bends: [Infinity] }, false), "The parabola of this step reaches beyond 10³⁸.");
  assert.equal(excuse({ ...path, x: [0, 1e200], gx: [1e200] }, 0, { bends: [1] }, false), excuse(path, 0, { bends: [Infinity] }, false));
  assert.equal(excuse(path, 0, { bends: [NaN] }, false), "There is no slope or curvature here.");
  assert.equal(excuse({ ...path, x: [0, Infinity] }, 0, { bends: [NaN] }, false), "There are no numbers here: overflowed.");
  assert.equal(excuse(path, 0, null, false), "This step is shown when the slider is let go.");
});
