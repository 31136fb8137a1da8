// Labels at the ends of curves, in the margin beside them: each runner's mark and name, moved apart until none overlap.

import { drawShape } from "./ink.js";

const LONGEST = [14, 22]; // letters of a name, in a chart and in a wide one
const [NARROW, WIDE] = [300, 400]; // pixels: a chart that has fewer than the first names its runners by their letters
const [LEADER, MARK, ROOM] = [12, 13, 2]; // pixels, from the curve on: the line to a label, its mark, and what is left over
const LINE = 1.1; // letters, from one label to the next

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {import("./curve.js").Line} Line
 * @typedef {{x: number, y: number, inside: boolean}} End where a curve ends; inside: before the last step
 */

/**
 * Makes the margin as wide as the labels.
 * @param {Plot} chart @param {import("./ink.js").Context} ink @param {Line[]} lines
 */
export function makeRoom(chart, ink, lines) {
  const widest = Math.max(...lines.map((line) => ink.measureText(nameOf(line, chart.width)).width));
  chart.margin.right = LEADER + MARK + Math.ceil(widest) + ROOM;
}

/** @param {Line} line @param {number} width of the chart */
export function nameOf({ runner: { key, name } }, width) {
  if (width < NARROW) return key.toUpperCase();
  const longest = LONGEST[width < WIDE ? 0 : 1];
  return name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name;
}

/**
 * Places as near to the wanted ones as they can be with a gap between them, or where there is no room for it a smaller
 * one; those that touch stay around their middle.
 * @param {number[]} wanted @param {number} gap @param {number} low @param {number} high between which all lie
 */
export function spread(wanted, gap, low, high) {
  const apart = Math.min(gap, (high - low) / Math.max(wanted.length - 1, 1));
  const order = [...wanted.keys()].sort((i, j) => wanted[i] - wanted[j] || i - j);
  /** @type {{sum: number, count: number}[]} labels that touch, without the gaps between them */
  const heaps = [];
  order.forEach((i, rank) => {
    heaps.push({ sum: wanted[i] - rank * apart, count: 1 });
    for (let n = heaps.length; n > 1 && middle(heaps[n - 2]) > middle(heaps[n - 1]); n--) {
      const { sum, count } = /** @type {{sum: number, count: number}} */ (heaps.pop());
      heaps[n - 2].sum += sum;
      heaps[n - 2].count += count;
    }
  });
  const places = [...wanted];
  const last = high - (wanted.length - 1) * apart;
  const settled = heaps.flatMap((heap) => Array(heap.count).fill(Math.min(Math.max(middle(heap), low), last)));
  order.forEach((i, rank) => (places[i] = settled[rank] + rank * apart));
  return places;
}

/** @param {{sum: number, count: number}} heap */
const middle = ({ sum, count }) => sum / count;

/**
 * Where a curve ends: at its last step, or where it goes out at the top for good.
 * @param {Plot} chart @param {number[]} heights @returns {End}
 */
export function endOf(chart, heights) {
  const last = heights.findLastIndex((h) => h >= chart.low && h <= chart.high);
  if (last < 0) return { x: chart.x(0), y: chart.margin.top, inside: true };
  const [x, y] = [chart.x(last), chart.y(heights[last])];
  if (last === heights.length - 1) return { x, y, inside: false };
  const next = heights[last + 1];
  if (Number.isNaN(next)) return { x, y, inside: true };
  const share = Number.isFinite(next) ? (chart.high - heights[last]) / (next - heights[last]) : 0;
  return { x: x + share * (chart.x(last + 1) - x), y: chart.margin.top, inside: true };
}

/**
 * Draws the labels; returns where each line's is.
 * @param {Plot} chart @param {import("./ink.js").Context} ink @param {Line[]} lines in the order of drawing
 * @param {number[][]} heights @param {import("./theme.js").Theme} theme @returns {number[]}
 */
export function drawEnds(chart, ink, lines, heights, theme) {
  const ends = heights.map((line) => endOf(chart, line));
  const places = spread(
    ends.map(({ y }) => y),
    LINE * chart.letters,
    chart.letters / 2,
    chart.bottom, // below which the axis has its numbers
  );
  const left = chart.right + LEADER;
  ink.textAlign = "left";
  ink.textBaseline = "middle";
  const font = ink.font;
  lines.forEach((line, i) => {
    const { x, y, inside } = ends[i];
    const { line: colour, mark, share, thick } = line.ink;
    ink.globalAlpha = share;
    ink.strokeStyle = colour;
    ink.lineWidth = 1;
    if (inside) drawShape(ink, [x, y], mark, 4, colour);
    else {
      ink.beginPath();
      ink.moveTo(x, y);
      ink.lineTo(left - 1, places[i]);
      ink.stroke();
    }
    drawShape(ink, [left + 4, places[i]], mark, 4, colour);
    ink.fillStyle = theme.text; // which reads where a colour would be too pale
    ink.font = thick > 1 ? `600 ${font}` : font;
    ink.fillText(nameOf(line, chart.width), left + MARK, places[i]);
  });
  ink.font = font;
  ink.globalAlpha = 1;
  chart.note({ ends: lines.map((line, i) => `${nameOf(line, chart.width)} ${places[i].toFixed(1)}`).join(", ") });
  return places;
}
