// Paragraphs on ink: words are wrapped, never cut; one that is longer than a line is broken.

/**
 * Something that is drawn at the origin, as wide as it was asked to be.
 * @typedef {{height: number, draw: (ink: import("../ink.js").Context) => void}} Block
 * @typedef {import("./svg_ink.js").Meter} Meter
 * @typedef {{size?: number, weight?: number, colour: string, family: string}} Style size: pixels
 */

const LEADING = 1.4; // sizes from line to line

/** @param {Style} style */
export const fontOf = ({ size = 13, weight = 400, family }) => `${weight === 400 ? "" : `${weight} `}${size}px ${family}`;

/** @param {Meter} meter @param {string} text @param {Style} style */
export function widthOf(meter, text, style) {
  meter.font = fontOf(style);
  return meter.measureText(text).width;
}

/**
 * @param {Meter} meter @param {string} text @param {Style} style @param {number} width
 * @param {number} indent of the first line @returns {string[]}
 */
export function linesOf(meter, text, style, width, indent = 0) {
  meter.font = fontOf(style);
  /** @type {string[]} */
  const lines = [];
  let line = "";
  const room = () => width - (lines.length ? 0 : indent);
  const fits = (/** @type {string} */ words) => meter.measureText(words).width <= room();
  for (const word of text.trim().split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line || !lines.length) lines.push(line);
    line = "";
    for (const letter of word) {
      if (line && !fits(line + letter)) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  lines.push(line);
  return !indent && lines.length > 1 && !lines[0] ? lines.slice(1) : lines;
}

/** @param {Meter} meter @param {string} text @param {Style} style @param {number} width @returns {Block} */
export function paragraph(meter, text, style, width) {
  return run(meter, [{ text, style }], width);
}

/**
 * Texts of several styles, one after the other.
 * @param {Meter} meter @param {{text: string, style: Style}[]} texts @param {number} width @returns {Block}
 */
export function run(meter, texts, width) {
  const size = Math.max(...texts.map(({ style }) => style.size ?? 13));
  const leading = Math.round(LEADING * size);
  /** @type {{text: string, style: Style, x: number, row: number}[]} */
  const pieces = [];
  let [x, row] = [0, 0];
  for (const { text, style } of texts) {
    if (!text.trim()) continue;
    const space = x ? widthOf(meter, " ", style) : 0;
    linesOf(meter, text, style, width, x + space).forEach((line, i) => {
      if (i) [x, row] = [0, row + 1];
      if (line) pieces.push({ text: line, style, x: i ? 0 : x + space, row });
      x = (i ? 0 : x + space) + widthOf(meter, line, style);
    });
  }
  return {
    height: (row + 1) * leading,
    draw(ink) {
      ink.textAlign = "left";
      ink.textBaseline = "alphabetic";
      for (const piece of pieces) {
        ink.font = fontOf(piece.style);
        ink.fillStyle = piece.style.colour;
        ink.fillText(piece.text, piece.x, piece.row * leading + Math.round(0.5 * leading + 0.36 * size));
      }
    },
  };
}

/**
 * Blocks one below the other.
 * @param {(Block | null)[]} blocks @param {number} gap between two @returns {Block}
 */
export function stacked(blocks, gap) {
  const kept = blocks.filter((block) => block !== null && block.height > 0);
  return {
    height: kept.reduce((sum, block) => sum + (block?.height ?? 0), gap * Math.max(kept.length - 1, 0)),
    draw(ink) {
      let y = 0;
      for (const block of kept) {
        at(ink, 0, y, block);
        y += (block?.height ?? 0) + gap;
      }
    },
  };
}

/** @param {import("../ink.js").Context} ink @param {number} x @param {number} y @param {Block | null} block */
export function at(ink, x, y, block) {
  if (!block) return;
  ink.save();
  ink.translate(x, y);
  block.draw(ink);
  ink.restore();
}
