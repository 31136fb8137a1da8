// Numbers as people read them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readNumber, show, showFactor, showPower, tellValue, typed } from "../../stage/frontend/format.js";

const table = (write, rows) => {
  for (const [value, expected] of rows) assert.equal(write(value), expected);
};

test("a number has so many significant digits and no empty ones", () => {
  table(show, [
    [0, "0"],
    [-0, "0"],
    [12, "12"],
    [0.0123, "0.0123"],
    [1234.5678, "1235"],
    [-0.5, "−0.5"],
    [0.0001, "0.0001"],
  ]);
  assert.equal(show(Math.PI, 1), "3");
  assert.equal(show(Math.PI, 7), "3.141593");
});

test("it is written as everywhere else", () => {
  const table = JSON.parse(readFileSync(new URL("../figures.json", import.meta.url), "utf8"));
  for (const [value, digits, expected] of table) assert.equal(show(Number(value), digits), expected);
});

test("beyond, it is a power of ten", () => {
  table(show, [
    [1e6, "1×10⁶"],
    [-1234567, "−1.235×10⁶"],
    [0.00001234567, "1.235×10⁻⁵"],
    [1e-300, "1×10⁻³⁰⁰"],
    [5e-324, "4.941×10⁻³²⁴"],
    [Number.MAX_VALUE, "1.798×10³⁰⁸"],
  ]);
});

test("what is no number has a word", () => {
  table(show, [
    [NaN, "undefined"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ]);
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

test("a slider's value is read as a number or as a factor", () => {
  assert.equal(tellValue(0.123456, "number"), "0.123");
  assert.equal(tellValue(0.123456, "number", 4), "0.1235");
  assert.equal(tellValue(0.05, "factor"), "×1/20");
});

test("a typed number is read in many spellings", () => {
  table(readNumber, [
    ["0.1", 0.1],
    [" 0,1 ", 0.1],
    ["1e-3", 0.001],
    ["−2", -2],
    ["1/50", 0.02],
    ["×1/50", 0.02],
    ["× 1/50", 0.02],
  ]);
});

test("what is no number is none", () => {
  for (const text of ["", " ", "fast", "1/", "/2", "1/2/3", "1/0", "Infinity", "nan", "1 2"])
    assert.ok(Number.isNaN(readNumber(text)), text);
});
