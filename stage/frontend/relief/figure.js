// What the 3D picture shows: a piece of the landscape, as Plotly takes it, and the ink above it.

import { pointAt } from "../paths.js";
import { inkOf, inOrder } from "../runners.js";
import { LEVELS } from "../surface.js";
import { colourscale } from "../theme.js";
import { Piece, shownOf, widened } from "./piece.js";

const WIDER = [2, 5]; // windows, one of which is shown if the whole run stays within

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {import("../view.js").Moment} Moment
 * @typedef {import("../theme.js").Theme} Theme
 * @typedef {import("../runners.js").Runner} Runner
 */

/** So many windows of it. @param {Scene} scene @param {number} factor */
export function pieceOf({ surface, surroundings, landscape: { window } }, factor) {
  return factor === 1 ? new Piece(surface, shownOf(surface, window)) : new Piece(surroundings, widened(window, factor));
}

/**
 * @param {Piece} piece @param {import("../surface.js").Surface} surface whose colours it has @param {Theme} theme
 * @param {import("./camera.js").Frame} frame @param {object} camera as Plotly has it
 * @param {[number, string][]} colours from low to high
 */
export function figureOf(piece, { low, high }, theme, frame, camera, colours = colourscale(theme.dark)) {
  const ground = {
    type: "surface",
    x: piece.x,
    y: piece.y,
    z: piece.heights,
    cmin: low,
    cmax: high,
    colorscale: colours,
    showscale: false,
    hoverinfo: "skip",
    contours: {
      z: { show: true, color: theme.contour, width: 1, start: low, end: piece.ranges[2][1], size: (high - low) / LEVELS },
    },
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05 },
  };
  const [xaxis, yaxis, zaxis] = piece.ranges.map((range) => ({
    title: { text: "" },
    range,
    showspikes: false,
    showticklabels: false,
    gridcolor: theme.wire,
    zerolinecolor: theme.wire,
    linecolor: theme.wire,
    backgroundcolor: "rgba(0,0,0,0)",
    nticks: 5,
  }));
  const [x, y, z] = piece.sides;
  const layout = {
    ...frame,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    scene: { xaxis, yaxis, zaxis, aspectmode: "manual", aspectratio: { x, y, z }, camera, dragmode: false },
  };
  return { data: [ground], layout };
}

/**
 * From what the ink above it is drawn; nothing of it is kept elsewhere.
 * @param {{piece: Piece, scene: Scene, moment: Moment, theme: Theme, camera: import("./camera.js").Camera,
 *          frame: import("./camera.js").Frame}} facts
 * @param {(runner: Runner) => import("./drape.js").Cloth} clothOf its path on the piece
 */
export function pictureOf({ piece, scene, moment, theme, camera, frame }, clothOf) {
  const { t, runners, selected, lit } = moment;
  const traces = inOrder(moment).map((runner) => {
    const [x, y] = pointAt(runner.path, t);
    const ink = inkOf(runner, runners.length, theme, lit);
    return { runner, cloth: clothOf(runner), marble: piece.placeOf(x, y), ink };
  });
  return {
    ...{ piece, frame, theme, t, traces },
    eye: camera.eye,
    lens: camera.lens(frame),
    selected: traces.find(({ runner }) => runner === selected) ?? traces[traces.length - 1],
    goals: goalsOf(scene.landscape, piece),
    axes: scene.landscape.axes,
  };
}

/** How many windows hold all the runs that do not go farther than a few. @param {Scene} scene @param {Moment} moment */
export function factorOf({ surface, landscape: { window } }, { runners }) {
  if (shownOf(surface, window) !== window) return 1; // the map was moved to a piece of its own
  const holds = ([[x0, x1], [y0, y1]]) => (/** @type {import("../paths.js").Path} */ { x, y, steps }) => {
    for (let k = 0; k <= steps; k++) if (!(x[k] >= x0 && x[k] <= x1 && y[k] >= y0 && y[k] <= y1)) return false;
    return true;
  };
  const factors = runners.map(({ path }) => [1, ...WIDER].find((factor) => holds(widened(window, factor))(path)) ?? 1);
  return Math.max(...factors);
}

/** The global minima on a piece. @param {import("../scene.js").Landscape} landscape @param {Piece} piece */
export function goalsOf({ minima, globals }, piece) {
  return minima.slice(0, globals).flatMap(([x, y]) => {
    const place = piece.placeOf(x, y);
    return place ? [place] : [];
  });
}
