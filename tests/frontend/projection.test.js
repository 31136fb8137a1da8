// What a projector shows while a room decides: picked answers alone, or all of them; and which way in it names.

import assert from "node:assert/strict";
import { test } from "node:test";
import { doorOf, shownAddress } from "../../stage/frontend/classroom/join.js";
import { isFew } from "../../stage/frontend/classroom/projection.js";

const group = (count, hands = 0) => ({ id: "a", answer: 0, count, hands, picked: true });
const tally = (answered, ...groups) => ({ ask: "choice", changed: 0, both: 0, rounds: [{ round: 1, answered, hands: 0, groups }] });
const question = { round: 1, revealed: false };

test("where fewer answers are told than were given, these are picked ones", () => {
  assert.ok(isFew(tally(17, group(3)), question));
  assert.ok(isFew(tally(17), question));
  assert.ok(!isFew(tally(17, group(12), group(5, 2)), question));
  assert.ok(!isFew(tally(0), question));
  assert.ok(!isFew(tally(17, group(3)), { ...question, revealed: true }));
});

test("the address is said as people type it, without the code that they type afterwards", () => {
  assert.equal(shownAddress("http://192.168.1.7:8501/over/room/KQXZ"), "192.168.1.7:8501/over/room/KQXZ");
  assert.equal(doorOf("http://192.168.1.7:8501/over/room/KQXZ"), "192.168.1.7:8501/over/room");
});
