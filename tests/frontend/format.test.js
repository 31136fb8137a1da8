// Numbers as people read them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { questionOf, readNumber, show, showFactor, showPower, tellValue, typed } from "../../stage/frontend/format.js";

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
    [-1234567, "−1234570"],
    [1e-12, "1e−12"],
    [1e6, "1000000"],
  ]);
  for (const value of [0.0123456, -3.25, 1e-9]) assert.equal(readNumber(typed(value)), value);
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
    [".5", 0.5],
    ["5.", 5],
    ["1e2", 100],
    ["1E-3", 0.001],
    ["1,5e-3", 0.0015],
    ["2×10⁻⁵", 2e-5],
    ["2 x 10^-5", 2e-5],
    ["2·10**5", 2e5],
    ["10⁻⁵", 1e-5],
    ["-10^2", -100],
    ["−2", -2],
    ["–2", -2],
    ["+2", 2],
    ["０．１", 0.1],
    ["1/3", 1 / 3],
    ["1 / 3", 1 / 3],
    ["½", 0.5],
    ["-1½", -1.5],
    ["×1/31.6", 1 / 31.6],
    ["x1/20", 1 / 20],
    ["× 0", 0],
    ["5 %", 0.05],
    ["50%", 0.5],
    ["α = 0.1", 0.1],
    ["β₁=0,9", 0.9],
    ["learning rate = 1/3", 1 / 3],
    ["1 000", 1000],
    ["1\u2009000", 1000],
    ["12\u202f345,6", 12345.6],
    ["1'000", 1000],
    ["1,000,000", 1e6],
    ["1.000.000", 1e6],
    ["1,000.5", 1000.5],
    ["1.000,5", 1000.5],
    ["1.000", 1],
    ["0,500", 0.5],
    ["1234,567", 1234.567],
  ]);
});

test("what is no number is not read", () => {
  const none = ["", "ten", "1/0", "1/2/3", "/2", "1/", "-", "e5", "5e", "0x10", "1 2", "1,2,3", "110^2", "2^3", "x"];
  for (const text of [...none, "1 1/2", "Infinity", "∞", "1e400", "1,000 steps"]) assert.ok(isNaN(readNumber(text)), text);
});

test("a comma that may part thousands is asked about", () => {
  const question = "1,000 may be 1 or 1000: type one of these.";
  for (const text of ["1,000", "-1,000", "×1/1,000", "α = 1,000", "1,000 %"]) {
    assert.equal(questionOf(text), question);
    assert.ok(isNaN(readNumber(text)));
  }
  assert.match(questionOf("12,345"), /12\.345 or 12345/);
  for (const text of ["0,500", "1,000.5", "1,000,000", "1,5", "1.000", "fast"]) assert.equal(questionOf(text), "");
});

test("what the page writes is read back", () => {
  const isShort = ([figure, digits]) => Number.isFinite(Number(Number(figure).toPrecision(digits)));
  for (const [figure, digits, text] of TABLE.filter(isShort))
    assert.equal(show(readNumber(text), digits), show(Number(figure), digits), text);
  for (const factor of [1, 0.5, 0.1, 0]) assert.equal(readNumber(showFactor(factor)), factor);
  for (const exponent of [-12, -5, 0, 3]) assert.equal(readNumber(showPower(exponent)), Number(`1e${exponent}`));
});
