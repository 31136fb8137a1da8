// The heights as colours: which pixel stands where, and that the ends of the scale are its first and last colour.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pixelsOf } from "../../stage/frontend/colours.js";
import { colourscale, rgb } from "../../stage/frontend/theme.js";

/** Three columns and two rows. */
const surface = { heights: [[0, 1, 2], [null, 0, 3]], low: 0, high: 3 };

for (const dark of [false, true]) {
  const pixels = pixelsOf(/** @type {any} */ (surface), dark);
  const at = (column, row) => [...pixels.slice(4 * (row * 3 + column), 4 * (row * 3 + column) + 4)];
  const scale = colourscale(dark).map(([, colour]) => [...rgb(colour), 255]);

  test(`lowest and highest have the ends of the scale, the first row is at the bottom (dark: ${dark})`, () => {
    assert.deepEqual(at(0, 1), scale[0]);
    assert.deepEqual(at(1, 0), scale[0]);
    assert.deepEqual(at(2, 0), scale[scale.length - 1]);
  });

  test(`what lies between is between (dark: ${dark})`, () => {
    assert.deepEqual(at(1, 1), scale[3]); // a third of ten colours' way: exactly the fourth
    assert.deepEqual(at(2, 1), scale[6]);
  });

  test(`what lies beyond the scale has the colour of its end (dark: ${dark})`, () => {
    const beyond = pixelsOf(/** @type {any} */ ({ heights: [[-1, 4]], low: 0, high: 3 }), dark);
    assert.deepEqual([...beyond], [...scale[0], ...scale[scale.length - 1]]);
  });

  test(`what has no height is clear (dark: ${dark})`, () => assert.equal(at(0, 0)[3], 0));
}
