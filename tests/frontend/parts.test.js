// The store of parts: what is asked for comes, what is on display stays, and room is made for the rest.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { PartStore } from "../../stage/frontend/parts.js";

const idOf = (number) => number.toString(16).padStart(24, "0");

/** A part as it travels: its id, then a message whose header tells its number. */
function partOf(number) {
  const text = Buffer.from(JSON.stringify({ number, arrays: [] }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return new Uint8Array(Buffer.concat([Buffer.from(idOf(number), "hex"), deflateSync(Buffer.concat([length, text]))]));
}

test("a part is had whether it is asked for before it comes or after", async () => {
  const store = new PartStore();
  const before = store.part(idOf(1));
  assert.equal(store.has(idOf(1)), false);
  await store.receive(partOf(1));
  assert.equal((await before).header.number, 1);
  assert.equal(store.has(idOf(1)), true);
  assert.equal(await store.part(idOf(1)), await before);
});

test("what was longest not asked for makes room", async () => {
  const store = new PartStore(2);
  await store.receive(partOf(1));
  await store.receive(partOf(2));
  store.part(idOf(1));
  await store.receive(partOf(3));
  const here = () => [1, 2, 3, 4].filter((number) => store.has(idOf(number)));
  assert.deepEqual(here(), [1, 3]);
  await store.receive(partOf(1));
  await store.receive(partOf(4));
  assert.deepEqual(here(), [1, 4]);
});

test("what a stage has on display stays until it is let go of", async () => {
  const [store, one, other] = [new PartStore(1), {}, {}];
  store.hold(one, [idOf(1)]);
  store.hold(other, [idOf(1), idOf(2)]);
  for (const number of [1, 2, 3, 4]) await store.receive(partOf(number));
  const here = () => [1, 2, 3, 4].filter((number) => store.has(idOf(number)));
  assert.deepEqual(here(), [1, 2, 4]);
  store.release(other);
  assert.deepEqual(here(), [1, 4]);
  store.hold(one, []);
  assert.deepEqual(here(), [4]);
});

test("what is awaited is never thrown out", async () => {
  const store = new PartStore(1);
  const awaited = store.part(idOf(9));
  for (const number of [1, 2, 3]) await store.receive(partOf(number));
  await store.receive(partOf(9));
  assert.equal((await awaited).header.number, 9);
});
