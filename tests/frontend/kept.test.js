// A drawing is kept from the second time on that it is wanted from the same facts.

import assert from "node:assert/strict";
import { test } from "node:test";

const context = { setTransform() {}, clearRect() {}, scale() {} };
globalThis.document = { createElement: () => ({ classList: { add() {} }, getContext: () => context, setAttribute() {}, append() {} }) };
globalThis.window = { devicePixelRatio: 1 };
const { Kept } = await import("../../stage/frontend/kept.js");

const SIZE = { width: 10, height: 10 };

test("what changes with every frame is not kept, what rests is drawn once", () => {
  const kept = new Kept();
  let drawn = 0;
  const wanted = (fact, needed = false, size = SIZE) => kept.of([fact], size, () => drawn++, needed) !== null;
  assert.deepEqual([wanted(1), wanted(2), wanted(3)], [false, false, false]);
  assert.equal(drawn, 0);
  assert.deepEqual([wanted(3), wanted(3), wanted(3)], [true, true, true]);
  assert.equal(drawn, 1);
  assert.equal(wanted(4), false);
  assert.equal(wanted(4, false, { width: 11, height: 10 }), false);
  assert.equal(drawn, 1);
});

test("what is needed is drawn at once, and anew only when a fact is another", () => {
  const kept = new Kept();
  let drawn = 0;
  for (const fact of [1, 1, 2, 2]) assert.ok(kept.of([fact], SIZE, () => drawn++, true));
  assert.equal(drawn, 2);
});
