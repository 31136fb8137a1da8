// What a file has on it and where: the map with its key, the 3D picture, the curves, or all on one sheet with what is said
// of the run and how it is set. It has a size of its own, so that a phone's file is no narrower than a laptop's.

import { marginOf } from "../axes.js";
import { curvesOf } from "./curves_picture.js";
import { entries, keyOf, runnersOf } from "./key.js";
import { drawMap, factsOf } from "./map_picture.js";
import { settingsOf, styleOf, titleOf, verdictOf } from "./story.js";
import { at, paragraph, stacked } from "./words.js";

const LETTERS = 12; // pixels, of the map's axes
const NARROWEST = 640; // pixels, of a map alone: a phone's is drawn larger
const [PAD, WIDE_PAD, GAP] = [16, 28, 28]; // pixels around a picture and around a sheet, and between its columns
const [LEFT, RIGHT] = [680, 412]; // pixels, of a sheet's columns
const CURVES = { width: 960, height: 270, beside: true };
const SHEET_CURVES = { width: RIGHT, height: 170, beside: false };
const MAP_SHAPES = [0.9, 2.4]; // width to height, of a map on a sheet
const RELIEF_SHAPE = 1.45; // of the 3D picture: the camera's field is one from top to bottom, whatever the width

/**
 * @typedef {import("./words.js").Block} Block
 * @typedef {import("../relief/camera.js").Frame} Frame
 * @typedef {"map" | "relief" | "curves" | "sheet"} What
 * @typedef {{width: number, height: number, draw: (ink: import("../ink.js").Context) => void}} Composition
 *
 * @typedef {object} Sources
 * @property {import("../take_home/item.js").Shown} shown
 * @property {import("../theme.js").Theme} theme of the file
 * @property {boolean} ground whether the map's ground has colours
 * @property {import("../views/map.js").LandscapeMap} map
 * @property {import("../views/curves.js").Curves | null} curves
 * @property {Block | null} relief null where there is no 3D picture; not drawn while only the size is wanted
 * @property {string} link
 * @property {import("./words.js").Meter} meter
 */

/** The size of the 3D picture in a file. @param {What} what @returns {Frame} */
export function frameOf(what) {
  const width = what === "relief" ? NARROWEST : RIGHT;
  return { width, height: Math.round(width / RELIEF_SHAPE) };
}

/** @param {What} what @param {Sources} sources @returns {Composition} */
export function compose(what, sources) {
  const { shown, theme, meter, curves, relief } = sources;
  const moment = { ...shown.moment, theme };
  const quiet = styleOf(theme, "muted", 12);
  const curvesIn = (/** @type {typeof CURVES} */ { width, height, beside }) =>
    curves && curvesOf(meter, curves, moment, quiet, width, height, beside);
  const named = relief && stacked([lossName(sources) ? paragraph(meter, lossName(sources), quiet, RIGHT) : null, relief], 2);
  if (what === "relief") {
    const key = entries(meter, runnersOf({ moment, theme }), quiet, NARROWEST);
    return framed(theme, NARROWEST, PAD, stacked([named, key], 8));
  }
  if (what === "curves") return framed(theme, CURVES.width, PAD, stacked([curvesIn(CURVES)], 0));
  if (what === "map") {
    const { width, height } = sizeOf(sources.map);
    const wide = Math.max(width, NARROWEST);
    return framed(theme, wide, PAD, mapOf(sources, wide, Math.round((height * wide) / width)));
  }
  const { width, height } = sizeOf(sources.map);
  const tall = Math.round(LEFT / within(width / height, MAP_SHAPES));
  const { scene } = shown;
  const whole = LEFT + GAP + RIGHT;
  const columns = [
    stacked([mapOf(sources, LEFT, tall), settingsOf(meter, scene, moment, theme, sources.link, LEFT)], 18),
    stacked([named, curvesIn(SHEET_CURVES)], 18),
  ];
  /** @type {Block} */
  const body = {
    height: Math.max(...columns.map((column) => column.height)),
    draw(ink) {
      at(ink, 0, 0, columns[0]);
      at(ink, LEFT + GAP, 0, columns[1]);
    },
  };
  const head = [titleOf(meter, scene, moment, theme, whole), verdictOf(meter, scene, moment, theme, whole)];
  return framed(theme, whole, WIDE_PAD, stacked([stacked(head, 8), body], 22));
}

/** The page's map with its axes, in pixels of a page's ink. @param {import("../views/map.js").LandscapeMap} map */
function sizeOf({ viewport }) {
  const { left, right, top, bottom } = marginOf(LETTERS);
  const { width, height } = viewport ?? { width: 4, height: 3 };
  return { width: Math.round(width + left + right), height: Math.round(height + top + bottom) };
}

/** With its key below. @param {Sources} sources @param {number} width @param {number} height @returns {Block} */
function mapOf({ shown, theme, ground, map, meter }, width, height) {
  const facts = { ...factsOf(shown), theme, view: map.viewed, width, height, ground };
  const { left } = marginOf(LETTERS);
  const key = keyOf(meter, facts, styleOf(theme, "muted", 12), width - left, shown.scene.surfaceOf);
  return {
    height: height + 8 + key.height,
    draw(ink) {
      drawMap(ink, facts);
      at(ink, left, height + 8, key);
    },
  };
}

/** @param {Sources} sources */
const lossName = ({ shown: { scene } }) => (scene.surfaceOf ? `${scene.surfaceOf} loss` : "");

/**
 * On paper, with some of it around.
 * @param {import("../theme.js").Theme} theme @param {number} width @param {number} pad @param {Block} block
 * @returns {Composition}
 */
function framed({ background }, width, pad, block) {
  const size = { width: width + 2 * pad, height: Math.ceil(block.height) + 2 * pad };
  return {
    ...size,
    draw(ink) {
      ink.fillStyle = background;
      ink.fillRect(0, 0, size.width, size.height);
      at(ink, pad, pad, block);
    },
  };
}

/** @param {number} value @param {number[]} ends */
const within = (value, [low, high]) => Math.min(Math.max(value, low), high);
