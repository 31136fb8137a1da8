// Plotly is asked for once, and only after frames in which the picture that stands already has moved.

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadPlotly } from "../../stage/frontend/plotly.js";

test("three frames come before it, however many ask, and one that failed is asked for again", async () => {
  let waiting = [];
  const scripts = [];
  Object.assign(globalThis, {
    window: {},
    document: { createElement: () => ({}), head: { append: (script) => scripts.push(script) } },
    requestAnimationFrame: (act) => waiting.push(act),
  });
  const pass = async () => {
    const due = waiting;
    waiting = [];
    due.forEach((act) => act());
    await new Promise((done) => setTimeout(done, 1));
  };

  const first = loadPlotly();
  assert.equal(loadPlotly(), first);
  for (const expected of [0, 0, 1, 1]) {
    await pass();
    assert.equal(scripts.length, expected);
  }
  scripts[0].onerror();
  await assert.rejects(first);

  const again = loadPlotly();
  for (let frame = 0; frame < 3; frame++) await pass();
  assert.equal(scripts.length, 2);
  window.Plotly = {};
  scripts[1].onload();
  assert.equal(await again, window.Plotly);
});
