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

// What of linear red, green and blue people see who lack one of the three cones (Machado, Oliveira and Fernandes 2009)
const SIGHTS = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const times = (matrix, [a, b, c]) => matrix.map(([x, y, z]) => x * a + y * b + z * c);
const linear = (colour) =>
  channels(colour).map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4));
/** In Oklab (Ottosson 2020), where equal distances look equal. */
function perceived(rgb) {
  const cones = times(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]],
    rgb.map((value) => Math.min(Math.max(value, 0), 1)),
  );
  return times(
    [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]],
    cones.map(Math.cbrt),
  );
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

  test(`on ${name} pages six runners are told apart, by people who see fewer colours too`, () => {
    assert.equal(theme.runners.length, 6);
    for (const [sight, matrix] of Object.entries(SIGHTS))
      theme.runners.forEach((one, i) =>
        theme.runners.slice(0, i).forEach((other) => {
          const [a, b] = [one, other].map((colour) => perceived(times(matrix, linear(colour))));
          const apart = Math.hypot(...a.map((value, k) => value - b[k]));
          assert.ok(apart > 0.07, `${one} and ${other} with ${sight} sight: ${apart}`);
        }),
      );
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
