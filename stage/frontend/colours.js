// The heights as colours and contours on a canvas of their own, below all that moves: they need nothing but the surface.

import { contoursOf } from "./contours.js";
import { make } from "./dom.js";
import { drawHatch, hasHoles } from "./hatch.js";
import { prepare } from "./ink.js";
import { colourscale, rgb } from "./theme.js";

/** @typedef {import("./surface.js").Surface} Surface */

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
    this.drawn = "";
    /** @type {{surface: Surface, dark: boolean, image: HTMLCanvasElement, contours: number[]} | null} */
    this.painted = null;
  }

  /**
   * Draws what the map shows, if that is not what was drawn last.
   * @param {Surface} surface @param {import("./viewport.js").Viewport} viewport @param {import("./theme.js").Theme} theme
   * @param {number} scale how many CSS pixels one of the viewport's is
   * @param {boolean} bare whether something else lies beneath: contours alone
   */
  draw(surface, viewport, theme, scale, bare) {
    const { width, height, rangeX, rangeY } = viewport;
    const same = this.painted?.surface === surface && this.painted.dark === theme.dark;
    const drawn = JSON.stringify([rangeX, rangeY, width, height, scale, bare, window.devicePixelRatio]);
    if (same && drawn === this.drawn) return;
    this.drawn = drawn;
    if (!same || !this.painted) this.painted = paint(surface, theme.dark);
    const ink = prepare(this.canvas, width * scale, height * scale);
    ink.scale(scale, scale);
    ink.fillStyle = theme.grid;
    if (!bare) ink.fillRect(0, 0, width, height);
    const [columns, rows] = [surface.x.length, surface.y.length];
    const [left, bottom] = viewport.toPixel(surface.x[0], surface.y[0]);
    const [right, top] = viewport.toPixel(surface.x[columns - 1], surface.y[rows - 1]);
    const [across, down] = [(right - left) / (columns - 1), (bottom - top) / (rows - 1)];
    const [i, i2] = seen(-left / across, (width - left) / across, columns);
    const [j, j2] = seen(-top / down, (height - top) / down, rows);
    if (i >= i2 || j >= j2) return;
    ink.save();
    ink.beginPath();
    ink.rect(left, top, right - left, bottom - top);
    ink.clip(); // a value is in the middle of its pixel, so those at the border reach beyond it
    const box = [Math.max(left, 0), Math.max(top, 0), Math.min(right, width), Math.min(bottom, height)];
    if (!bare && hasHoles(surface, [rangeX, rangeY])) drawHatch(ink, /** @type {import("./ink.js").Box} */ (box), theme);
    const [x, y] = [left + (i - 0.5) * across, top + (j - 0.5) * down];
    if (!bare) ink.drawImage(this.painted.image, i, j, i2 - i, j2 - j, x, y, (i2 - i) * across, (j2 - j) * down);
    ink.beginPath();
    const { contours } = this.painted;
    for (let k = 0; k < contours.length; k += 4) {
      ink.moveTo(left + contours[k] * across, bottom - contours[k + 1] * down);
      ink.lineTo(left + contours[k + 2] * across, bottom - contours[k + 3] * down);
    }
    ink.strokeStyle = theme.contours;
    ink.lineWidth = CONTOUR;
    ink.stroke();
    ink.restore();
  }
}

/** @param {Surface} surface @param {boolean} dark */
const paint = (surface, dark) => ({ surface, dark, image: imageOf(surface, dark), contours: contoursOf(surface) });

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
