// Who follows is told at most five times a second, the last look in any case, and by one page of a teacher alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Leading } from "../../stage/frontend/classroom/teacher/leading.js";

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function pageOf() {
  const sent = [];
  const picture = { shown: "one", stage: { player: { looping: true } }, look: { values: {}, step: 0, playing: false } };
  const room = { online: true, state: { picture: { id: "one" } } };
  const tell = async (_, { on, ...look }) => {
    sent.push({ on, ...structuredClone(look) });
    return true;
  };
  return { sent, picture, leading: new Leading({ room, tell }, picture) };
}

test("a hand that moves fast is told a few times, and where it rests", async () => {
  const { sent, picture, leading } = pageOf();
  await leading.set(true);
  leading.hear({ ...picture.look });
  for (let i = 1; i <= 40; i++) {
    picture.look = { values: { a: { alpha: i } }, step: 0, playing: false };
    leading.tell();
    await wait(12);
  }
  await wait(450);
  leading.destroy();
  assert.ok(sent.length >= 3 && sent.length <= 6, `${sent.length} looks in about a second`);
  assert.equal(sent.at(-1).values.a.alpha, 40);
});

test("a page that hears another one's look leads no more, until it is touched", async () => {
  const { sent, picture, leading } = pageOf();
  await leading.set(true);
  leading.hear({ ...picture.look });
  leading.hear({ values: {}, step: null, playing: false }); // another picture came: that is nobody's look
  assert.ok(leading.leads);
  leading.hear({ values: { a: { alpha: 9 } }, step: 3, playing: false });
  await wait(220);
  picture.look = { values: {}, step: 5, playing: false };
  leading.tell();
  assert.equal(sent.length, 1);
  leading.take();
  leading.tell();
  assert.equal(sent.length, 2);
  leading.hear(null);
  leading.take();
  assert.ok(!leading.leads, "nobody follows any more");
  leading.destroy();
});
