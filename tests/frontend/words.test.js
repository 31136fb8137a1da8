// Paragraphs on ink: words are wrapped, long ones broken, and nothing is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, run, stacked } from "../../stage/frontend/picture/words.js";

const meter = /** @type {any} */ ({ font: "", measureText: (text) => ({ width: 10 * text.length }) });
const style = { colour: "#000", family: "sans-serif", size: 10 };

test("words are wrapped between spaces", () => {
  assert.deepEqual(linesOf(meter, "one two three  four", style, 80), ["one two", "three", "four"]);
});

test("a word that is longer than a line is broken and goes on", () => {
  const link = "http://localhost/?a=1&b=2";
  const lines = linesOf(meter, `see ${link} there`, style, 100);
  assert.equal(lines.join("").replaceAll(" ", ""), `see${link}there`);
  assert.ok(lines.every((line) => line.length <= 10));
});

test("what follows another text begins on its line, or on the next if it has no room there", () => {
  /** @type {[string, number, number][]} */
  const written = [];
  const ink = /** @type {any} */ ({ fillText: (text, x, y) => written.push([text, x, y]) });
  const block = run(meter, [{ text: "adam", style }, { text: "is still moving", style }], 100);
  block.draw(ink);
  assert.deepEqual(written.map(([text, x]) => [text, x]), [["adam", 0], ["is", 50], ["still", 0], ["moving", 0]]);
  assert.equal(block.height, 3 * 14);
  assert.ok(written[1][2] === written[0][2] && written[2][2] === written[0][2] + 14);
});

test("blocks lie below each other, and what is not there takes no room", () => {
  const block = (height) => ({ height, draw: () => {} });
  assert.equal(stacked([block(10), null, block(0), block(5)], 4).height, 19);
});
