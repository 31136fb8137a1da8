// Where there is room on the map for a few words that cover nothing: no path, no control, no other words.

/**
 * @typedef {import("./ink.js").Pixel} Pixel
 * @typedef {{left: number, top: number, width: number, height: number}} Box in pixels
 */

const GRAIN = 8; // pixels between the points of a path that are looked at
const AROUND = 26; // pixels from the middle of a thing to words beside it

/** The points of a line through these, near enough to one another that no words slip between. @param {Pixel[]} corners */
export function pointsAlong(corners) {
  return corners.flatMap(([x, y], i) => {
    const [x1, y1] = corners[i + 1] ?? [x, y];
    const count = Math.min(Math.max(Math.ceil(Math.hypot(x1 - x, y1 - y) / GRAIN), 1), 1000);
    return Array.from({ length: count }, (_, k) => /** @type {Pixel} */ ([x + ((x1 - x) * k) / count, y + ((y1 - y) * k) / count]));
  });
}

/**
 * The first of some places at which words of a size cover neither points nor boxes and lie on the map; null for none.
 * @param {[number, number]} size @param {Pixel[]} places of their left upper corner
 * @param {{points: Pixel[], boxes: Box[], map: Box}} ground
 * @returns {Box | null}
 */
export function freeSpot([width, height], places, { points, boxes, map }) {
  const spots = places.map(([left, top]) => ({ left, top, width, height }));
  const isFree = (/** @type {Box} */ box) =>
    box.left >= map.left &&
    box.top >= map.top &&
    box.left + width <= map.left + map.width &&
    box.top + height <= map.top + map.height &&
    boxes.every((other) => !overlap(box, other)) &&
    points.every(([x, y]) => x < box.left || x > box.left + width || y < box.top || y > box.top + height);
  return spots.find(isFree) ?? null;
}

/** @param {Box} one @param {Box} other */
const overlap = (one, other) =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

/** Places beside a thing: right of it, left of it, below, above. @param {Pixel} thing @param {[number, number]} size @returns {Pixel[]} */
export const beside = ([x, y], [width, height]) => [
  [x + AROUND, y - height / 2],
  [x - AROUND - width, y - height / 2],
  [x - width / 2, y + AROUND],
  [x - width / 2, y - AROUND - height],
];

/**
 * Places along the map's upper or lower edge, from left to right.
 * @param {Box} map @param {[number, number]} size @param {boolean} above @returns {Pixel[]}
 */
export const alongEdge = (map, [width, height], above) =>
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => [
    map.left + GRAIN + share * (map.width - width - 2 * GRAIN),
    above ? map.top + GRAIN : map.top + map.height - height - GRAIN,
  ]);
