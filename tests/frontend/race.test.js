// What is said of a race is what was computed for what is shown, and nothing where nobody has computed it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Race } from "../../stage/frontend/race.js";

const present = { places: ["1st", "2nd"], finishes: ["step 3", "step 5"], sentence: "now", fairness: "fair" };
const along = (of_rates, finishes) => ({
  ranks: [[0, 1], [1, 0]],
  of_rates,
  places: ["1st", "2nd"],
  sentences: ["left", "right"],
  finishes,
});
const facts = {
  present,
  along: {
    b: {
      rate: along(true, { b: ["step 7", "step 8"] }),
      beta: along(false, { b: ["step 7", "step 8"] }),
    },
    all: {
      alpha: along(true, { a: ["step 1", "step 2"], b: ["step 7", "step 8"] }),
      angle: along(false, { a: ["step 1", "step 2"], b: ["step 7", "step 8"] }),
    },
  },
  widths: ["9 of 81 arrive", "37 of 81 arrive"],
  together: "none",
  apart: "none",
};

let a, b;

beforeEach(() => {
  [a, b] = ["a", "b"].map((key, place) => ({ key, place, picked: null }));
});

const pick = (name, ...runners) => runners.forEach((runner) => (runner.picked = { name, index: 1 }));

test("of the present runs all is known", () => {
  assert.deepEqual(new Race(facts).told([a, b], b), { ...present, widths: facts.widths });
});

test("a start that is dragged has been tried at no other rate", () => {
  const race = new Race(facts);
  race.preview = { ...present, sentence: "there" };
  assert.deepEqual(race.told([a, b], b), { ...present, sentence: "there", widths: ["", ""] });
});

test("at a notch of the selected one's rate the widths hold, at one of another knob its own does not", () => {
  pick("rate", b);
  const said = { places: ["2nd", "1st"], finishes: ["step 3", "step 8"], sentence: "right", fairness: "" };
  assert.deepEqual(new Race(facts).told([a, b], b), { ...said, widths: facts.widths });
  pick("beta", b);
  assert.deepEqual(new Race(facts).told([a, b], b), { ...said, widths: ["9 of 81 arrive", ""] });
  assert.deepEqual(new Race(facts).told([a, b], a), { ...said, widths: ["9 of 81 arrive", ""] }); // it stays moved
});

test("one slider for all is told where it has moved all, and on another ground no width holds", () => {
  const race = new Race({ ...facts, together: "alpha" });
  pick("alpha", b);
  assert.equal(race.told([a, b], b), null);
  pick("alpha", a);
  assert.deepEqual(race.told([a, b], b).finishes, ["step 2", "step 8"]);
  assert.deepEqual(race.told([a, b], b).widths, facts.widths);
  pick("angle", a, b);
  assert.deepEqual(new Race({ ...facts, together: "angle" }).told([a, b], b).widths, ["", ""]);
});

test("nothing is said where another one is shown elsewhere too, or a slider is not known", () => {
  pick("rate", a, b);
  assert.equal(new Race(facts).told([a, b], b), null);
  a.picked = null;
  pick("lunch", b);
  assert.equal(new Race(facts).told([a, b], b), null);
});
