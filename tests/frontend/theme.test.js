// Colours: the map is as strong on light pages as on dark ones, and ink on it is seen wherever it lies.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { colourscale, haloOf, themeOf } from "../../stage/frontend/theme.js";

const sheet = readFileSync(new URL("../../stage/frontend/styles/colours.css", import.meta.url), "utf8");
const themes = Object.fromEntries(
  [
    ["light", "#ffffff"],
    ["dark", "#0e1116"],
  ].map(([name, background]) => {
    const read = (property) =>
      property === "--background" ? background : (sheet.match(new RegExp(`${property}: (#\\w{6})`))?.[1] ?? "");
    globalThis.getComputedStyle = () => ({ getPropertyValue: read });
    return [name, themeOf({})];
  }),
);

const channels = (colour) =>
  colour.startsWith("#")
    ? [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16))
    : colour.match(/[\d.]+/g).map(Number);
/** A colour with an opacity over another. */
function over(colour, ground) {
  const [r, g, b, opacity = 1] = channels(colour);
  return [r, g, b].map((channel, i) => opacity * channel + (1 - opacity) * ground[i]);
}
function brightness(rgb) {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one, other) {
  const [low, high] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

for (const [name, theme] of Object.entries(themes)) {
  const scale = colourscale(theme.dark).map(([, colour]) => channels(colour));

  test(`on the ${name} map every ink stands out from its halo, whatever lies below`, () => {
    const { ink, halo, gradient, step, across, along, memory, runners } = theme;
    const pairs = [[ink, halo], ...[gradient, step, across, along, memory, ...runners].map((one) => [one, haloOf(one)])];
    for (const [colour, around] of pairs)
      for (const ground of scale) {
        const found = contrast(channels(colour), over(around, ground));
        assert.ok(found >= 3, `${colour} with ${around} on ${ground}: ${found}`);
      }
  });

  test(`the ${name} map goes from dark to bright in steps that are told apart`, () => {
    const levels = scale.map(brightness);
    assert.deepEqual(
      levels,
      levels.toSorted((a, b) => a - b),
    );
    assert.ok(contrast(scale[0], scale[scale.length - 1]) > 6);
  });

  test(`contours are seen on the lower half of the ${name} map, where runs end`, () => {
    for (const ground of scale.slice(0, 5)) assert.ok(contrast(over(theme.contours, ground), ground) > 1.4);
  });
}

test("light and dark pages are told apart", () => {
  assert.equal(themes.light.dark, false);
  assert.equal(themes.dark.dark, true);
});
