// A plot of lines over whole numbers: its margins and scales, ticks and lines, on whatever ink it is drawn with.

/**
 * @typedef {import("./ink.js").Context} Context
 * @typedef {import("./theme.js").Theme} Theme
 * @typedef {{left: number, right: number, top: number, bottom: number}} Margin in pixels
 */

export const LETTERS = 11; // pixels, for which margins are meant; on a projector they are larger

/** A margin for such letters. @param {Margin} margin @param {number} letters @returns {Margin} */
export function grown({ left, right, top, bottom }, letters) {
  const grow = (/** @type {number} */ side) => Math.round((side * letters) / LETTERS);
  return { left: grow(left), right: grow(right), top: grow(top), bottom: grow(bottom) };
}

export class Plot {
  /** @param {Margin} margin */
  constructor(margin) {
    this.base = margin;
    /** As large as its letters want it. */
    this.margin = margin;
    this.letters = LETTERS;
    this.width = this.height = 0;
    this.last = this.high = 1;
    this.low = 0;
  }

  /** Ink to draw with, or null where there is no room. @param {Theme} _theme @returns {Context | null} */
  begin(_theme) {
    return null;
  }

  /** Where a pointer rests on it. @returns {import("./ink.js").Pixel | null} */
  get inside() {
    return null;
  }

  /**
   * Beside a pointer, what is to be said of the k under it.
   * @param {Context} _ink @param {Theme} _theme @param {(k: number) => string[]} _tell
   */
  drawHover(_ink, _theme, _tell) {}

  /** Facts that a page can be asked for. @param {Record<string, string>} _facts */
  note(_facts) {}

  /** The whole k next to a pixel of the chart. @param {number} x */
  nearest(x, width = this.width) {
    const share = (x - this.margin.left) / (width - this.margin.left - this.margin.right);
    return Math.round(Math.min(Math.max(share, 0), 1) * this.last);
  }

  /**
   * What the axes span: k from 0 to last, h from low to high.
   * @param {number} last @param {number} low @param {number} high
   */
  setScale(last, low, high) {
    Object.assign(this, { last, low, high });
  }

  get right() {
    return this.width - this.margin.right;
  }

  get bottom() {
    return this.height - this.margin.bottom;
  }

  /** The pixel of k. @param {number} k */
  x(k) {
    return this.margin.left + (k / Math.max(this.last, 1)) * (this.right - this.margin.left);
  }

  /** The pixel of h. @param {number} h */
  y(h) {
    return this.bottom - ((h - this.low) / (this.high - this.low)) * (this.bottom - this.margin.top);
  }

  /**
   * Horizontal lines with their names.
   * @param {Context} ink @param {Theme} theme
   * @param {{at: number, name: string}[]} ticks @param {(y: number) => number} settle where exactly a line lies
   */
  drawRungs(ink, theme, ticks, settle = (y) => y) {
    ink.fillStyle = theme.muted;
    ink.strokeStyle = theme.grid;
    ink.lineWidth = 1;
    ink.textBaseline = "middle";
    ink.textAlign = "right";
    for (const { at, name } of ticks) {
      const y = settle(this.y(at));
      stroke(ink, this.margin.left, y, this.right, y);
      ink.fillText(name, this.margin.left - 6, y);
    }
    this.note({ ticks: ticks.map(({ name }) => name).join(" ") });
  }

  /** A vertical line. @param {Context} ink @param {number} k */
  drawColumn(ink, k) {
    stroke(ink, this.x(k), this.margin.top, this.x(k), this.bottom);
  }

  /**
   * A line through heights, broken where one or its place is none; what lies far outside is cut near the border.
   * @param {Context} ink @param {ArrayLike<number>} heights @param {(i: number) => number | null} place
   */
  drawLine(ink, heights, place = (i) => i) {
    ink.beginPath();
    const far = this.height + 50;
    let down = false;
    for (let i = 0; i < heights.length; i++) {
      const [k, h] = [place(i), heights[i]];
      const known = k !== null && !Number.isNaN(h);
      if (known) ink[down ? "lineTo" : "moveTo"](this.x(k), Math.min(Math.max(this.y(h), -50), far));
      down = known;
    }
    ink.stroke();
  }
}

/** @param {Context} ink @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
function stroke(ink, x0, y0, x1, y1) {
  ink.beginPath();
  ink.moveTo(x0, y0);
  ink.lineTo(x1, y1);
  ink.stroke();
}
