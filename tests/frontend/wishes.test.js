// What is wished: one message of all that is unanswered, told again while no answer comes, but not for ever.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Wishes } from "../../stage/frontend/wishes.js";

let told, waiting, now;

beforeEach(() => {
  [told, waiting, now] = [[], null, 10_000];
  performance.now = () => now;
});

const wishesOf = (answers = true) =>
  new Wishes({ wish: (wish) => told.push(wish), answers }, (pause, act) => (waiting = { pause, act }));

test("a wish carries all that is unanswered, by runner and slider", () => {
  const wishes = wishesOf();
  wishes.send({ values: { a: { rate: 0.1 } } });
  wishes.send({ values: { a: { beta: 0.9 }, b: { rate: 2 } } });
  wishes.send({ values: { a: { rate: 0.2 } }, step: 7 });
  assert.deepEqual(told.at(-1), { seq: 3, step: 7, values: { a: { rate: 0.2, beta: 0.9 }, b: { rate: 2 } } });
});

test("an answer to the last wish clears it, an earlier one is stale", () => {
  const wishes = wishesOf();
  wishes.send({ step: 1 });
  wishes.send({ start: [1, 2] });
  assert.equal(wishes.isStale({ seq: 1 }), true);
  assert.equal(wishes.isStale({ seq: 2 }), false);
  wishes.send({ step: 3 });
  assert.deepEqual(told.at(-1), { seq: 3, step: 3, values: {} });
});

test("without a wish under way no scene is stale", () => {
  assert.equal(wishesOf().isStale({ seq: 0 }), false);
});

test("a wish without an answer is told again, each time later, and not for ever", () => {
  const wishes = wishesOf();
  wishes.send({ step: 1 });
  const pauses = [];
  for (let again = 0; again < 50 && waiting; again++) {
    const { pause, act } = waiting;
    pauses.push(pause);
    waiting = null;
    act();
  }
  assert.deepEqual(pauses.slice(0, 3), [5000, 10_000, 20_000]);
  assert.equal(pauses.length, 8);
  assert.equal(told.length, 9);
  wishes.send({ step: 2 });
  assert.equal(waiting.pause, 5000);
});

test("an answered wish is not told again", () => {
  const wishes = wishesOf();
  wishes.send({ step: 1 });
  wishes.isStale({ seq: 1 });
  waiting.act();
  assert.equal(told.length, 1);
});

test("previews are asked for one at a time, and the latest place waits", () => {
  const wishes = wishesOf();
  for (const x of [1, 2, 3]) wishes.preview([x, 0]);
  assert.deepEqual(
    told.map(({ start }) => start),
    [[1, 0]],
  );
  assert.equal(wishes.isStale({ seq: 0, preview: true }), false);
  assert.deepEqual(
    told.map(({ start }) => start),
    [
      [1, 0],
      [3, 0],
    ],
  );
  now += 1501; // no answer came
  wishes.preview([4, 0]);
  assert.equal(told.at(-1).start[0], 4);
});

test("a start that was let go of wants no preview any more", () => {
  const wishes = wishesOf();
  wishes.preview([1, 0]);
  wishes.preview([2, 0]);
  wishes.settle();
  wishes.isStale({ seq: 0, preview: true });
  assert.equal(told.length, 1);
});

test("parts that came are not asked for again, other wishes are", () => {
  const wishes = wishesOf();
  wishes.send({ lost: ["0a"] });
  wishes.found();
  waiting.act();
  assert.equal(told.length, 1);
  wishes.send({ lost: ["0a"] });
  wishes.send({ values: { a: { rate: 1 } } });
  wishes.found();
  waiting.act();
  assert.deepEqual(told.at(-1), { seq: 3, values: { a: { rate: 1 } } });
});

test("a host that does not answer is never asked", () => {
  const wishes = wishesOf(false);
  wishes.send({ step: 1 });
  wishes.preview([1, 2]);
  wishes.tell();
  assert.deepEqual([told, waiting], [[], null]);
});
