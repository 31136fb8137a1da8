// Names of files say what is inside, and sizes are said as people read them.

import { show } from "../format.js";

const KILO = 1000;

/**
 * "overshoot_ravine_adam_alpha-0.11.png"; of several runners "overshoot_ravine_race-of-3.csv".
 * @param {import("./item.js").Shown} shown @param {string} ending with its point @param {...string} more what else it says
 */
export function nameOf({ scene, moment }, ending, ...more) {
  const { runners, selected } = moment;
  const what =
    runners.length > 1 ? [`race-of-${runners.length}`] : [selected.title, `alpha-${show(selected.rateNow).replace("×10", "e")}`];
  return `${["overshoot", scene.landscape.key, ...what, ...more].filter(Boolean).map(plain).join("_")}${ending}`;
}

/** As any system takes it for a file's name. @param {string} text */
function plain(text) {
  return text
    .normalize("NFKC")
    .replace(/−/g, "-")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.-]+/gu, "_")
    .replace(/^[_.]+|[_.]+$/g, "")
    .slice(0, 60);
}

/** A size in bytes: 940 bytes, 12 kB, 3.4 MB. @param {number} bytes */
export function sizeOf(bytes) {
  if (bytes < KILO) return `${Math.round(bytes)} bytes`;
  if (bytes < 999.5 * KILO) return `${Number((bytes / KILO).toPrecision(bytes < 10 * KILO ? 2 : 3))} kB`;
  return `${Number((bytes / KILO ** 2).toPrecision(bytes < 10 * KILO ** 2 ? 2 : 3))} MB`;
}
