// Time: which step is shown, and how it moves on while playing.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Player } from "../../stage/frontend/player.js";

let frames, now, changes;

beforeEach(() => {
  [frames, now, changes] = [new Map(), 1000, 0];
  globalThis.requestAnimationFrame = (act) => {
    const id = Math.random();
    frames.set(id, act);
    return id;
  };
  globalThis.cancelAnimationFrame = (id) => frames.delete(id);
});

/** Draws the next frame, so many milliseconds later. */
const frame = (passed) => {
  now += passed;
  const acts = [...frames.values()];
  frames.clear();
  for (const act of acts) act(now);
};

const player = (steps) => {
  const made = new Player(() => changes++);
  made.setSteps(steps);
  return made;
};

test("it plays twenty steps a second, at its speed", () => {
  const one = player(100);
  one.play();
  frame(16); // the first frame only starts the clock
  assert.equal(one.t, 0);
  frame(50);
  assert.equal(one.t, 1);
  one.speed = 4;
  frame(50);
  assert.equal(one.t, 5);
});

test("a run of any length can be shown in ten seconds", () => {
  for (const steps of [10, 500, 1000]) {
    const one = player(steps);
    one.speed = null;
    one.play();
    frame(0);
    for (let i = 0; i < 99; i++) frame(100);
    assert.ok(one.playing, String(steps));
    frame(100);
    frame(100);
    assert.equal(one.t, steps);
  }
});

test("a page that slept does not jump", () => {
  const one = player(100);
  one.play();
  frame(0);
  frame(60_000);
  assert.equal(one.t, 2);
});

test("it stops at the end, and played there starts over", () => {
  const one = player(3);
  one.play();
  frame(0);
  for (let i = 0; i < 3; i++) frame(100);
  assert.deepEqual([one.t, one.playing, frames.size], [3, false, 0]);
  one.toggle();
  assert.deepEqual([one.t, one.playing], [0, true]);
});

test("looping, it rests at the end and starts over by itself", () => {
  const one = player(1);
  one.looping = true;
  one.play();
  frame(0);
  frame(100);
  assert.equal(one.t, 1);
  frame(1600);
  assert.deepEqual([one.t, one.playing], [1, true]);
  frame(1);
  assert.deepEqual([one.t, one.playing], [0, true]);
});

test("a hand stops it: seek, step and pause", () => {
  const one = player(10);
  for (const act of [() => one.seek(4.5), () => one.step(1), () => one.pause()]) {
    one.looping = true;
    one.play();
    act();
    assert.deepEqual([one.playing, one.looping], [false, false]);
    frame(50);
    assert.equal(frames.size, 0);
  }
});

test("steps go to whole ones, and not beyond the ends", () => {
  const one = player(3);
  one.seek(1.5);
  one.step(1);
  assert.equal(one.t, 2);
  one.step(1);
  assert.equal(one.t, 3);
  one.seek(1.5);
  one.step(-1);
  assert.equal(one.t, 1);
  one.step(-1);
  one.step(-1);
  assert.equal(one.t, 0);
  one.seek(99);
  assert.equal(one.t, 3);
});

test("a shorter run keeps the time as far as it goes", () => {
  const one = player(100);
  one.seek(60);
  one.setSteps(80);
  assert.equal(one.t, 60);
  one.setSteps(50);
  assert.equal(one.t, 50);
});

test("every change is told, and one frame is asked for at a time", () => {
  const one = player(10);
  one.seek(2);
  assert.equal(changes, 1);
  one.play();
  one.play();
  assert.equal(frames.size, 1);
  one.destroy();
  assert.equal(frames.size, 0);
});
