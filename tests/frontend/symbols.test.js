// Signs in sentences: which of them can be asked what they mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "../../stage/frontend/symbols.js";

const meaning = { title: "", meaning: "" };
const WORDS = {
  rate: { ...meaning, symbol: "α" },
  gradient: { ...meaning, symbol: "∇f" },
  size: { ...meaning, symbol: "‖∇f‖" },
  bound: { ...meaning, symbol: "2/λ" },
  curvature: { ...meaning, symbol: "λ" },
  loss: { ...meaning, symbol: "f" },
  word: meaning,
};
const marked = (text) => piecesOf(text, WORDS).map(({ text, key }) => (key ? `[${text}:${key}]` : text));

test("the first of each sign can be asked, and the text stays what it was", () => {
  const text = "α = 0.1 is above 2/λ for λ = 30: this α makes −α∇f too long, and ‖∇f‖ grows.";
  assert.deepEqual(marked(text).join(""), "[α:rate] = 0.1 is above [2/λ:bound] for [λ:curvature] = 30: this α makes −α[∇f:gradient] too long, and [‖∇f‖:size] grows.");
  assert.equal(piecesOf(text, WORDS).map(({ text }) => text).join(""), text);
});

test("a letter is a sign only where it stands alone", () => {
  assert.deepEqual(marked("if f falls"), ["if ", "[f:loss]", " falls"]);
  assert.deepEqual(marked("f(x) of fun"), ["[f:loss]", "(x) of fun"]);
});

test("without words a text is one piece", () => {
  assert.deepEqual(piecesOf("α", {}), [{ text: "α", key: null }]);
  assert.deepEqual(piecesOf("", WORDS), []);
});
