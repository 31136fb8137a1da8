// What a browser keeps of a room that it leads: whichever way it came to the secret, it knows the lesson that is taught.

import assert from "node:assert/strict";
import { test } from "node:test";

const kept = {};
const storage = { getItem: (name) => kept[name] ?? null, setItem: (name, text) => (kept[name] = text), removeItem: (name) => delete kept[name] };
Object.assign(globalThis, { localStorage: storage, location: { pathname: "/", search: "", hash: "" }, history: { state: null, replaceState() {} } });
const { keepSecret } = await import("../../stage/frontend/classroom/teacher/secret.js");

test("a room is kept with its lesson, and with the title by which it was opened", () => {
  const facts = { ends: 9, lesson: "rates", title: "A screen" };
  const room = () => JSON.parse(kept["overshoot.rooms"]).KQXZ;
  keepSecret("KQXZ", "one-secret-of-it");
  keepSecret("KQXZ", "one-secret-of-it", facts);
  assert.deepEqual(room(), { ...facts, secret: "one-secret-of-it" });
  kept["overshoot.rooms"] = JSON.stringify({ KQXZ: { ...facts, title: "The lesson" } });
  keepSecret("KQXZ", "one-secret-of-it", facts);
  assert.equal(room().title, "The lesson");
});
