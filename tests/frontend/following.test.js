// What a room is told of the page that it follows, and what it is not told again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { firstState, isAsked } from "../../stage/frontend/classroom/own_rooms.js";
import { lookOf } from "../../stage/frontend/classroom/moved.js";
import { atOf } from "../../stage/frontend/classroom/room.js";
import { addressOf, follows, frontOf } from "../../stage/frontend/classroom/following.js";

const scene = { takeHome: { address: { landscape: "ravine", alpha: "0.1" } }, race: null, lesson: null, runners: [] };
const onScreen = { ...scene, lesson: { key: "trapped", place: 2, veiled: true } };

test("a room of the same lesson goes to its screen, another one is shown the picture", () => {
  assert.deepEqual(frontOf(onScreen, "trapped"), { move: "screen", screen: 2 });
  const picture = "/?landscape=ravine&alpha=0.1";
  assert.deepEqual(frontOf(onScreen, "ravine"), { move: "picture", picture, veiled: true });
  assert.deepEqual(frontOf(scene, "trapped"), { move: "picture", picture, veiled: false });
  assert.equal(addressOf({ ...scene, race: {} }), "/compare?landscape=ravine&alpha=0.1");
});

test("of the sliders those are told that were moved", () => {
  const controls = [{ name: "learning_rate", values: [0.1, 0.2, 0.4] }];
  const runners = [{ key: "a", picked: { name: "learning_rate", index: 2 }, controls }, { key: "b", picked: null, controls }];
  const look = lookOf({ runners }, { t: 3.14159, playing: true });
  assert.deepEqual(look, { values: { a: { learning_rate: 0.4 } }, step: 3.14, playing: true });
});

test("what plays goes on everywhere by itself, until it is stopped, moved or begun again", () => {
  const seen = { values: {}, step: 5, playing: true };
  assert.ok(follows(seen, { ...seen, step: 9 }));
  for (const change of [{ step: 0 }, { playing: false }, { values: { a: { final: 1 } } }])
    assert.ok(!follows(seen, { ...seen, step: 9, ...change }));
  assert.ok(!follows({ ...seen, playing: false }, { ...seen, playing: false, step: 6 }));
});

test("the first state of a feed is read as soon as it is there as a whole", () => {
  const text = ': here\n\nevent: counts\ndata: {"here": 3}\n\nevent: state\ndata: {"question": {"number": 2, "round": 1, "ran": false}}\n\n';
  for (let length = 0; length < text.length; length++) assert.equal(firstState(text.slice(0, length)), null);
  const told = firstState(text) ?? {};
  const answer = { status: 200, said: "", told };
  assert.deepEqual([atOf(answer.told), isAsked(answer)], [{ number: 2, round: 1 }, true]);
  for (const [asked, more] of [[false, { question: { ran: true } }], [true, { collecting: { open: true } }], [false, { collecting: { open: false } }]])
    assert.equal(isAsked({ ...answer, told: more }), asked);
  assert.deepEqual([atOf({}), isAsked({ ...answer, told: {} })], [{ number: 0, round: 0 }, false]);
});
