// What is to be done after a pause is not done while something is in hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Timers } from "../../stage/frontend/timers.js";

test("rest comes once nothing is in hand, and a name that is set again begins anew", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let busy = true;
  const done = [];
  const timers = new Timers(() => busy);
  timers.rest("scene").then(() => done.push("rest"));
  timers.set("view", 100, () => done.push("first"));
  timers.set("view", 200, () => done.push("second"));
  context.mock.timers.tick(1000);
  await Promise.resolve();
  assert.deepEqual(done, []);
  busy = false;
  context.mock.timers.tick(1000);
  await Promise.resolve();
  assert.deepEqual(done.sort(), ["rest", "second"]);
  timers.set("view", 10, () => done.push("third"));
  timers.forget("view");
  context.mock.timers.tick(1000);
  assert.equal(done.length, 2);
});
