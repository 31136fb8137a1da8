// The course of a room: a question goes from asking to the next screen, and every other move stands beside it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenBeside, stepsOf } from "../../stage/frontend/classroom/teacher/course.js";

const t = (english) => english;
const SCREENS = [{ kind: "read" }, { kind: "predict" }, { kind: "run" }];
const ASKS = [{ key: "own", title: "Where?" }, { key: "ready", title: "What will happen?" }];
const QUESTION = { phase: "open", round: 1, revealed: false, ran: false };

const roomAt = (place, facts = {}) => ({
  front: { kind: SCREENS[place]?.kind ?? "", screens: place === null ? [] : SCREENS, place: place ?? 0 },
  ...{ question: null, collecting: null, paused: false, asks: ASKS, ...facts },
});
const nextOf = (state) => stepsOf(state, t).next;
const othersOf = (state) => stepsOf(state, t).others.map(({ move }) => move);

test("a question is asked, locked, talked about, asked again, locked, shown, run, and left by the next screen", () => {
  assert.deepEqual(nextOf(roomAt(0)).more, { screen: 1 });
  assert.deepEqual([nextOf(roomAt(1)).move, nextOf(roomAt(1)).more], ["ask", { key: "own" }]);
  const way = [
    [{}, "lock"],
    [{ phase: "locked" }, "discuss"],
    [{ phase: "discuss" }, "again"],
    [{ phase: "open", round: 2 }, "lock"],
    [{ phase: "locked", round: 2 }, "reveal"],
    [{ phase: "locked", round: 2, revealed: true }, "run"],
    [{ phase: "locked", round: 2, revealed: true, ran: true }, "screen"],
  ];
  for (const [facts, move] of way) assert.equal(nextOf(roomAt(1, { question: { ...QUESTION, ...facts } })).move, move);
});

test("any order is possible once nobody answers: without a talk, and the run before the answer", () => {
  const locked = roomAt(1, { question: { ...QUESTION, phase: "locked" } });
  assert.deepEqual(othersOf(locked), ["again", "reveal", "run", "unlock", "close", "screen"]);
  const ran = roomAt(1, { question: { ...QUESTION, phase: "locked", ran: true } });
  assert.equal(nextOf(ran).move, "reveal");
  assert.deepEqual(othersOf(ran), ["again", "close", "screen"], "who has seen the run is not asked the same round");
  assert.deepEqual(othersOf(roomAt(1, { question: QUESTION })), ["close"]);
});

test("what was asked is not asked again by itself", () => {
  assert.equal(nextOf(roomAt(1, { done: ["own"] })).move, "screen");
  assert.deepEqual(nextOf(roomAt(2)).more, { key: "own" }, "after the last screen what is ready is left");
  assert.equal(nextOf(roomAt(2, { done: ["own", "ready"] })), null);
});

test("a picture of its own has the questions that are ready, one after another, and no screen", () => {
  assert.deepEqual(nextOf(roomAt(null, { done: ["own"] })).more, { key: "ready" });
  assert.deepEqual(othersOf(roomAt(null)), []);
  assert.equal(nextOf(roomAt(null, { question: { ...QUESTION, phase: "locked", revealed: true, ran: true } })).move, "close");
});

test("runs are stopped before a lesson goes on", () => {
  assert.equal(nextOf(roomAt(1, { collecting: { open: true } })).move, "lock");
  assert.equal(nextOf(roomAt(1, { collecting: { open: false } })).move, "screen");
});

test("a pause ends first, and what comes next waits beside it", () => {
  const paused = roomAt(1, { question: QUESTION, paused: true });
  assert.deepEqual([nextOf(paused).move, nextOf(paused).more], ["pause", { on: false }]);
  assert.deepEqual(othersOf(paused), ["lock", "close"]);
});

test("from a picture of its own the way leads back to the screen where the lesson waits", () => {
  const state = { ...roomAt(0), front: { kind: "", screens: SCREENS, place: -1, waits: 2 } };
  assert.deepEqual([nextOf(state).move, nextOf(state).more], ["screen", { screen: 2 }]);
  assert.deepEqual(screenBeside(state, -1, "").more, { screen: 2 });
});

test("there is no screen before the first, nor beside a picture of its own", () => {
  assert.equal(screenBeside(roomAt(0), -1, ""), null);
  assert.equal(screenBeside(roomAt(null), 1, ""), null);
  assert.deepEqual(screenBeside(roomAt(2), -1, "").more, { screen: 1 });
});
