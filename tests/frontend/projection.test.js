// Which way in a projector names.

import assert from "node:assert/strict";
import { test } from "node:test";
import { doorOf, shownAddress } from "../../stage/frontend/classroom/join.js";

test("the address is said as people type it, without the code that they type afterwards", () => {
  assert.equal(shownAddress("http://192.168.1.7:8501/over/room/KQXZ"), "192.168.1.7:8501/over/room/KQXZ");
  assert.equal(doorOf("http://192.168.1.7:8501/over/room/KQXZ"), "192.168.1.7:8501/over/room");
});
