// The diary keeps answers, the better of two bests, and where one was; whatever a browser has kept, and if it keeps nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

/** A browser's storage, or one that forbids itself. */
function store(kept = {}, forbids = false) {
  const refuse = () => {
    throw new DOMException("forbidden", "SecurityError");
  };
  globalThis.localStorage = forbids
    ? { getItem: refuse, setItem: refuse, removeItem: refuse }
    : {
        getItem: (key) => kept[key] ?? null,
        setItem: (key, text) => void (kept[key] = text),
        removeItem: (key) => void delete kept[key],
      };
  return kept;
}

let count = 0;
const open = async () => (await import(`../../stage/frontend/lesson/diary.js?${++count}`)).diary;

test("an answer is there again on the next visit, and gone once it is to be forgotten", async () => {
  const kept = store();
  (await open()).write("trapped/1a", [0.5, 1]);
  const again = await open();
  assert.deepEqual(again.answer("trapped/1a"), [0.5, 1]);
  assert.equal(again.answer("trapped/2b"), null);
  again.forget();
  assert.deepEqual(kept, {});
  assert.equal((await open()).answer("trapped/1a"), null);
});

test("of two bests the better one stays", async () => {
  store();
  const diary = await open();
  for (const value of [0.3, 0.1, 0.2]) diary.reach("a", value, true);
  for (const value of [3, 9, 4]) diary.reach("b", value, false);
  assert.equal(diary.best("a"), 0.1);
  assert.equal(diary.best("b"), 9);
});

test("the last of the screens that were seen is where one was", async () => {
  store();
  const diary = await open();
  for (const screen of [0, 1, 2, 1]) diary.see("trapped", screen);
  assert.deepEqual(diary.seen("trapped"), [0, 2, 1]);
});

test("what is no diary is an empty one", async () => {
  for (const text of ["", "{", "null", "[]", '{"answers": 3, "read": {"trapped": "x"}}', '{"bests": {"a": "1"}}']) {
    store({ "overshoot.lessons": text });
    const diary = await open();
    assert.equal(diary.answer("a"), null);
    assert.equal(diary.best("a"), null);
    assert.deepEqual(diary.seen("trapped"), []);
    assert.ok(diary.kept);
  }
});

test("a browser that forbids storage keeps answers as long as the page", async () => {
  store({}, true);
  const diary = await open();
  assert.ok(!diary.kept);
  diary.write("a", 1);
  assert.equal(diary.answer("a"), 1);
  diary.forget();
  assert.equal(diary.answer("a"), null);
});
