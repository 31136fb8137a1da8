// The room that words keep: never less than they needed, and whole pixels, so that what stands below is still.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Room } from "../../stage/frontend/room.js";

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
};

test("the most that was needed is kept, rounded up, until the width changes", () => {
  let height = 0;
  const element = { offsetWidth: 400, style: { minHeight: "" }, getBoundingClientRect: () => ({ height }) };
  const room = new Room(element);
  const kept = [118, 130.42, 131, 131.0000001, 118, 150.2].map((needed) => {
    height = needed;
    room.measure();
    return element.style.minHeight;
  });
  assert.deepEqual(kept, ["118px", "131px", "131px", "131px", "131px", "151px"]);
  Object.assign(element, { offsetWidth: 300 });
  height = 100;
  room.measure();
  assert.equal(element.style.minHeight, "100px");
});
