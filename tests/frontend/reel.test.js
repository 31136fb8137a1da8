// A film's reel: how long each place is seen, and that a slider's film comes back to where it began.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BRIEFEST, lengthOf, runReel, shotAt, sweepReel } from "../../stage/frontend/film/reel.js";

const GIF = { most: 121, each: 50 };

test("a run of a hundred steps at the usual speed has every step, and rests at its end", () => {
  const { there, back } = runReel(100, 20, GIF);
  assert.deepEqual(there.map(({ place }) => place), Array.from({ length: 101 }, (_, k) => k));
  assert.deepEqual(new Set(there.slice(0, -1).map(({ milliseconds }) => milliseconds)), new Set([50]));
  assert.equal(there[100].milliseconds, 1500);
  assert.deepEqual(back, []);
});

test("however long or fast a run is, a film is not", () => {
  for (const steps of [1, 2, 7, 100, 150, 1000, 5000])
    for (const pace of [5, 20, 160, steps / 10])
      for (const room of [GIF, { most: 1000, each: 1000 / 30 }]) {
        const { there } = runReel(steps, pace, room);
        assert.ok(there.length >= 2 && there.length <= room.most, `${steps} ${pace}`);
        assert.equal(there[0].place, 0);
        assert.equal(there.at(-1)?.place, steps);
        const seconds = lengthOf({ there, back: [] }) - 1.5;
        assert.ok(Math.abs(seconds - Math.min(steps / pace, 12)) < 0.03, `${steps} ${pace} ${seconds}`);
        for (const { milliseconds } of there) {
          assert.ok(milliseconds >= BRIEFEST);
          if (room === GIF) assert.equal(milliseconds % 10, 0, "a GIF counts in hundredths of a second");
        }
      }
});

test("a slider goes to its end and back, and each notch between is seen twice", () => {
  const { there, back } = sweepReel(81, 90);
  assert.deepEqual(there.map(({ place }) => place), Array.from({ length: 81 }, (_, k) => k));
  assert.deepEqual(back.map(({ place }) => place), Array.from({ length: 79 }, (_, k) => 79 - k));
  assert.ok(there[80].milliseconds > 5 * there[1].milliseconds);
  const many = sweepReel(400, 90);
  assert.ok(many.there.length <= 91);
  assert.equal(many.there.at(-1)?.place, 399);
  assert.deepEqual(many.back.map(({ place }) => place), many.there.slice(1, -1).map(({ place }) => place).reverse());
  assert.deepEqual(sweepReel(2, 90).there.map(({ place }) => place), [0, 1]);
});

test("at a moment that shot is seen whose turn it is, and at the end the last", () => {
  const reel = { there: [{ place: 0, milliseconds: 100 }, { place: 1, milliseconds: 200 }], back: [{ place: 9, milliseconds: 50 }] };
  assert.deepEqual([0, 0.099, 0.1, 0.299, 0.31, 7].map((seconds) => shotAt(reel, seconds).place), [0, 0, 1, 1, 9, 9]);
});
