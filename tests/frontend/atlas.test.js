// What an atlas fetches, and when: its picture once for all values of its two, its bound for each present run, a piece
// after a pause; of another subject nothing is shown.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Atlas, isSeen, valuesOf } from "../../stage/frontend/atlas.js";
import { Plane } from "../../stage/frontend/plane.js";

const AXES = [
  { scale: "log", limits: [1e-12, 1e6], whole: [1e-4, 1], steps: false },
  { scale: "linear", limits: [0, 0.99], whole: [0, 0.99], steps: false },
];
/** @type {string[]} */
let asked;
/** @type {(() => void) | null} */
let waiting;
let pauses;
const stage = {
  request() {},
  later: (_, pause, act) => ([waiting, pauses] = [act, [...pauses, pause]]),
  forget: () => (waiting = null),
};

beforeEach(() => {
  [asked, waiting, pauses] = [[], null, []];
  globalThis.document = { baseURI: "http://here/" };
  globalThis.fetch = (url) => {
    asked.push(decodeURIComponent(String(url)).replace("http://here/maps/1/", ""));
    return new Promise(() => {});
  };
});

/** A scene of one runner at an address. */
function sceneOf(query, key = "ravine") {
  const runner = { title: "Momentum" };
  const names = { learning_rate: "alpha", momentum: "momentum" };
  return { maps: { url: "maps/1", runners: [{ query, names }] }, runners: [runner], landscape: { key, window: [] } };
}

const look = (atlas, query, present = [0.01, 0.9], key = "ravine") => {
  const scene = sceneOf(query, key);
  atlas.look(scene, scene.runners[0], "momentum", present);
};

/** The picture arrives. */
function arrive(atlas, name = "picture") {
  const message = { header: { axes: AXES, name }, arrays: {} };
  atlas.picture.messages = [message];
  return message;
}

test("other values of the two ask for the bound alone", () => {
  const atlas = new Atlas(stage);
  look(atlas, "alpha=0.01&momentum=0.9&x=1");
  assert.deepEqual(asked, ["atlas?x=1&map.against=momentum", "bound?alpha=0.01&momentum=0.9&x=1&map.against=momentum"]);
  const picture = arrive(atlas);
  look(atlas, "alpha=0.01&momentum=0.9&x=1");
  look(atlas, "alpha=0.02&momentum=0.5&x=1");
  assert.deepEqual(asked.slice(2), ["bound?alpha=0.02&momentum=0.5&x=1&map.against=momentum"]);
  assert.equal(atlas.near, picture);
});

test("a piece is asked for once it rests, and meanwhile what is here stays", () => {
  const atlas = new Atlas(stage);
  look(atlas, "x=1");
  const picture = arrive(atlas);
  look(atlas, "x=1");
  asked = [];
  for (const factor of [1.2, 1.3]) {
    atlas.plane.zoomAt([0.5, 0.5], factor);
    for (let frame = 0; frame < 5; frame++) look(atlas, "x=1");
  }
  assert.deepEqual(pauses, [250, 250], "each frame of a film would begin the pause anew");
  assert.deepEqual(asked, []);
  waiting();
  assert.equal(asked.length, 2);
  assert.match(asked[0], /^atlas\?x=1&map.against=momentum&map.window=0.0/);
  assert.equal(atlas.near, picture);
  const piece = arrive(atlas, "piece");
  look(atlas, "x=1");
  assert.deepEqual([atlas.near, atlas.far], [piece, picture], "below a piece lies the whole");
});

test("of another start nothing that was here is shown, but one looks at the same piece", () => {
  const atlas = new Atlas(stage);
  look(atlas, "x=1");
  arrive(atlas);
  look(atlas, "x=1");
  atlas.plane.zoomAt([0.5, 0.5], 2);
  look(atlas, "x=2");
  assert.deepEqual([atlas.near, atlas.far, atlas.bound], [null, null, null]);
  assert.match(asked.at(-2), /x=2.*map.window/);
  look(atlas, "landscape=bowl&x=2", [0.01, 0.9], "bowl");
  assert.doesNotMatch(asked.at(-2), /map.window/, "on other ground it begins anew");
});

test("where there are no maps nothing is asked for", () => {
  const atlas = new Atlas(stage);
  look(atlas, "x=1");
  atlas.look({ ...sceneOf(""), maps: null }, {}, "momentum", [1, 1]);
  assert.equal(atlas.picture, null);
});

test("where one slider moves the rates of all it is that one that moves", () => {
  const alone = { key: "b", controls: [{ name: "learning_rate", values: [1, 2] }] };
  assert.deepEqual(valuesOf(alone, 0.03, { momentum: 0.5 }), { b: { learning_rate: 0.03, momentum: 0.5 } });
  const multiple = { key: "b", controls: [{ name: "multiple", values: [0.1, 1], rates: [0.003, 0.03] }] };
  assert.deepEqual(valuesOf(multiple, 0.06, { momentum: 0.5 }), { all: { multiple: 2 }, b: { momentum: 0.5 } });
});

test("of a bound is spoken where it runs through what is shown", () => {
  const bound = { header: { piece: [[-4, 0], [0, 0.9]] }, arrays: { bound: { data: [-1.5, NaN, -1.2] } } };
  const plane = new Plane(AXES);
  assert.ok(isSeen(bound, plane));
  plane.zoomAt([0, 0], 2);
  assert.ok(!isSeen(bound, plane), "it is to the right");
  plane.reset();
  plane.zoomAt([1, 0], 2.2);
  assert.ok(isSeen(bound, plane));
  bound.arrays.bound.data = [NaN, NaN, -1.2];
  assert.ok(!isSeen(bound, plane), "it is above");
  assert.ok(!isSeen(null, plane));
});
