// A text on its way: answers to older texts never overwrite what is typed, and a change taken back is shown.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Draft } from "../../stage/frontend/formula/draft.js";

let draft;

beforeEach(() => {
  draft = new Draft();
  draft.begin("x^2");
});

const enter = (text) => {
  draft.type(text);
  return draft.send();
};

test("a text is sent once, and what the server has is not sent", () => {
  assert.equal(enter("x^2"), null);
  assert.equal(enter("x^3"), "x^3");
  assert.equal(draft.send(), null);
  draft.hear("x^3");
  assert.equal(enter("x^3"), null);
});

test("an answer to an older text leaves what is typed since", () => {
  enter("x^3");
  draft.type("x^3 + y");
  draft.hear("x^3");
  assert.deepEqual([draft.text, draft.typing], ["x^3 + y", true]);
});

test("of two that are on their way the first answer changes nothing", () => {
  enter("x^3");
  enter("x^4");
  draft.hear("x^3");
  assert.equal(draft.text, "x^4");
  draft.hear("x^4");
  assert.equal(draft.text, "x^4");
});

test("an answer that comes twice, or tells nothing new, changes nothing", () => {
  enter("x^3");
  draft.hear("x^2"); // of before
  assert.equal(draft.text, "x^3");
  draft.hear("x^3");
  draft.hear("x^3");
  assert.equal(draft.text, "x^3");
});

test("a later answer stands for those that were left out", () => {
  enter("x^3");
  enter("x^4");
  draft.hear("x^4");
  draft.hear("x^2"); // taken back
  assert.equal(draft.text, "x^2");
});

test("a change that was taken back is shown, even to a text that was sent before", () => {
  for (const text of ["x^3", "x^4"]) {
    enter(text);
    draft.hear(text);
  }
  draft.hear("x^3");
  assert.equal(draft.text, "x^3");
  draft.hear("x^2");
  assert.equal(draft.text, "x^2");
});

test("a text that the server writes otherwise is shown as it does, but not while somebody types on", () => {
  enter("x^3 ");
  draft.hear("x^3");
  assert.equal(draft.text, "x^3");
  enter("x^4 ");
  draft.type("x^4 +");
  draft.hear("x^4");
  assert.equal(draft.text, "x^4 +");
  assert.equal(draft.send(), "x^4 +");
});

test("what is typed again while its first answer is on the way is sent again", () => {
  enter("x^3");
  enter("x^4");
  assert.equal(enter("x^3"), "x^3");
  draft.hear("x^3");
  assert.deepEqual([draft.text, draft.sent], ["x^3", []]);
});

test("another picture begins with its own text", () => {
  draft.type("x^2 +");
  draft.begin("y");
  assert.deepEqual([draft.text, draft.typing, draft.sent], ["y", false, []]);
});
