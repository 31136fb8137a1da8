// The heights as colours and contours on a canvas of their own, below all that moves: they need nothing but the surface.

import { contoursOf } from "./contours.js";
import { make } from "./dom.js";
import { drawHatch, hasHoles } from "./hatch.js";
import { prepare } from "./ink.js";
import { colourscale, rgb } from "./theme.js";

/**
 * @typedef {import("./surface.js").Surface} Surface
 * @typedef {import("./theme.js").Theme} Theme
 * @typedef {"colours" | "holes" | "contours"} What all of it; without the colours, as for print; or the contours alone, over
 *            something else
 * @typedef {{dark: boolean, image: HTMLCanvasElement, contours: number[]}} Painting
 */

const SHADES = 256;
const CONTOUR = 0.8; // pixels across

/**
 * One pixel for each value, the first row at the bottom as on the map; what has no height stays clear, for the hatch.
 * @param {Surface} surface @param {boolean} dark
 */
export function pixelsOf({ heights, low, high }, dark) {
  const shades = shadesOf(dark);
  const columns = heights[0].length;
  const pixels = new Uint8ClampedArray(4 * columns * heights.length);
  heights.forEach((row, j) =>
    row.forEach((height, i) => {
      if (height === null) return;
      const share = Math.min(Math.max((height - low) / (high - low), 0), 1); // heights may lie beyond the scale
      pixels.set([...shades[Math.round(share * (SHADES - 1))], 255], 4 * ((heights.length - 1 - j) * columns + i));
    }),
  );
  return pixels;
}

/** The scale of heights in small steps. @param {boolean} dark */
function shadesOf(dark) {
  const stops = colourscale(dark).map(([, colour]) => rgb(colour));
  return Array.from({ length: SHADES }, (_, k) => {
    const place = (k / (SHADES - 1)) * (stops.length - 1);
    const below = Math.min(Math.floor(place), stops.length - 2);
    return stops[below].map((channel, c) => channel + (place - below) * (stops[below + 1][c] - channel));
  });
}

export class Colours {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    /** @type {unknown[]} from what it was drawn */
    this.drawn = [];
  }

  /**
   * Draws what the map shows, if that is not what was drawn last.
   * @param {Surface} surface @param {import("./viewport.js").Viewport} viewport @param {Theme} theme
   * @param {number} scale how many CSS pixels one of the viewport's is
   * @param {What} what @param {Surface | null} around see `drawColours`
   */
  draw(surface, viewport, theme, scale, what, around = null) {
    const { width, height, rangeX, rangeY } = viewport;
    const now = [surface, around, theme, ...rangeX, ...rangeY, width, height, scale, what, window.devicePixelRatio];
    if (now.every((fact, i) => fact === this.drawn[i])) return;
    this.drawn = now;
    const ink = prepare(this.canvas, width * scale, height * scale);
    ink.scale(scale, scale);
    drawColours(ink, surface, viewport, theme, what, around);
  }
}

/**
 * What a viewport shows of a surface.
 * @param {import("./ink.js").Context} ink @param {Surface} surface @param {import("./viewport.js").Viewport} viewport
 * @param {Theme} theme @param {What} what
 * @param {Surface | null} around a coarser and wider one, of which is seen what lies beyond; null: nothing does
 */
export function drawColours(ink, surface, viewport, theme, what, around = null) {
  if (what === "colours") {
    ink.fillStyle = theme.grid;
    ink.fillRect(0, 0, viewport.width, viewport.height);
    if (around) drawSurface(ink, around, viewport, theme, what);
  }
  drawSurface(ink, surface, viewport, theme, what);
}

/**
 * @param {import("./ink.js").Context} ink @param {Surface} surface @param {import("./viewport.js").Viewport} viewport
 * @param {Theme} theme @param {What} what
 */
function drawSurface(ink, surface, viewport, theme, what) {
  const { width, height, rangeX, rangeY } = viewport;
  const { image, contours } = paintingOf(surface, theme.dark);
  const [columns, rows] = [surface.x.length, surface.y.length];
  const [left, bottom] = viewport.toPixel(surface.x[0], surface.y[0]);
  const [right, top] = viewport.toPixel(surface.x[columns - 1], surface.y[rows - 1]);
  const [across, down] = [(right - left) / (columns - 1), (bottom - top) / (rows - 1)];
  const [i, i2] = seen(-left / across, (width - left) / across, columns);
  const [j, j2] = seen(-top / down, (height - top) / down, rows);
  if (i >= i2 || j >= j2) return;
  const sides = [Math.max(left, 0), Math.max(top, 0), Math.min(right, width), Math.min(bottom, height)];
  const box = /** @type {import("./ink.js").Box} */ (sides.map(Math.round)); // no seam where another one goes on
  ink.save();
  ink.beginPath();
  ink.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  ink.clip(); // a value is in the middle of its pixel, so those at the border reach beyond it
  if (what !== "contours" && hasHoles(surface, [rangeX, rangeY])) drawHatch(ink, box, theme);
  const [x, y] = [left + (i - 0.5) * across, top + (j - 0.5) * down];
  if (what === "colours") ink.drawImage(image, i, j, i2 - i, j2 - j, x, y, (i2 - i) * across, (j2 - j) * down);
  ink.beginPath();
  for (let k = 0; k < contours.length; k += 4) {
    ink.moveTo(left + contours[k] * across, bottom - contours[k + 1] * down);
    ink.lineTo(left + contours[k + 2] * across, bottom - contours[k + 3] * down);
  }
  ink.strokeStyle = theme.contours;
  ink.lineWidth = CONTOUR;
  ink.stroke();
  ink.restore();
}

/** Of each surface, for the theme that was asked for last. @type {WeakMap<Surface, Painting>} */
const paintings = new WeakMap();

/** @param {Surface} surface @param {boolean} dark @returns {Painting} */
function paintingOf(surface, dark) {
  const known = paintings.get(surface);
  if (known?.dark === dark) return known;
  const painting = { dark, image: imageOf(surface, dark), contours: known?.contours ?? contoursOf(surface) };
  paintings.set(surface, painting);
  return painting;
}

/**
 * Which of `count` pixels lie between two places, with a neighbour on each side: of a picture looked at from very near,
 * the others would be too far away to be drawn.
 * @param {number} from @param {number} to @param {number} count
 */
const seen = (from, to, count) => [Math.max(Math.floor(from) - 1, 0), Math.min(Math.ceil(to) + 2, count)];

/** @param {Surface} surface @param {boolean} dark */
function imageOf(surface, dark) {
  const image = make("canvas");
  [image.width, image.height] = [surface.x.length, surface.y.length];
  const pixels = new ImageData(pixelsOf(surface, dark), image.width, image.height);
  /** @type {CanvasRenderingContext2D} */ (image.getContext("2d")).putImageData(pixels, 0, 0);
  return image;
}
