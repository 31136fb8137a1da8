// The whole map on any canvas, or in SVG, at any size: the one way in which the page's map, a picture and a film's frames
// are drawn. Say what is shown once:
//
//     const facts = { ...factsOf(shown), theme, view, width, height };    view: { rangeX, rangeY } that must be in sight
//     drawMap(ink, facts);                                      all of it
//     drawGround(ink, facts); drawAbove(ink, facts, t);         the same in two
//
// The first of the two is what no step changes, kept by whoever draws many frames; the second is at a time, which may lie
// between steps. Width and height are those of the map with its axes, in pixels of a page's ink: a larger picture scales the
// ink. Its left upper corner is at the origin. Where the shape is not the view's, more of the plane is in sight, never less.
// `ground` false leaves the colours of the loss away, `ends` and `seeds` are maps of many runs that the page shows, or null.
// A runner at another notch is `const other = Object.create(runner); other.pick(name, index)`, in `moment.runners` and as
// its `selected`.

import { drawAxes, marginOf } from "../axes.js";
import { drawColours } from "../colours.js";
import { Ground } from "../ground.js";
import { LAYERS } from "../layers.js";
import { drawSeeds } from "../layers/fan.js";
import { drawTracks } from "../layers/others.js";
import { drawStarts } from "../layers/start.js";
import { coloursOf } from "../palette.js";
import { pointAt } from "../paths.js";
import { inkOf, inOrder } from "../runners.js";
import { Viewport } from "../viewport.js";
import { drawFaint } from "./faint.js";

const LETTERS = 12; // pixels, of a page's ink

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("../decode.js").Message} Message
 * @typedef {import("../layers.js").Picture} Picture
 * @typedef {object} Facts
 * @property {Pick<import("../scene.js").Scene, "landscape" | "surface" | "race">} scene
 * @property {Pick<import("../view.js").Moment, "t" | "runners" | "selected" | "lit" | "shown">} moment
 * @property {import("../theme.js").Theme} theme
 * @property {Message | null} ends the map of ends that is the ground instead of the loss
 * @property {Message | null} seeds the ways of many seeds above the ground
 *
 * @typedef {Facts & {view: {rangeX: [number, number], rangeY: [number, number]}, width: number, height: number,
 *            ground?: boolean}} Whole
 */

/**
 * What the page's map shows.
 * @param {import("../take_home/item.js").Shown} shown
 * @returns {Facts}
 */
export function factsOf({ scene, moment, views }) {
  const first = (/** @type {(view: import("../view.js").View) => Message | null} */ of) =>
    (moment.veiled ? null : views.map(of).find((message) => message !== null)) ?? null;
  const [ends, seeds] = [first((view) => view.ground(moment)), first((view) => view.fan(moment))];
  return { scene, moment, theme: moment.theme, ends, seeds };
}

/** @param {Context} ink @param {Whole} facts */
export function drawMap(ink, facts) {
  drawGround(ink, facts);
  drawAbove(ink, facts);
}

/** The ground with its contours, and the ways of many seeds. @param {Context} ink @param {Whole} facts */
export function drawGround(ink, facts) {
  const { scene, theme, ends, seeds, ground = true } = facts;
  const viewport = viewportOf(facts);
  within(ink, viewport, () => {
    if (ends) {
      const { rangeX, rangeY, width, height } = viewport;
      ink.fillStyle = theme.grid; // where the map of ends does not reach
      ink.fillRect(0, 0, width, height);
      ink.imageSmoothingEnabled = false;
      ink.drawImage(new Ground().of(ends, scene.landscape, { rangeX, rangeY, width, height }, theme), 0, 0, width, height);
      ink.imageSmoothingEnabled = true;
    }
    drawColours(ink, scene.surface, viewport, theme, ends ? "contours" : ground ? "colours" : "holes");
    if (!ground) {
      ink.strokeStyle = theme.muted; // nothing else shows where the map ends
      ink.lineWidth = 2;
      ink.strokeRect(0, 0, viewport.width, viewport.height);
    }
    if (seeds) drawSeeds(ink, seeds, { viewport, theme, minima: coloursOf(scene.landscape, theme) });
  });
}

/** The layers of what moves, the starts and the axes. @param {Context} ink @param {Whole} facts @param {number} t in steps */
export function drawAbove(ink, facts, t = facts.moment.t) {
  const { scene, moment, theme } = facts;
  const viewport = viewportOf(facts);
  const picture = pictureOf(facts, viewport, t);
  const { traces } = picture;
  const below = { ...picture, tracks: traces.slice(0, -1) };
  picture.tracks = traces.slice(-1);
  picture.others = (on) => drawFaint(on, traces[0].ink.share, (faint) => drawTracks(faint, below));
  within(ink, viewport, () => drawLayers(ink, picture, moment.shown));
  const { left, top } = marginOf(LETTERS);
  ink.save();
  ink.translate(left, top);
  drawStarts(ink, picture, scene.race?.starts === "own");
  drawAxes(ink, viewport, scene.landscape.axes, LETTERS, theme);
  ink.restore();
}

/**
 * @param {Context} ink @param {Picture} picture @param {ReadonlySet<string>} shown optional layers that are switched on
 * @param {boolean} veiled whether nothing of a run may be seen
 */
export function drawLayers(ink, picture, shown, veiled = false) {
  ink.font = `600 ${LETTERS}px ${picture.theme.font}`;
  for (const layer of LAYERS)
    if (veiled ? layer.still : !layer.optional || shown.has(layer.name)) layer.draw(ink, picture);
}

/**
 * From what the layers draw; nothing of it is kept elsewhere.
 * @param {Facts} facts @param {Viewport} viewport @param {number} t in steps @returns {Picture}
 */
export function pictureOf({ scene, moment, theme, ends, seeds }, viewport, t) {
  const { landscape } = scene;
  const { runners, selected, lit } = moment;
  const traces = inOrder(moment).map((runner) => {
    const { path } = runner;
    const [x, y] = pointAt(path, t);
    const ink = inkOf(runner, runners.length, theme, lit);
    return { runner, path, ink, pixels: pixelsOf(path, viewport), marble: viewport.toPixel(x, y) };
  });
  return {
    ...{ viewport, theme, landscape, traces, tracks: traces, others: null, fan: null },
    minima: ends || seeds ? coloursOf(landscape, theme) : null,
    step: Math.floor(t),
    selected: traces.find(({ runner }) => runner === selected) ?? traces[traces.length - 1],
  };
}

/** What a viewport shows, as a key. @param {Viewport} viewport */
export const pieceOf = ({ rangeX, rangeY, width, height }) => String([rangeX, rangeY, width, height]);

/**
 * Where each step of a path is.
 * @type {WeakMap<import("../paths.js").Path, {piece: string, pixels: import("../ink.js").Pixel[]}>}
 */
const places = new WeakMap();

/** @param {import("../paths.js").Path} path @param {Viewport} viewport */
function pixelsOf(path, viewport) {
  const piece = pieceOf(viewport);
  const known = places.get(path);
  if (known?.piece === piece) return known.pixels;
  const pixels = Array.from({ length: path.steps + 1 }, (_, k) => viewport.toPixel(path.x[k], path.y[k]));
  places.set(path, { piece, pixels });
  return pixels;
}

/** Of the map alone. @param {Whole} facts */
export function viewportOf({ scene, view: { rangeX, rangeY }, width, height }) {
  const { left, right, top, bottom } = marginOf(LETTERS);
  const viewport = new Viewport(scene.landscape.window);
  viewport.resize(width - left - right, height - top - bottom);
  viewport.show([rangeX, rangeY]);
  return viewport;
}

/**
 * With the map's left upper corner at the origin, and nothing beyond its borders.
 * @param {Context} ink @param {Viewport} viewport @param {() => void} draw
 */
function within(ink, { width, height }, draw) {
  const { left, top } = marginOf(LETTERS);
  ink.save();
  ink.translate(left, top);
  ink.beginPath();
  ink.rect(0, 0, width, height);
  ink.clip();
  draw();
  ink.restore();
}
