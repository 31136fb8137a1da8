// Plotly is asked for once, only after frames in which the picture that stands already has moved, and again when lost.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { loadPlotly } from "../../stage/frontend/plotly.js";

test("three frames come before it, however many ask, and what was lost on the way is asked for again", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let waiting = [];
  const scripts = [];
  Object.assign(globalThis, {
    window: {},
    document: { createElement: () => ({ remove() {} }), head: { append: (script) => scripts.push(script) } },
    requestAnimationFrame: (act) => waiting.push(act),
  });
  const pass = () => {
    const due = waiting;
    waiting = [];
    due.forEach((act) => act());
    mock.timers.tick(1);
  };

  const first = loadPlotly();
  assert.equal(loadPlotly(), first);
  for (const expected of [0, 0, 1, 1]) {
    pass();
    assert.equal(scripts.length, expected);
  }
  for (const wait of [1000, 3000, 9000]) {
    const before = scripts.length;
    scripts.at(-1).onerror();
    mock.timers.tick(wait - 1);
    assert.equal(scripts.length, before);
    mock.timers.tick(1);
    assert.equal(scripts.length, before + 1);
  }
  scripts.at(-1).onerror();
  await assert.rejects(first);

  const again = loadPlotly();
  for (let frame = 0; frame < 3; frame++) pass();
  assert.equal(scripts.length, 5);
  window.Plotly = {};
  scripts[4].onload();
  assert.equal(await again, window.Plotly);
});
