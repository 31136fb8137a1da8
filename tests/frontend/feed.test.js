// The feed: events as they are cut up on their way, a room that answers while the network fails, and what is too late.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { parse } from "../../stage/frontend/classroom/feed.js";
import { Room } from "../../stage/frontend/classroom/room.js";

const QUESTION = { id: "KQXZ/1", number: 1, round: 1, phase: "open", ask: "choice" };
const state = (question) => ({ role: "student", code: "KQXZ", names: {}, question, collecting: null });

let kept, posts, answers, write, room;

beforeEach(() => {
  kept = {};
  [posts, answers] = [[], []];
  const page = { addEventListener() {}, removeEventListener() {}, visibilityState: "visible" };
  Object.assign(globalThis, {
    addEventListener() {},
    removeEventListener() {},
    document: page,
    location: { origin: "http://laptop", hash: "", pathname: "/room/KQXZ", search: "" },
    history: { state: null, replaceState: (_state, _title, address) => (location.hash = address.slice(address.indexOf("#"))) },
    localStorage: { getItem: (key) => kept[key] ?? null, setItem: (key, text) => void (kept[key] = text) },
    async fetch(url, { method, body } = {}) {
      if (method === "POST") {
        posts.push([new URL(url).pathname, JSON.parse(body)]);
        const answer = answers.shift();
        if (answer === undefined) throw new TypeError("nobody hears it");
        return Response.json(answer.told, { status: answer.status });
      }
      return new Response(new ReadableStream({ start: (feed) => (write = (text) => feed.enqueue(new TextEncoder().encode(text))) }));
    },
  });
});

/** Until all that is under way has come to rest. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 20));

const tell = async (name, data) => {
  write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  await rest();
};

async function join() {
  room = new Room({ code: "KQXZ", role: "student", base: "" });
  await rest();
  await tell("state", state(QUESTION));
  return room;
}

test("an event has a name and what it tells; a beat tells nothing", () => {
  assert.deepEqual(parse('event: counts\ndata: {"here": 3}'), { name: "counts", data: { here: 3 } });
  assert.equal(parse(": beat"), null);
});

test("an event is heard once it is whole, wherever it was cut", async () => {
  await join();
  write('event: counts\nda');
  await rest();
  assert.equal(room.counts.here, 0);
  write('ta: {"here": 27}\n\nevent: ended\ndata: {"said": "It is');
  await rest();
  assert.equal(room.counts.here, 27);
  write(' over."}\n\n');
  await rest();
  assert.equal(room.gone, "It is over.");
});

test("why the server lets nobody in is told at once, and until it does", async () => {
  const { fetch } = globalThis;
  globalThis.fetch = async () => Response.json({ said: "This room is full." }, { status: 503 });
  room = new Room({ code: "KQXZ", role: "student", base: "" });
  const heard = [];
  room.listen(() => heard.push(room.feed.said));
  await rest();
  assert.deepEqual(heard, ["", "This room is full."]);
  globalThis.fetch = fetch;
  room.feed.reconnect();
  await rest();
  assert.equal(heard.at(-1), "");
  room.close();
});

test("an answer that nobody hears is kept, sent again, and confirmed once", async () => {
  await join();
  room.answer(2);
  await rest();
  assert.deepEqual(room.mine, { answer: 2, sent: false });
  room.close();
  answers.push({ status: 200, told: { number: 1, round: 1, answer: 2 } });
  await join(); // as by a reload
  assert.deepEqual(posts.at(-1), ["/room/KQXZ/answer", { number: 1, round: 1, answer: 2 }]);
  assert.deepEqual(room.mine, { answer: 2, sent: true });
  const sent = posts.length;
  await tell("state", state(QUESTION));
  assert.equal(posts.length, sent);
  room.close();
});

test("what comes too late gives way to what the server has", async () => {
  await join();
  await tell("mine", { number: 1, round: 1, answer: 0, places: [] });
  answers.push({ status: 409, told: { said: "locked" } });
  room.answer(3);
  await rest();
  assert.notEqual(room.said, "");
  await tell("mine", { number: 1, round: 1, answer: 0, places: [] });
  assert.deepEqual(room.mine, { answer: 0, sent: true });
  room.close();
});

test("what the server has does not overwrite a newer answer that waits", async () => {
  await join();
  room.answer(3);
  await tell("mine", { number: 1, round: 1, answer: 0, places: [] });
  assert.equal(room.mine?.answer, 3);
  room.close();
});

test("the answer of the round before is there to be kept or changed", async () => {
  await join();
  await tell("mine", { number: 1, round: 1, answer: 4, places: [] });
  await tell("state", state({ ...QUESTION, round: 2 }));
  assert.equal(room.mine, null);
  assert.equal(room.before, 4);
  await tell("state", state({ ...QUESTION, number: 2 }));
  assert.equal(room.latest, null);
  room.close();
});

test("one browser is one student, also where it keeps nothing", async () => {
  await join();
  const { token } = room;
  room.close();
  assert.match(token, /^[\w-]{22}$/);
  assert.equal((await join()).token, token);
  room.close();
  globalThis.localStorage.setItem = () => {
    throw new DOMException("forbidden", "SecurityError");
  };
  kept = {};
  const unkept = (await join()).token;
  room.close();
  assert.notEqual(unkept, token);
  assert.equal((await join()).token, unkept); // the address has it
  room.close();
});

test("a page that cannot show an event hears the next one over the same connection", async () => {
  await join();
  const [errors, first] = [[], write];
  globalThis.reportError = (error) => errors.push(error.message);
  const stop = room.listen(({ counts }) => {
    if (counts.here === 1) throw new Error("cannot show it");
  });
  await tell("counts", { here: 1 });
  assert.deepEqual(errors, ["cannot show it"]);
  await tell("counts", { here: 2 });
  assert.equal(room.counts.here, 2);
  assert.equal(write, first);
  stop();
  room.close();
});
