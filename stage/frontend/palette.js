// Which colour each minimum has, on the map and in the basins around it: those of Okabe and Ito, told apart by all eyes.

import { rgb } from "./theme.js";

// How far a colour goes to white, or to black, for runs that arrive soon or late: less than from one to another.
const RANGES = { few: [0.35, -0.45], many: [0.14, -0.2] };

/** Few minima have colours that are far apart. @param {import("./scene.js").Landscape} landscape */
const sizeOf = ({ minima }) => (minima.length <= 4 ? "few" : "many");

/**
 * A colour each, of so few that minima far from one another may share one; neighbours do not, and what is the lowest
 * shares none with others.
 * @param {import("./scene.js").Landscape} landscape @param {import("./theme.js").Theme} theme
 */
export function coloursOf(landscape, theme) {
  const { minima, globals, global_valleys, window } = landscape;
  const basins = theme.basins[sizeOf(landscape)];
  const [across, up] = window.map(([low, high]) => high - low);
  const lowest = Math.max(globals, Math.min(global_valleys, 1));
  const kept = lowest < basins.length / 2 ? lowest : 0; // colours of the lowest alone
  /** @type {number[]} */
  const chosen = [];
  minima.forEach(([x, y], i) => {
    const room = basins.map((_, colour) => {
      if (i >= globals && colour < kept) return -1;
      const others = chosen.flatMap((one, j) => (one === colour ? [minima[j]] : []));
      return Math.min(...others.map(([x2, y2]) => Math.hypot((x - x2) / across, (y - y2) / up)), Infinity);
    });
    chosen.push(room.indexOf(Math.max(...room)));
  });
  return chosen.map((colour) => basins[colour]);
}

/**
 * A colour as it is where runs arrive so soon: 0 at once, 1 with the last step.
 * @param {string} colour @param {number} soon @param {import("./scene.js").Landscape} landscape @returns {[number, number, number]}
 */
export function shadeOf(colour, soon, landscape) {
  const [soonest, latest] = RANGES[sizeOf(landscape)];
  const share = soonest + (latest - soonest) * soon;
  const target = share > 0 ? 255 : 0;
  const [r, g, b] = rgb(colour).map((channel) => Math.round(channel + Math.abs(share) * (target - channel)));
  return [r, g, b];
}
