// How the picture is looked at, in an address and from one look to the next.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_LOOK, addressOf, changesOf } from "../../stage/frontend/look.js";

const NAMES = { step: "step", play: "play", view: "view", camera: "camera" };
const HERE = "http://localhost:8501/?alpha=0.11&decay=0.1";

test("an address holds what is not as at first, and nothing else", () => {
  assert.equal(addressOf(HERE, FIRST_LOOK, NAMES), HERE);
  const look = { step: 37, play: false, view: [-1.5, 2, 3.7], camera: [1, 2, 3, 0, 0, -0.1] };
  const link = `${HERE}&step=37&play=0&view=-1.5,2,3.7&camera=1,2,3,0,0,-0.1`;
  assert.equal(addressOf(HERE, look, NAMES), link);
  assert.equal(addressOf(link, FIRST_LOOK, NAMES), HERE);
  assert.equal(addressOf(link, { ...FIRST_LOOK, step: 5 }, NAMES), `${HERE}&step=5`);
});

test("only names that the scene gives are written", () => {
  assert.equal(addressOf(HERE, { ...FIRST_LOOK, step: 5, play: false }, { step: "b.step" }), `${HERE}&b.step=5`);
});

test("changes are what one look says otherwise", () => {
  const look = { step: 3, play: true, view: [0, 0, 2], camera: null };
  assert.deepEqual(changesOf(look, { ...look, view: [0, 0, 2] }), {});
  assert.deepEqual(changesOf(look, { ...look, view: [0, 0, 3], step: 4 }), { step: 3, view: [0, 0, 2] });
  assert.deepEqual(changesOf(look, null), look);
});
