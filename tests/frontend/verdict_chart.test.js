// The chart of a room's own runs: areas are as numbers, and nothing is said of values that nobody ran.

import assert from "node:assert/strict";
import { test } from "node:test";
import { radiiOf, tellChart } from "../../stage/frontend/classroom/verdict_chart.js";

const t = (english) => english;
const control = { name: "alpha", label: "learning rate", symbol: "α", values: [0.01, 0.1, 1, 10], index: 1, reading: "number" };
const verdicts = ["crawling", "converged", "converged", "diverged"];

test("areas are as the numbers of students, and the largest finds room", () => {
  const [one, four] = radiiOf([1, 4], 5, 100);
  assert.ok(Math.abs((four / one) ** 2 - 4) < 1e-9);
  assert.ok(Math.max(...radiiOf([1, 4, 500], 5, 20)) <= 20);
});

test("only verdicts of values that somebody ran are said", () => {
  const told = tellChart({ control, verdicts, students: 7, points: [{ place: 2, count: 3 }, { place: 1, count: 4 }] }, t);
  assert.equal(told, "Runs of 7 students. converged: 7, from α = 0.1 to 1.");
  assert.equal(tellChart({ control, verdicts, students: 0, points: [] }, t), "No runs yet.");
});
