// The dots of a tally of markers: in columns on either side of a track, as large as find room there.

/**
 * @typedef {{key: string, share: number, size: number, picked: boolean}} Column share: of the track
 * @typedef {{key: string, x: number, y: number, width: number, height: number, picked: boolean}} Shape
 */

/**
 * Both rounds in columns, of what would lie on each other: with dots of a size, and whether they find room.
 * @param {Column[][]} rounds a column for each answer @param {number} width of the track, in pixels
 * @param {number[]} rooms above and below the track @param {number} across pixels of a dot @param {number} apart of neighbouring notches
 */
export function layOut(rounds, width, [top, bottom], across, apart) {
  const columns = rounds.map((answers) => {
    /** @type {Map<number, Column>} */
    const found = new Map();
    for (const answer of answers) {
      const at = Math.round((answer.share * width) / across);
      const share = apart < across ? Math.min((at * across) / width, 1) : answer.share;
      const one = found.get(at) ?? { ...answer, share, size: 0 };
      found.set(at, { ...one, size: one.size + answer.size, picked: one.picked || answer.picked });
    }
    return [...found.values()];
  });
  const [most, deepest] = columns.map((round) => Math.max(1, ...round.map(({ size }) => size)));
  const ratio = Math.max(most, (deepest * top) / bottom); // both sides on one scale
  return { across, columns, most, ratio, fits: ratio * across <= top };
}

/**
 * Columns of dots, or bars as high as that, where the highest column finds no room.
 * @param {Column[]} columns @param {number} width of the track, in pixels @param {number} height that there is
 * @param {number} most the highest column that is to find room, in dots @param {number} across pixels of a dot
 * @returns {Shape[]} from the track's left end and upwards from the track
 */
export function stack(columns, width, height, most, across) {
  const fits = most * across <= height;
  return columns.flatMap(({ key, share, size, picked }) => {
    const x = share * width - across / 2;
    if (!fits) {
      const high = Math.max((size / most) * height, across);
      return [{ key, x, y: high, width: across, height: high, picked }];
    }
    return Array.from({ length: size }, (_, i) => ({
      key: `${key}/${i}`,
      x,
      y: (i + 1) * across,
      width: across,
      height: across,
      picked,
    }));
  });
}
