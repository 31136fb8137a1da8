// What a student had moved is given back when the teacher lets go, whatever pictures were led to meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";

for (const name of ["addEventListener", "matchMedia"]) globalThis[name] ??= () => ({});
const { RoomPicture } = await import("../../stage/frontend/classroom/picture.js");

const VALUES = [0.1, 0.2, 0.4, 0.8];

function sceneOf() {
  const control = { name: "alpha", values: VALUES };
  const runner = { key: "a", picked: null, controls: [control], control: () => control };
  const pick = (runner, name, index) => (runner.picked = { name, index });
  return { runners: [runner], pick, settle: () => (runner.picked = null) };
}

function pictureOf() {
  const stage = {
    scene: null,
    views: [],
    places: { band: {}, bar: {}, main: {} },
    player: { t: 0, pace: 1, moment: { t: 0, playing: false }, seek() {} },
    request() {},
    async update() {
      Object.assign(stage, { scene: sceneOf() });
      stage.player.moment = { t: 0, playing: false };
    },
  };
  const facts = { stage, parts: { receive() {} }, room: { state: null, tell() {} }, left: new Map(), wanted: "", shown: "", own: null, followed: null };
  const picture = Object.assign(Object.create(RoomPicture.prototype), facts);
  const come = (id) => {
    picture.wanted = id;
    return picture.put(id, [new Uint8Array()]);
  };
  const move = (index, t) => {
    stage.scene.pick(stage.scene.runners[0], "alpha", index);
    stage.player.moment = { t, playing: false };
  };
  const seen = () => [stage.scene.runners[0].picked?.index ?? null, stage.player.moment.t];
  return { picture, come, move, seen };
}

const look = (alpha, step) => ({ values: { a: { alpha } }, step, playing: false });

test("values and step come back, also of a picture that another one was led to from", async () => {
  const { picture, come, move, seen } = pictureOf();
  await come("one");
  move(3, 12);
  picture.follow(look(0.2, 5));
  assert.deepEqual(seen(), [1, 5]);
  await come("two");
  picture.follow(null);
  assert.deepEqual(seen(), [null, 0]); // nothing was moved here
  await come("one");
  assert.deepEqual(seen(), [3, 12]);
});

test("while another picture is on its way this one stays as it is, and what is asked begins as it came", async () => {
  const { picture, come, move, seen } = pictureOf();
  await come("one");
  move(2, 7);
  picture.wanted = "two";
  picture.follow({ values: {}, step: null, playing: false });
  assert.deepEqual(seen(), [2, 7]);
  await come("two");
  picture.reset();
  picture.follow(null);
  await come("one");
  assert.deepEqual(seen(), [null, 0]);
});
