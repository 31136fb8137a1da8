// What an address says of how a picture is looked at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, changesOf, FIRST_LOOK } from "../../stage/frontend/look.js";

const NAMES = { step: "step", play: "play", view: "view", camera: "camera" };
const LOOK = { step: 37, play: false, view: [0.5, -2, 1.6], camera: [1, 2, 3, 0, 0, -0.2] };

test("a first look is left out, and what the address said of another goes", () => {
  const bare = "https://example.org/?alpha=0.1&x=1%202";
  assert.equal(addressOf(bare, FIRST_LOOK, NAMES), bare);
  assert.equal(
    addressOf("https://example.org/?step=4&alpha=0.1&play=0", FIRST_LOOK, NAMES),
    "https://example.org/?alpha=0.1",
  );
});

test("another is written by its names", () => {
  const names = { ...NAMES, step: "k" };
  assert.equal(
    addressOf("https://example.org/?alpha=0.1", LOOK, names),
    "https://example.org/?alpha=0.1&k=37&play=0&view=0.5,-2,1.6&camera=1,2,3,0,0,-0.2",
  );
});

test("changes are what differs, and at first all", () => {
  assert.deepEqual(changesOf(LOOK, null), LOOK);
  assert.deepEqual(changesOf(LOOK, { ...LOOK, view: [0.5, -2, 1.6] }), {});
  assert.deepEqual(changesOf(FIRST_LOOK, LOOK), FIRST_LOOK);
  assert.deepEqual(changesOf({ ...LOOK, view: null }, LOOK), { view: null });
});
