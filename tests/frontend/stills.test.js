// Stills of a slider: each holds its own notch, and the picture on the stage is what it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { notchesOf, stillOf } from "../../stage/frontend/film/stills.js";

class Runner {
  constructor(key) {
    Object.assign(this, { key, picked: null, active: null, run: `run of ${key}`, present: `run of ${key}`, before: "before" });
  }

  get path() {
    return this.active ?? this.run;
  }

  get ghost() {
    return this.before;
  }

  control(name) {
    return name === "kappa" ? { name, values: [1, 2, 3] } : undefined;
  }
}

function shownOf(endsAt = () => null) {
  const runners = [new Runner("a"), new Runner("b")];
  const scene = {
    runners,
    landscape: "present",
    surface: "present",
    turned: false,
    race: null,
    pick(runner, name, notch) {
      for (const one of runners) Object.assign(one, { picked: { name, index: notch }, active: `${one.key} at ${notch}` });
      Object.assign(scene, { landscape: `ground ${notch}`, surface: `surface ${notch}`, turned: true });
    },
  };
  const moment = { runners, selected: runners[1], lit: null, theme: {}, shown: new Set(), t: 3 };
  const view = { ground: ({ selected }) => endsAt(selected.picked?.index ?? null), fan: () => null };
  return { scene, moment, views: [view] };
}

const factsOf = ({ scene }) => JSON.stringify([scene, scene.runners]);

test("each still has the paths and the ground of its notch, and the stage keeps its own", () => {
  const shown = shownOf();
  const before = factsOf(shown);
  const stills = notchesOf(shown, "kappa");
  assert.equal(factsOf(shown), before);
  assert.deepEqual(stills.map(({ scene }) => scene.surface), ["surface 0", "surface 1", "surface 2"]);
  assert.deepEqual(stills.map(({ moment }) => moment.runners.map(({ path }) => path)), [0, 1, 2].map((k) => [`a at ${k}`, `b at ${k}`]));
  for (const { moment } of stills) {
    assert.equal(moment.selected, moment.runners[1]);
    assert.equal(moment.selected.ghost, null);
  }
});

test("whatever a hand does next, a still stays as it is", () => {
  const shown = shownOf();
  const still = stillOf(shown);
  shown.scene.pick(shown.moment.selected, "kappa", 2);
  Object.assign(shown.moment.runners[0], { run: "another", before: null });
  assert.deepEqual(still.moment.runners.map(({ path }) => path), ["run of a", "run of b"]);
  assert.equal(still.moment.runners[0].ghost, "before");
  assert.equal(still.scene.surface, "present");
});

test("maps of ends lie beneath all notches or none", () => {
  assert.deepEqual(notchesOf(shownOf((notch) => `ends ${notch}`), "kappa").map(({ ends }) => ends), ["ends 0", "ends 1", "ends 2"]);
  assert.deepEqual(notchesOf(shownOf((notch) => (notch === 1 ? "ends" : null)), "kappa").map(({ ends }) => ends), [null, null, null]);
});
