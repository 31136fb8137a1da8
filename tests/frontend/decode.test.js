// What Python sends arrives bit by bit, whatever numbers it holds.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decode } from "../../stage/frontend/decode.js";

const bytesOf = (text) => new Uint8Array(Buffer.from(text, "base64"));
const MESSAGES = JSON.parse(readFileSync(process.env.MESSAGES, "utf8"));
const TYPES = { float64: Float64Array, float32: Float32Array };

for (const { message, header, arrays } of MESSAGES) {
  test(`a message with ${header.text.length} characters more in its header`, async () => {
    const received = await decode(bytesOf(message));
    assert.deepEqual(received.header, header);
    assert.deepEqual(Object.keys(received.arrays), Object.keys(arrays));
    for (const [name, { shape, type, bytes }] of Object.entries(arrays)) {
      const { shape: there, data } = received.arrays[name];
      assert.deepEqual(there, shape, name);
      assert.ok(data instanceof TYPES[type], name);
      assert.deepEqual(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), bytesOf(bytes), name);
    }
  });
}

test("what is cut off on its way is refused", async () => {
  const whole = bytesOf(MESSAGES[0].message);
  await assert.rejects(decode(whole.subarray(0, whole.length / 2)));
});
