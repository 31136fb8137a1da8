// Numbers as people read them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readNumber, show, showFactor, showPower, tellValue, typed } from "../../stage/frontend/format.js";

const TABLE = JSON.parse(readFileSync(new URL("../figures.json", import.meta.url), "utf8"));

const table = (write, rows) => {
  for (const [value, expected] of rows) assert.equal(write(value), expected);
};

test("a number is written as the table says that holds for Python too", () => {
  for (const [figure, digits, text] of TABLE) assert.equal(show(Number(figure), digits), text);
});

test("four digits are written where nothing else is asked", () => {
  assert.equal(show(12.34567), "12.35");
});

test("a tick is a plain number near 1, else a power", () => {
  table(showPower, [
    [0, "1"],
    [1, "10"],
    [2, "100"],
    [3, "10³"],
    [-1, "0.1"],
    [-2, "0.01"],
    [-3, "10⁻³"],
    [-12, "10⁻¹²"],
  ]);
});

test("a field is given what it can read back", () => {
  table(typed, [
    [0.1 + 0.2, "0.3"],
    [-1234567, "-1234570"],
    [1e-12, "1e-12"],
    [1e6, "1000000"],
  ]);
  for (const value of [0.0123456, -3.25, 1e-9]) assert.equal(Number(typed(value)), value);
});

test("a factor of decay is a fraction", () => {
  table(showFactor, [
    [1, "×1"],
    [0.1, "×1/10"],
    [0.0316, "×1/31.6"],
    [0.001, "×1/1000"],
    [0, "×0"],
    [1.5, "×1.5"],
  ]);
});

test("a slider's value is a number or a factor", () => {
  assert.equal(tellValue(0.012345, "number"), "0.0123");
  assert.equal(tellValue(0.012345, "number", 4), "0.01235");
  assert.equal(tellValue(0.01, "factor"), "×1/100");
});

test("a typed number is read as people write it", () => {
  table(readNumber, [
    ["0.1", 0.1],
    [" 0,1 ", 0.1],
    ["1e-3", 0.001],
    ["−2", -2],
    ["1/100", 0.01],
    ["×1/31.6", 1 / 31.6],
    ["× 0", 0],
    ["1/0", NaN],
    ["1/2/3", NaN],
    ["/2", NaN],
    ["1/", NaN],
    ["", NaN],
    ["ten", NaN],
    ["Infinity", NaN],
  ]);
  for (const factor of [1, 0.5, 0.1, 0]) assert.equal(readNumber(showFactor(factor)), factor);
});
