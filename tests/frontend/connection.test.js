// The connection: what Streamlit's page says of it, and that a session which may be new runs the page before a wish.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection } from "../../stage/frontend/connection.js";

let app, changed, told, asked, done, connection;

/** The page says so. */
function say(state, script = "notRunning") {
  app.dataset = { testConnectionState: state, testScriptState: script };
  changed();
}

beforeEach(() => {
  app = { dataset: {} };
  [told, asked, done] = [[], [], []];
  Object.assign(globalThis, {
    document: { querySelector: () => app },
    location: { hash: "#landscape", pathname: "/", search: "?alpha=1" },
    history: { state: null, replaceState: (_state, _title, address) => asked.push(address) },
    dispatchEvent: (event) => asked.push(event.type),
    PopStateEvent: Event,
    MutationObserver: class {
      constructor(look) {
        changed = look;
      }
      observe() {}
      disconnect() {}
    },
  });
  connection = new Connection((away) => told.push(away));
});

test("what the page says of the connection is told once", () => {
  say("CONNECTED");
  say("PINGING_SERVER");
  say("CONNECTING");
  say("CONNECTED");
  assert.deepEqual(told, [true, false]);
});

test("while all is well a wish goes out at once", () => {
  say("CONNECTED");
  connection.whenRun(() => done.push(1));
  assert.deepEqual([done, asked], [[1], []]);
});

test("after a loss the page is run once, and then the latest wish goes out", () => {
  say("PINGING_SERVER");
  say("CONNECTED");
  connection.whenRun(() => done.push(1));
  connection.whenRun(() => done.push(2));
  assert.deepEqual([done, asked], [[], ["/?alpha=1", "popstate"]]);
  say("CONNECTED", "running");
  assert.deepEqual(done, []);
  say("CONNECTED");
  assert.deepEqual(done, [2]);
  connection.whenRun(() => done.push(3));
  assert.deepEqual([done, asked.length], [[2, 3], 2]);
});

test("a run that was cut off by the loss is asked for by Streamlit itself, and not twice", () => {
  say("CONNECTED", "running");
  say("PINGING_SERVER", "running");
  say("CONNECTED", "running");
  connection.whenRun(() => done.push(1));
  assert.deepEqual([done, asked], [[], []]);
  say("CONNECTED");
  assert.deepEqual(done, [1]);
});

test("after another loss the page is run again", () => {
  for (const wish of [1, 2]) {
    say("PINGING_SERVER");
    say("CONNECTED");
    connection.whenRun(() => done.push(wish));
  }
  assert.deepEqual(asked.filter((type) => type === "popstate").length, 2);
});

test("a run that nobody saw holds no wish back for ever", (context) => {
  const now = context.mock.method(performance, "now", () => 1000).mock;
  say("PINGING_SERVER");
  say("CONNECTED");
  connection.whenRun(() => done.push(1));
  now.mockImplementation(() => 6000);
  connection.whenRun(() => done.push(2));
  assert.deepEqual(done, [2]);
});
