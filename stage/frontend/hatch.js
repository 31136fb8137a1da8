// Where the loss has no value the map is hatched, with lines that stay where they are on the screen.

const GAP = 7; // pixels between two lines

/**
 * Whether some of what is shown has no height.
 * @param {Pick<import("./surface.js").Surface, "x" | "y" | "heights" | "holes">} surface
 * @param {import("./scene.js").Window} window what is shown
 */
export function hasHoles({ x, y, heights, holes }, [across, up]) {
  if (!holes) return false;
  const [i, i2] = within(x, across);
  const [j, j2] = within(y, up);
  return heights.slice(j, j2).some((row) => row.slice(i, i2).includes(null));
}

/** From which of the values to before which others they lie between two. @param {number[]} values */
function within(values, [from, to]) {
  const first = values.findIndex((value) => value >= from);
  return first < 0 ? [0, 0] : [first, values.findLastIndex((value) => value <= to) + 1];
}

/**
 * Where the lines go through a box, each rising to the right: the line of number k goes through x + y = k times the gap.
 * @param {import("./ink.js").Box} box @returns {[x0: number, y0: number, x1: number, y1: number][]}
 */
export function linesThrough([left, top, right, bottom]) {
  const first = Math.ceil((left + top) / GAP);
  const count = Math.max(Math.floor((right + bottom) / GAP) - first + 1, 0);
  return Array.from({ length: count }, (_, i) => {
    const sum = (first + i) * GAP;
    const [x0, x1] = [Math.max(left, sum - bottom), Math.min(right, sum - top)];
    return [x0, sum - x0, x1, sum - x1];
  });
}

/** @param {import("./ink.js").Context} ink @param {import("./ink.js").Box} box @param {import("./theme.js").Theme} theme */
export function drawHatch(ink, [left, top, right, bottom], theme) {
  ink.fillStyle = theme.hatch.ground;
  ink.fillRect(left, top, right - left, bottom - top);
  ink.beginPath();
  for (const [x0, y0, x1, y1] of linesThrough([left, top, right, bottom])) {
    ink.moveTo(x0, y0);
    ink.lineTo(x1, y1);
  }
  ink.strokeStyle = theme.hatch.line;
  ink.lineWidth = 1;
  ink.stroke();
}
