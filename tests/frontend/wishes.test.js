// Wishes: each carries all that is unanswered, and a lost one is told again, but not for ever.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Wishes } from "../../stage/frontend/wishes.js";

let told, pauses, wishes;

beforeEach(() => {
  [told, pauses] = [[], []];
  const host = { answers: true, wish: (wish) => told.push(structuredClone(wish)) };
  wishes = new Wishes(host, (pause, act) => pauses.push({ pause, act }));
});

const ask = (start) => wishes.ask({ start, preview: true });

test("a wish carries what the ones before it asked for in vain", () => {
  wishes.send({ values: { a: { alpha: 0.1 } } });
  wishes.send({ values: { a: { beta: 0.5 }, b: { alpha: 2 } } });
  wishes.send({ start: [1, 2], values: { a: { alpha: 0.2 } } });
  assert.deepEqual(told.at(-1), { seq: 3, start: [1, 2], values: { a: { alpha: 0.2, beta: 0.5 }, b: { alpha: 2 } } });
});

test("an answer to the latest one clears them, an older answer is stale", () => {
  wishes.send({ values: { a: { alpha: 0.1 } } });
  wishes.send({ step: 7 });
  assert.equal(wishes.isStale({ seq: 1 }), true);
  assert.equal(wishes.isStale({ seq: 2, preview: true }), false);
  wishes.send({ step: 8 });
  assert.deepEqual(told.at(-1), { seq: 3, step: 8, values: { a: { alpha: 0.1 } } });
  assert.equal(wishes.isStale({ seq: 3 }), false);
  assert.equal(wishes.isStale({ seq: 0 }), false);
  wishes.send({ step: 9 });
  assert.deepEqual(told.at(-1), { seq: 4, step: 9, values: {} });
});

test("a stage that is built anew counts on from what the server has heard", () => {
  wishes.isStale({ seq: 52 });
  wishes.send({ race: { do: "add" } });
  assert.deepEqual(told.at(-1), { seq: 53, race: { do: "add", seq: 53 }, values: {} });
});

test("without an answer it is told again, ever later, and at last no more", () => {
  wishes.send({ step: 7 });
  for (let i = 0; i < pauses.length && i < 50; i++) pauses[i].act();
  assert.deepEqual(
    pauses.map(({ pause }) => pause / 1000),
    [5, 10, 20, 40, 80, 160, 320, 640],
  );
  assert.equal(told.length, 9);
  assert.ok(told.every(({ seq, step }) => seq === 1 && step === 7));
  wishes.send({ step: 8 });
  assert.equal(pauses.at(-1).pause, 5000);
});

test("what was answered is not told again", () => {
  wishes.send({ step: 7 });
  wishes.isStale({ seq: 1 });
  pauses[0].act();
  assert.equal(told.length, 1);
});

test("previews wait for each other, and the latest place is the next", () => {
  for (const x of [1, 2, 3]) ask([x, 0]);
  assert.deepEqual(told.map(({ start }) => start), [[1, 0]]);
  wishes.isStale({ seq: 0, preview: true });
  assert.deepEqual(told.map(({ start }) => start), [[1, 0], [3, 0]]);
  assert.ok(told.every(({ preview }) => preview));
  ask([4, 0]);
  wishes.settle();
  wishes.isStale({ seq: 0, preview: true });
  assert.equal(told.length, 2);
});

test("trials wait for each other as previews do, and the newest is the next", () => {
  for (const a of [1, 2, 3]) wishes.ask({ trial: { a } });
  assert.deepEqual(told, [{ seq: 0, trial: { a: 1 } }]);
  wishes.isStale({ seq: 0, trial: true });
  assert.deepEqual(told.at(-1), { seq: 0, trial: { a: 3 } });
  wishes.ask({ trial: { a: 4 } });
  wishes.settle();
  wishes.isStale({ seq: 0, trial: true });
  assert.equal(told.length, 2);
});

test("a trial carries what is unanswered, and its answer is none to that", () => {
  wishes.send({ chosen: { f: "a*x" } });
  wishes.ask({ trial: { a: 2 } });
  assert.deepEqual(told.at(-1), { seq: 1, values: {}, chosen: { f: "a*x" }, trial: { a: 2 } });
  assert.equal(wishes.isStale({ seq: 1, trial: true }), false);
  assert.equal(wishes.pending, true);
  assert.equal(wishes.isStale({ seq: 1 }), false);
  assert.equal(wishes.pending, false);
});

test("the answer to a trial that comes after the value was let go of is stale", () => {
  wishes.ask({ trial: { a: 2 } });
  wishes.settle();
  wishes.send({ chosen: { a: 2.5 } });
  assert.equal(wishes.isStale({ seq: 0, trial: true }), true);
  assert.equal(wishes.isStale({ seq: 1 }), false);
});

test("a preview without an answer does not stop the next one for long", (context) => {
  context.mock.method(performance, "now", () => 1000);
  ask([1, 0]);
  context.mock.method(performance, "now", () => 2499);
  ask([2, 0]);
  assert.equal(told.length, 1);
  context.mock.method(performance, "now", () => 2500);
  ask([3, 0]);
  assert.deepEqual(told.at(-1).start, [3, 0]);
});

test("parts that came are not asked for any more", () => {
  wishes.send({ lost: ["id"] });
  wishes.found();
  pauses[0].act();
  assert.equal(told.length, 1);
});

test("a host that does not answer is not asked", () => {
  wishes.host.answers = false;
  wishes.send({ step: 7 });
  ask([1, 0]);
  assert.deepEqual([told, pauses], [[], []]);
});

test("how long an answer took is known, and a scene that nobody wished for is no answer", (context) => {
  const now = context.mock.method(performance, "now", () => 1000).mock;
  wishes.isStale({ seq: 0 });
  assert.equal(wishes.patience, 0);
  wishes.send({ step: 7 });
  now.mockImplementation(() => 1700);
  assert.equal(wishes.isStale({ seq: 1 }), false);
  assert.equal(wishes.patience, 700);
});

test("while the server is away nothing is told, and all of it as soon as it is back", () => {
  wishes.setAway(true);
  wishes.send({ values: { a: { alpha: 0.1 } } });
  wishes.send({ step: 7 });
  ask([1, 0]);
  assert.deepEqual([told, wishes.service], [[], "away"]);
  wishes.setAway(false);
  assert.ok(pauses.at(-1).pause < 100);
  assert.deepEqual(told.map(({ start, preview }) => ({ start, preview })), [{ start: [1, 0], preview: true }]);
  pauses.at(-1).act();
  assert.deepEqual(told.at(-1), { seq: 2, step: 7, values: { a: { alpha: 0.1 } } });
  assert.equal(pauses.at(-1).pause, 5000);
});

test("a server that lets the oldest wish wait is busy until it has answered the latest", (context) => {
  const now = context.mock.method(performance, "now", () => 1000).mock;
  assert.equal(wishes.service, "here");
  wishes.send({ range_test: true });
  now.mockImplementation(() => 3900);
  assert.equal(wishes.service, "here");
  wishes.send({ start: [1, 2] });
  now.mockImplementation(() => 4000);
  assert.equal(wishes.service, "busy");
  wishes.isStale({ seq: 1 });
  assert.equal(wishes.service, "busy");
  wishes.isStale({ seq: 2 });
  assert.equal(wishes.service, "here");
});

test("what the stage asks for by itself is no change of anybody's", (context) => {
  const now = context.mock.method(performance, "now", () => 1000).mock;
  for (const wish of [{ explain: ["id"] }, { step: 7 }, { lost: ["id"] }]) wishes.send(wish);
  now.mockImplementation(() => 9000);
  assert.equal(wishes.service, "here");
  wishes.send({ values: { a: { alpha: 0.1 } } });
  now.mockImplementation(() => 11900);
  assert.equal(wishes.service, "here"); // the change has not waited as long as the rest
  now.mockImplementation(() => 12000);
  assert.equal(wishes.service, "busy");
});

test("what waits is spoken of after a moment, and at once while the server is away", (context) => {
  const now = context.mock.method(performance, "now", () => 1000).mock;
  const values = { a: { alpha: 0.1 } };
  wishes.send({ values, start: [1, 2] });
  assert.deepEqual(wishes.waits, { values: {} });
  now.mockImplementation(() => 1300);
  assert.deepEqual(wishes.waits, { values, start: [1, 2] });
  wishes.isStale({ seq: 1 });
  assert.deepEqual(wishes.waits, { values: {}, start: undefined });
  wishes.setAway(true);
  wishes.send({ values });
  ask([3, 4]);
  assert.deepEqual(wishes.waits, { values, start: [3, 4] });
});

test("what becomes of the runners has the number of its wish, and keeps it when it is told again", () => {
  wishes.send({ race: { do: "add" } });
  wishes.send({ start: [1, 2] });
  assert.deepEqual(told.at(-1), { seq: 2, values: {}, start: [1, 2], race: { do: "add", seq: 1 } });
  wishes.send({ race: { do: "tune" } });
  assert.deepEqual(told.at(-1).race, { do: "tune", seq: 3 });
});

test("what nobody answers is not waited for: the next picture is no stale one", () => {
  wishes = new Wishes({ answers: false, wish: (wish) => told.push(wish) }, () => {});
  wishes.send({ view: [[0, 1], [0, 1]] });
  assert.equal(wishes.isStale({ seq: 0 }), false);
  assert.deepEqual(told, []);
});
