// The store of parts: whoever asks gets a part as soon as it is here; what is on display is never let go of.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { PartStore } from "../../stage/frontend/parts.js";

/** A part as it travels: twelve bytes of id, then a message without arrays. */
const packed = (number) => {
  const header = Buffer.from(JSON.stringify({ number, arrays: [] }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return new Uint8Array(
    Buffer.concat([Buffer.from(idOf(number), "hex"), deflateSync(Buffer.concat([length, header]))]),
  );
};
const idOf = (number) => number.toString(16).padStart(24, "0");

test("a part comes to all who wait for it, before or after", async () => {
  const store = new PartStore();
  const early = [store.part(idOf(7)), store.part(idOf(7))];
  assert.equal(store.has(idOf(7)), false);
  await store.receive(packed(7));
  assert.equal(store.has(idOf(7)), true);
  for (const part of [...early, store.part(idOf(7))]) assert.equal((await part).header.number, 7);
});

test("the oldest go when there are too many, and what was asked for counts as new", async () => {
  const store = new PartStore(3);
  for (const number of [1, 2, 3]) await store.receive(packed(number));
  store.part(idOf(1));
  await store.receive(packed(4));
  assert.deepEqual(
    [1, 2, 3, 4].map((number) => store.has(idOf(number))),
    [true, false, true, true],
  );
});

test("what a stage has on display stays, until it lets go", async () => {
  const store = new PartStore(1);
  const [one, other] = [{}, {}];
  store.hold(one, [idOf(1), idOf(2)]);
  store.hold(other, [idOf(2), idOf(3)]);
  for (const number of [1, 2, 3, 4, 5, 6]) await store.receive(packed(number));
  const here = () => [1, 2, 3, 4, 5, 6].filter((number) => store.has(idOf(number)));
  assert.deepEqual(here(), [1, 2, 3, 6]);
  store.hold(one, [idOf(5)]);
  assert.deepEqual(here(), [2, 3, 6]);
  store.release(other);
  assert.deepEqual(here(), [6]);
});

test("what is awaited is not forgotten", async () => {
  const store = new PartStore(1);
  const awaited = store.part(idOf(9));
  for (const number of [1, 2, 3]) await store.receive(packed(number));
  await store.receive(packed(9));
  assert.equal((await awaited).header.number, 9);
});
