// Paths as SVG writes them: places to a hundredth of a pixel, and lines that meet as one.

const SHORT = 100; // parts of a pixel: places are written no finer

/**
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {{points: Pixel[], closed: boolean, arcs: string}} Line arcs: instead of points, a path of its own
 */

/** A number as it is written. @param {number} value */
export const short = (value) => Math.round(value * SHORT) / SHORT;

/** The whole as SVG has it: after its first point each line goes on from there. @param {Line[]} lines */
export function pathOf(lines) {
  const places = (/** @type {Pixel[]} */ points) => {
    let [bx, by] = points[0].map(short);
    const steps = points.slice(1).map(([x, y]) => {
      const [dx, dy] = [short(short(x) - bx), short(short(y) - by)];
      [bx, by] = [short(x), short(y)];
      return `${dx}${dy < 0 ? "" : " "}${dy}`;
    });
    const [x, y] = points[0].map(short);
    return `M${x} ${y}${steps.length ? `l${steps.join(" ")}` : ""}`;
  };
  return lines.map(({ points, closed, arcs }) => arcs || places(points) + (closed ? "z" : "")).join("");
}

/**
 * Lines that end where others begin are written as one: a contour comes in a piece for each cell.
 * @param {Line[]} lines
 */
export function chain(lines) {
  const name = (/** @type {Pixel} */ [x, y]) => `${short(x)} ${short(y)}`;
  const loose = new Set(lines.filter(({ points, arcs, closed }) => !arcs && !closed && points.length > 1));
  /** @type {Map<string, Set<Line>>} */
  const ending = new Map();
  const note = (/** @type {Line} */ line) => {
    for (const end of [line.points[0], line.points[line.points.length - 1]]) {
      const known = ending.get(name(end)) ?? new Set();
      ending.set(name(end), known.add(line));
    }
  };
  for (const line of loose) note(line);
  const next = (/** @type {Pixel} */ end) => [...(ending.get(name(end)) ?? [])].find((line) => loose.has(line));
  /** @type {Line[]} */
  const chained = lines.filter((line) => !loose.has(line));
  for (const first of loose) {
    loose.delete(first);
    let points = [...first.points];
    for (let turn = 0; turn < 2; turn++) {
      for (let line = next(points[points.length - 1]); line; line = next(points[points.length - 1])) {
        loose.delete(line);
        const forth = name(line.points[0]) === name(points[points.length - 1]);
        points.push(...(forth ? line.points : line.points.toReversed()).slice(1));
      }
      points = points.toReversed();
    }
    chained.push({ points, closed: false, arcs: "" });
  }
  return chained;
}
