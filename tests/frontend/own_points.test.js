// What becomes of points that a person types, pastes or uploads.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerTo, placeOfLine, refuseFile, refuseText } from "../../stage/frontend/own_points.js";

const drawn = { words: "", seed: 0, own: false, text: "1, 2\n3, 4", refused: null, linked: true, noise: "" };
const refusal = { text: "1, x", sentence: "Line 1: “x” is not a number." };

test("a file of text is read, unless it is far too large; of others a sentence says what to do", () => {
  for (const name of ["a.csv", "A.CSV", "my points.tsv", "b.old.txt"]) assert.equal(refuseFile({ name, size: 200_000 }), "", name);
  assert.match(refuseFile({ name: "a.csv", size: 200_001 }), /^This file has 201 kB: give at most 200/);
  assert.match(refuseFile({ name: "a.csv", size: 12_345_678 }), /12,346 kB/);
  for (const name of ["a.xlsx", "csv", "a.csv.gz", ""]) assert.match(refuseFile({ name, size: 10 }), /save the table as CSV/, name);
});

test("a text is sent if it says anything and its message is small enough", () => {
  assert.equal(refuseText("1, 2\n"), "");
  assert.equal(refuseText("no numbers at all"), ""); // the server says better what is wrong
  for (const empty of ["", "  \n\t\n"]) assert.match(refuseText(empty), /^There are no numbers yet/);
  assert.match(refuseText("P\0K"), /not plain text/);
  assert.equal(refuseText("1".repeat(20_000)), "");
  assert.match(refuseText("1".repeat(20_001)), /^20,001 characters are too many: give at most 200 rows and 20,000/);
  assert.match(refuseText("\n".repeat(12_000) + "1"), /too many/); // two bytes each, once they are written out
  assert.match(refuseText("−".repeat(9_000)), /too many/);
});

test("a scene answers a text that was sent when it shows own points, or refuses one that was not refused before", () => {
  const before = { ...drawn, refused: { text: "old", sentence: "no" } };
  const answer = (now) => answerTo("1, x", before, { ...drawn, ...now });
  assert.equal(answer({ own: true }), "taken");
  assert.equal(answer({ refused: refusal }), "refused");
  assert.equal(answer({ own: true, refused: refusal }), "refused");
  assert.equal(answer({ refused: { ...refusal, text: "as the server wrote it" } }), "refused");
  assert.equal(answer({ refused: before.refused }), null);
  assert.equal(answer({}), null);
  const own = { ...drawn, own: true };
  assert.equal(answerTo("5, 6", own, own), null); // the same scene, when another runner is selected
  assert.equal(answerTo("5, 6", own, { ...own }), "taken");
});

test("the line that a sentence begins with has a place in the text", () => {
  const text = "u, v\n1, 2\n3, x";
  const lineOf = (sentence) => {
    const place = placeOfLine(sentence, text);
    return place && text.slice(place.from, place.to);
  };
  assert.equal(lineOf("Line 3: “x” is not a number."), "3, x");
  assert.equal(lineOf("Line 1 has one column: give two numbers."), "u, v");
  for (const none of ["Line 4: “x” is not a number.", "Line 0 is none.", "The line 2 is wrong.", "", "Lines 2"]) assert.equal(lineOf(none), null, none);
});
