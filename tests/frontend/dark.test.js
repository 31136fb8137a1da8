// Dark screens of a room: what nobody may see yet, and what a phone is told to do there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { darknessOf, isVeiled, walkOf } from "../../stage/frontend/classroom/dark.js";
import { tellPhase, tellTask } from "../../stage/frontend/classroom/phase.js";
import { darken, darkenForGood } from "../../stage/frontend/lesson/dark.js";

const walk = { shortest: 0.1, longest: 4, most: 12 };
const stateOf = (front, more = {}) => ({ veiled: false, question: null, collecting: null, follow: null, ...more, front: { dark: true, kind: "run", walk: null, ...front } });
const roomOf = (state, latest = null) => ({ state, latest, mine: null, before: latest, linked: true, places: [], t: (english) => english });

test("in the dark no run is seen where it is read of or walked on foot", () => {
  assert.equal(isVeiled(null), true);
  assert.equal(darknessOf(stateOf({ dark: false })), undefined);
  assert.equal(darknessOf(stateOf({})), darken);
  for (const front of [{ kind: "read" }, { kind: "try", walk }]) {
    assert.equal(isVeiled(stateOf(front)), true);
    assert.equal(darknessOf(stateOf(front)), darkenForGood);
  }
  assert.equal(walkOf(stateOf({ walk })), walk);
  assert.equal(walkOf(stateOf({ walk }, { collecting: { number: 1 } })), null);
});

test("what is to do now fits who is told, and what there is to move", () => {
  const free = roomOf(stateOf({}));
  assert.notEqual(tellPhase(free, true).text, tellPhase(free, false).text);
  const discuss = stateOf({}, { question: { phase: "discuss" } });
  assert.equal(tellPhase(roomOf(discuss), true).text, "Talk now: you can answer afterwards.");
  assert.equal(tellPhase(roomOf(discuss, 2), true).text, "Talk now: you can answer once more afterwards.");
  const taskOf = (symbol) => tellTask(roomOf({ collecting: { control: { symbol, label: "" } } }));
  assert.equal(taskOf("α"), "Drag α until it just settles.");
  assert.equal(taskOf("β"), "Drag β, and see what becomes of the run.");
});
