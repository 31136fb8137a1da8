// Maps come in pieces that fall anywhere; what breaks off is tried again, and what is refused is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { addressOfMap, Fetching, piecesOf } from "../../stage/frontend/maps.js";

/** A message as the server packs it. @param {object} header */
function packed(header) {
  const text = Buffer.from(JSON.stringify({ ...header, arrays: [] }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const message = deflateSync(Buffer.concat([length, text]));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(message.length);
  return Buffer.concat([head, message]);
}

/** A stream of these pieces. @param {Buffer[]} pieces @param {boolean} breaks whether it breaks off then */
const streamOf = (pieces, breaks = false) =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new Uint8Array(piece));
      if (breaks) controller.error(new Error("broken"));
      else controller.close();
    },
  });

/** @param {Buffer} bytes @param {number} length */
const cut = (bytes, length) =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) => bytes.subarray(i * length, (i + 1) * length));

for (const length of [1, 3, 7, 1000])
  test(`messages are put together from pieces of ${length}`, async () => {
    const whole = Buffer.concat([packed({ n: 1 }), packed({ n: 2 }), packed({ n: 3 })]);
    const found = [];
    for await (const piece of piecesOf(streamOf(cut(whole, length)))) found.push(piece.length);
    assert.deepEqual(found, [1, 2, 3].map((n) => packed({ n }).length - 4));
  });

test("a stream that ends amid a message has broken off", async () => {
  const read = async () => {
    for await (const _ of piecesOf(streamOf([packed({ n: 1 }).subarray(0, 9)])));
  };
  await assert.rejects(read, /broke off/);
});

/** Fetches with these answers, one after the other; resolves with what was told at each change. */
async function fetching(answers, enough) {
  const told = [];
  globalThis.document = /** @type {any} */ ({ baseURI: "http://here/" });
  globalThis.fetch = /** @type {any} */ (
    async () => {
      const answer = answers.shift();
      if (!answer) throw new Error("nobody is there");
      return answer;
    }
  );
  const { setTimeout: wait } = globalThis;
  globalThis.setTimeout = /** @type {any} */ ((act) => wait(act, 1));
  await new Promise((resolve) => {
    const one = new Fetching("maps/1/basins", () => {
      told.push({ said: one.told, numbers: one.messages.map(({ header }) => header.n), done: one.done });
      if (enough(one)) {
        one.stop();
        resolve(null);
      }
    });
  });
  globalThis.setTimeout = wait;
  return told;
}

test("what breaks off is asked for again, and keeps what is here meanwhile", async () => {
  const messages = [packed({ n: 1 }), packed({ n: 2 }), packed({ n: 3 })];
  const told = await fetching(
    [new Response(streamOf(messages.slice(0, 2), true)), new Response(streamOf(messages))],
    ({ done }) => done,
  );
  const most = told.map(({ numbers }) => numbers.length);
  assert.deepEqual(most, [...most].sort((a, b) => a - b), "what was here goes");
  assert.deepEqual(told.at(-1), { said: "", numbers: [1, 2, 3], done: true });
});

test("a server that is busy is told of, and asked again", async () => {
  const busy = new Response("Many maps.", { status: 503 });
  const told = await fetching([busy, new Response(streamOf([packed({ n: 1 })]))], ({ done }) => done);
  assert.deepEqual([told[0].said, told.at(-1)?.said], ["Many maps.", ""]);
});

test("what is refused is told, and not asked again", async () => {
  const answers = [new Response("No such map.", { status: 400 }), new Response("never")];
  const told = await fetching(answers, ({ told: said }) => said !== "");
  assert.equal(told[0].said, "No such map.");
  assert.equal(answers.length, 1);
});

test("an address leaves out what the map does not depend on", () => {
  const maps = { url: "maps/1", runners: [{ query: "x=1&y=2&alpha=0.5&steps=9", names: { learning_rate: "alpha" } }] };
  assert.equal(addressOfMap(maps, 0, "basins", {}, ["x", "y"]), "maps/1/basins?alpha=0.5&steps=9");
  const along = addressOfMap(maps, 0, "basins", { along: "learning_rate" }, ["x", "y", "learning_rate"]);
  assert.equal(along, "maps/1/basins?steps=9&map.along=learning_rate");
});
