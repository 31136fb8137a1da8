// What a link for students may show, which choices are ready, and what is said of one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { showing } from "../../stage/frontend/only.js";
import { presetsOf, tellChoice, thingsOf } from "../../stage/frontend/students.js";

const control = (name, views, title = name) => ({ name, title, heading: "To look at", views });
const slider = (name, label, symbol = "") => ({ name, label, symbol });
const lines = {
  controls: [control("start", []), control("play", ["playbar"]), control("verdict", ["card", "race"]), control("why", []), control("data", ["data"]), control("slice", ["slice"])],
};
const scene = {
  names: { learning_rate: "alpha" },
  runners: [
    { controls: [slider("learning_rate", "Learning rate α", "α"), slider("final", "Decay")] },
    { controls: [slider("learning_rate", "Learning rate α", "α"), slider("beta1", "Momentum β₁", "β₁")] },
  ],
  lines,
  views: null,
  data: null,
};
const namesOf = (things) => things.map(({ name }) => name);

test("it offers each slider once, by what an address calls it, and what else the picture has", () => {
  assert.deepEqual(namesOf(thingsOf(scene)), ["alpha", "final", "beta1", "start", "play", "verdict", "why", "slice"]);
  const race = { ...scene, views: ["race", "playbar", "data"], data: {} };
  assert.deepEqual(namesOf(thingsOf(race)).slice(3), ["start", "play", "verdict", "why", "data"]);
  assert.deepEqual(namesOf(thingsOf({ ...scene, lines: null })), ["alpha", "final", "beta1"]);
});

test("choices that are ready begin with the first slider alone", () => {
  const things = thingsOf(scene);
  const [alone, judged, unjudged, all] = presetsOf(things);
  assert.deepEqual([alone.title, alone.names], ["α alone", ["alpha", "play"]]);
  assert.deepEqual(judged.names, ["alpha", "play", "verdict", "why"]);
  assert.deepEqual([...unjudged.names, "verdict", "why"].sort(), all.names.toSorted());
  assert.deepEqual(all.names, namesOf(things));
});

test("a sentence says what is shown and how much is not", () => {
  const things = thingsOf(scene);
  assert.equal(tellChoice(things, things.length), "It shows everything, as Copy link does.");
  assert.equal(tellChoice([], 7), "It shows the map. Hidden: 7 of 7.");
  assert.equal(tellChoice(things.slice(0, 1), 7), "It shows the map, Learning rate α. Hidden: 6 of 7.");
});

test("the address says it in one name, and nothing for everything", () => {
  const href = "http://localhost/?view=1,2,3&alpha=0.1";
  assert.equal(showing(href, ["alpha", "play"]), `${href}&only=alpha,play`);
  assert.equal(showing(`${href}&only=alpha`, null), href);
  assert.equal(showing(href, []), `${href}&only=map`);
});
