// The list of the map's layers, from the ground up. A layer is one file, or a kin of layers is, and one line here.

import { drawComponents, drawGradient, drawStep } from "./layers/arrows.js";
import { drawFan } from "./layers/fan.js";
import { drawGhosts } from "./layers/ghost.js";
import { drawAway, drawLeaving, drawMarbles } from "./layers/marble.js";
import { drawMinima } from "./layers/minima.js";
import { drawOthers } from "./layers/others.js";
import { drawDots, drawPaths } from "./layers/track.js";

/**
 * One runner on the map.
 * @typedef {object} Trace
 * @property {import("./runners.js").Runner} runner
 * @property {import("./paths.js").Path} path
 * @property {import("./runners.js").Ink} ink
 * @property {import("./ink.js").Pixel[]} pixels where each step is
 * @property {import("./ink.js").Pixel} marble where it is now
 *
 * What a layer draws from.
 * @typedef {object} Picture
 * @property {import("./viewport.js").Viewport} viewport
 * @property {import("./theme.js").Theme} theme
 * @property {import("./scene.js").Landscape} landscape
 * @property {string[] | null} minima their colours, where the map shows where runs end
 * @property {number} step the whole steps done
 * @property {Trace[]} traces in the order of drawing
 * @property {Trace} selected
 * @property {Trace[]} tracks those whose ways are drawn
 * @property {HTMLCanvasElement | null} fan the picture that is kept of the ways of many seeds; null if there is none
 * @property {((ink: import("./ink.js").Context) => void) | null} others draws the ways of the runners below; null if their
 *   ways are among the tracks
 */

/**
 * Those that are `still` are there before anything has run.
 * @type {{name: string, draw: (ink: import("./ink.js").Context, picture: Picture) => void, optional?: boolean,
 *         still?: boolean}[]}
 */
export const LAYERS = [
  { name: "fan", draw: drawFan },
  { name: "minima", draw: drawMinima, still: true },
  { name: "others", draw: drawOthers },
  { name: "ghosts", draw: drawGhosts },
  { name: "paths", draw: drawPaths },
  { name: "dots", draw: drawDots },
  { name: "step", draw: drawStep },
  { name: "gradient", draw: drawGradient },
  { name: "components", draw: drawComponents, optional: true },
  { name: "leaving", draw: drawLeaving },
  { name: "marbles", draw: drawMarbles, still: true },
  { name: "away", draw: drawAway },
];
