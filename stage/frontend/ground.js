// The map's ground as a map of ends: every pixel in the colour of the minimum that a run from there ends in, lighter where
// it is there sooner; a quiet pattern each for those that end nowhere.

import { make } from "./dom.js";
import { coloursOf, shadeOf } from "./palette.js";
import { rgb } from "./theme.js";

export const LEVELS = 15; // of how soon, as many as the server has
const TILE = 8; // pixels
/** What of a tile is drawn: a small mark, as the verdict's own is. @type {Record<string, (x: number, y: number) => boolean>} */
export const PATTERNS = {
  crawling: (x, y) => y % 4 === 1 && (x + (y & 4)) % 8 < 4,
  oscillating: (x, y) => y === [3, 2, 1, 2, 3, 4, 5, 4][x],
  stalled: (x, y) => x % 4 === 1 && y % 4 === 1,
  diverged: (x, y) => x < 5 && y < 5 && (x === y || x + y === 4),
  nowhere: (x, y) => (x + y) % 8 === 0, // hatched, as where there is no loss on any map
};

/**
 * @typedef {{words: string[], piece: import("./scene.js").Window}} Facts what every map of ends says
 * @typedef {import("./decode.js").Message} Message
 * @typedef {import("./theme.js").Theme} Theme
 */

export class Ground {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas = make("canvas")) {
    this.canvas = canvas;
    /** Its pixels, kept from one picture to the next. @type {ImageData | null} */
    this.image = null;
    /** @type {unknown[]} from what it was painted */
    this.painted = [];
  }

  /**
   * A picture of what a viewport shows of a map, in CSS pixels; the same canvas at each call.
   * @param {Message} message @param {import("./scene.js").Landscape} landscape
   * @param {{width: number, height: number, rangeX: number[], rangeY: number[]}} viewport @param {Theme} theme
   */
  of(message, landscape, { width, height, rangeX, rangeY }, theme) {
    const [w, h] = [Math.max(Math.round(width), 1), Math.max(Math.round(height), 1)];
    const now = [message, landscape.minima, theme, w, h, ...rangeX, ...rangeY];
    if (now.every((fact, i) => fact === this.painted[i])) return this.canvas;
    this.painted = now;
    if (this.image?.width !== w || this.image.height !== h) {
      this.image = new ImageData(w, h);
      [this.canvas.width, this.canvas.height] = [w, h];
    }
    const { codes, levels } = message.arrays;
    const [rows, columns] = codes.shape;
    const [[x0, x1], [y0, y1]] = message.header.piece;
    const column = places(w, rangeX[0], rangeX[1], x0, x1, columns);
    const row = places(h, rangeY[1], rangeY[0], y0, y1, rows);
    const table = tableOf(message.header.words, landscape, theme);
    paint(new Uint32Array(this.image.data.buffer), [w, h], column, row, columns, codes.data, levels.data, table);
    /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d")).putImageData(this.image, 0, 0);
    return this.canvas;
  }
}

/**
 * Which line of the grid each pixel lies nearest to; -1: none.
 * @param {number} count of pixels @param {number} from @param {number} to what they span
 * @param {number} first @param {number} last what the grid spans @param {number} lines
 */
function places(count, from, to, first, last, lines) {
  const gap = lines > 1 ? (last - first) / (lines - 1) : last - first || 1;
  return Int32Array.from({ length: count }, (_, i) => {
    const at = from + ((i + 0.5) / count) * (to - from);
    const line = Math.round((at - first) / gap);
    return line >= 0 && line < lines ? line : -1;
  });
}

/**
 * @param {Uint32Array} pixels @param {[number, number]} size @param {Int32Array} column @param {Int32Array} row
 * @param {number} columns @param {ArrayLike<number>} codes @param {ArrayLike<number>} levels @param {Uint32Array} table
 */
function paint(pixels, [width, height], column, row, columns, codes, levels, table) {
  for (let py = 0, at = 0; py < height; py++) {
    const begin = row[py] * columns;
    const tile = (py % TILE) * TILE;
    for (let px = 0; px < width; px++, at++) {
      if (begin < 0 || column[px] < 0) {
        pixels[at] = 0;
        continue;
      }
      const cell = begin + column[px];
      pixels[at] = table[(codes[cell] * (LEVELS + 1) + levels[cell]) * TILE * TILE + tile + (px % TILE)];
    }
  }
}

/** @type {WeakMap<Theme, Map<string, Uint32Array>>} */
const tables = new WeakMap();

/**
 * The colour of each code at each level at each place of a tile.
 * @param {string[]} words @param {import("./scene.js").Landscape} landscape @param {Theme} theme
 */
function tableOf(words, landscape, theme) {
  const known = tables.get(theme) ?? new Map();
  tables.set(theme, known);
  const key = JSON.stringify([landscape.minima, landscape.window, words]);
  if (!known.has(key)) known.set(key, makeTable(words, landscape, theme));
  return /** @type {Uint32Array} */ (known.get(key));
}

/** @param {string[]} words @param {import("./scene.js").Landscape} landscape @param {Theme} theme */
function makeTable(words, landscape, theme) {
  const { minima } = landscape;
  const colours = coloursOf(landscape, theme);
  const table = new Uint32Array((words.length + minima.length) * (LEVELS + 1) * TILE * TILE);
  for (let code = 0, at = 0; code < words.length + minima.length; code++) {
    const [word, colour] = [words[code], colours[code - words.length] ?? unlisted(words[code], landscape, theme)];
    for (let level = 0; level <= LEVELS; level++)
      for (let y = 0; y < TILE; y++)
        for (let x = 0; x < TILE; x++, at++)
          table[at] = packed(PATTERNS[word] ? quiet(word, x, y, theme) : theme.paper ? rgb(colour) : shadeOf(colour, level / LEVELS, landscape));
  }
  return table;
}

/**
 * The colour of an arrival where no minimum is listed: at the lowest loss it is that of the lowest, if no other has it.
 * @param {string} word @param {import("./scene.js").Landscape} landscape @param {Theme} theme
 */
function unlisted(word, { globals }, { basins, verdicts }) {
  return word === "converged" ? (globals ? basins.many[2] : basins.few[0]) : verdicts.stalled;
}

/** @param {string} word @param {number} x @param {number} y @param {Theme} theme */
function quiet(word, x, y, { pattern, hatch }) {
  if (!PATTERNS[word](x, y)) return rgb(hatch.ground);
  return rgb(word === "nowhere" ? hatch.line : pattern);
}

/** @param {number[]} colour */
const packed = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/**
 * Boxes in the colour or pattern of a code each.
 * @param {import("./ink.js").Context} ink @param {{code: number, box: number[]}[]} boxes @param {number} level how soon
 * @param {string[]} words @param {import("./scene.js").Landscape} landscape @param {Theme} theme
 */
export function drawSwatches(ink, boxes, level, words, landscape, theme) {
  const table = tableOf(words, landscape, theme);
  for (const { code, box } of boxes) {
    const [left, top, right, bottom] = box;
    const begin = (code * (LEVELS + 1) + level) * TILE * TILE;
    const tile = make("canvas");
    tile.width = tile.height = TILE;
    const pixels = new Uint8ClampedArray(table.slice(begin, begin + TILE * TILE).buffer);
    /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d")).putImageData(new ImageData(pixels, TILE), 0, 0);
    ink.fillStyle = ink.createPattern(tile, "repeat") ?? "transparent";
    ink.fillRect(left, top, right - left, bottom - top);
  }
}
