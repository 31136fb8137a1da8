// The answers of two rounds in numbers: which are compared, and how they are said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roundsOf, tellCounts, tellTally } from "../../stage/frontend/classroom/rounds.js";

const t = (english) => english;
const group = (answer, count, hands = 0, picked = false) => ({ id: `${answer}`, answer, count, hands, picked });
const round = (number, answered, ...groups) => ({ round: number, answered, hands: groups.reduce((sum, { hands }) => sum + hands, 0), groups });
const letters = ({ groups }) => ["A", "B", "C"].map((name, place) => ({ name, group: groups.find(({ answer }) => answer === place) }));

test("a round that has just begun is empty, and the one before it stays beside it", () => {
  const tally = { rounds: [round(1, 19, group(0, 19))] };
  const { now, before } = roundsOf(tally, { round: 2 });
  assert.deepEqual([now.answered, now.groups, before.answered], [0, [], 19]);
  assert.equal(roundsOf(tally, { round: 1 }).before, null);
});

test("of three rounds the last two are compared", () => {
  const rounds = [round(1, 3, group(0, 3)), round(2, 4, group(1, 4)), round(3, 5, group(2, 5))];
  const { now, before } = roundsOf({ rounds }, { round: 3 });
  assert.deepEqual([now.round, before.round], [3, 2]);
});

test("a tally is one sentence by ear; hands are said as such, answers that nobody gave too", () => {
  const tally = { rounds: [round(1, 19, group(0, 4), group(1, 12, 5), group(2, 3))] };
  assert.equal(tellTally(tally, { round: 1 }, letters, { t }), "19 answers, +5 hands: A 4, B 12 (+5 hands), C 3.");
  const again = { rounds: [...tally.rounds, round(2, 1, group(1, 1))] };
  const told = tellTally(again, { round: 2 }, letters, { t });
  assert.match(told, /^Before: 19 answers.* After talking: 1 answer: A 0, B 1, C 0\.$/);
});

test("hands are part of what a round counts", () => {
  assert.equal(tellCounts(round(1, 3, group([0, 1], 3), group([1, 1], 0, 4)), t), "3 answers, +4 hands");
  assert.equal(tellCounts(round(1, 1, group([0, 1], 1)), t), "1 answer");
});

test("of picked answers alone nothing is counted", () => {
  const tally = { rounds: [round(1, 19, group(1, 12, 5, true))] };
  const told = tellTally(tally, { round: 1 }, letters, { t, few: true });
  assert.equal(told, "Picked answers: B.");
});
