// A model's values are those that Python computes from the same text.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Model } from "../../stage/frontend/model.js";

const MODELS = JSON.parse(readFileSync(process.env.MODELS, "utf8"));
const read = (text) => ({ inf: Infinity, "-inf": -Infinity, nan: NaN })[text] ?? Number(text);

const isNear = (one, other) => Object.is(one, other) || one === other || Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(other));

test("the values are Python's", () => {
  assert.ok(MODELS.length > 20);
  for (const { text, program, x, y, inputs, values } of MODELS) {
    if (Math.abs(x) > 1e100 && /sin|cos|tan/.test(text)) continue; // of such angles no two libraries agree
    const got = Array.from(new Model(program).at(x, y, inputs));
    values.map(read).forEach((value, i) => assert.ok(isNear(got[i], value), `${text} at ${inputs[i]}: ${got[i]}, not ${value}`));
  }
});

test("it is asked again with other parameters and other inputs", () => {
  const { program } = MODELS.find(({ text }) => text === "x*u + y");
  const model = new Model(program);
  assert.deepEqual(Array.from(model.at(2, 1, [0, 1, 2])), [1, 3, 5]);
  assert.deepEqual(Array.from(model.at(-1, 0, [3])), [-3]);
  assert.deepEqual(Array.from(model.at(Infinity, 0, [0, 1])), [NaN, Infinity]);
});

test("an operation may have three operands, and one that is not known is named", () => {
  const program = { size: 4, constants: [], operations: [["choose", [0, 1, 2], 3]], results: [3] };
  assert.throws(() => new Model(program), /choose/);
});
