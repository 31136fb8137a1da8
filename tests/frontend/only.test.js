// What a picture shows and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { slidersOf, wants } from "../../stage/frontend/only.js";

const names = { learning_rate: "alpha" };
const sliders = [{ name: "learning_rate" }, { name: "beta1" }];

test("without a choice all is shown, and before there is a scene", () => {
  assert.ok(wants(null, "play"));
  assert.ok(wants({ only: null, names }, "play"));
  assert.deepEqual(slidersOf({ only: null, names }, sliders), sliders);
});

test("with one just what it names, and sliders by what an address calls them", () => {
  assert.ok(wants({ only: ["play"], names }, "play"));
  assert.ok(!wants({ only: [], names }, "play"));
  assert.deepEqual(slidersOf({ only: ["alpha"], names }, sliders), [sliders[0]]);
  assert.deepEqual(slidersOf({ only: ["learning_rate"], names }, sliders), []);
});
