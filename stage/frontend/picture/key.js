// What the marks, lines and colours of a map mean, as it stands below the map in a file.

import { drawSwatches } from "../ground.js";
import { drawHatch, hasHoles } from "../hatch.js";
import { arrow, disc, drawShape, star } from "../ink.js";
import { inkOf } from "../runners.js";
import { nameOf, noteOf, tellPlace } from "../shares.js";
import { colourscale } from "../theme.js";
import { labelsOf } from "../views/legend.js";
import { fontOf, paragraph, stacked, widthOf } from "./words.js";

const [ROW, ICON, APART] = [20, 20, 16]; // pixels: a line of the key, a mark with its gap, from one entry to the next
const [BAR, TALL] = [240, 9]; // pixels, of the scale of colours
const GREY = "Grey: the minimum it ends in.";
const LEVEL = 5; // of how soon, which a swatch shows

/**
 * @typedef {import("../ink.js").Context} Context
 * @typedef {import("./map_picture.js").Whole} Whole
 * @typedef {import("./words.js").Meter} Meter
 * @typedef {import("./words.js").Block} Block
 * @typedef {import("./words.js").Style} Style
 * @typedef {{text: string, draw: (ink: Context) => void}} Entry its mark is drawn around the origin
 */

/**
 * @param {Meter} meter @param {Whole} facts @param {Style} style @param {number} width
 * @param {import("../scene.js").Share | null} of whose loss @returns {Block}
 */
export function keyOf(meter, facts, style, width, of) {
  const { scene, ends, seeds, ground = true } = facts;
  const [name, labels] = [of ? `${of} loss` : "loss", labelsOf(scene.surface)];
  const contours = `Contours: ${name} on a log scale, from ${labels[0].name} to ${labels[labels.length - 1].name}.`;
  const sentence = (ends ?? seeds)?.header.sentence ?? "";
  const note = noteOf(scene.landscape);
  return stacked(
    [
      entries(meter, [...runnersOf(facts), ...marksOf(facts), ...groupsOf(facts)], style, width),
      !ends && ground ? scale(meter, facts, style, `${name} (log scale)`) : null,
      !ends && !ground ? paragraph(meter, contours, style, width) : null,
      ends && note ? paragraph(meter, ground ? asSentence(note) : GREY, style, width) : null,
      sentence ? paragraph(meter, sentence, style, width) : null,
    ],
    4,
  );
}

/**
 * Marks with their words, in as many lines as they need.
 * @param {Meter} meter @param {Entry[]} list @param {Style} style @param {number} width @returns {Block}
 */
export function entries(meter, list, style, width) {
  let [x, row] = [0, 0];
  const placed = list.map((entry) => {
    const wide = ICON + widthOf(meter, entry.text, style);
    if (x && x + wide > width) [x, row] = [0, row + 1];
    const left = x;
    x += wide + APART;
    return { ...entry, left, y: (row + 0.5) * ROW };
  });
  return {
    height: list.length ? (row + 1) * ROW : 0,
    draw(ink) {
      for (const { text, draw, left, y } of placed) {
        ink.save();
        ink.translate(left + 7, y);
        draw(ink);
        ink.restore();
        ink.font = fontOf(style);
        ink.fillStyle = style.colour;
        ink.textAlign = "left";
        ink.textBaseline = "middle";
        ink.fillText(text, left + ICON, y);
      }
    },
  };
}

/** Several runners, each with its mark. @param {Pick<Whole, "moment" | "theme">} facts @returns {Entry[]} */
export function runnersOf({ moment: { runners }, theme }) {
  if (runners.length < 2) return [];
  return runners.map((runner) => {
    const { line, mark } = inkOf(runner, runners.length, theme);
    return { text: runner.name, draw: (ink) => drawShape(ink, [0, 0], mark, 5, line) };
  });
}

/** @param {Whole} facts @returns {Entry[]} */
function marksOf({ scene, moment: { selected }, theme, view, ends, seeds }) {
  const { landscape, surface, race } = scene;
  const { globals, global_valleys: globalValleys } = landscape;
  const plain = ends || seeds ? theme.background : theme.star.fill;
  const beads = (/** @type {string} */ rim, /** @type {string} */ fill) => (/** @type {Context} */ ink) =>
    [-5, 0, 5].forEach((x) => disc(ink, [x, 0], 1.5, fill, rim, 1));
  /** @type {(Entry | false)[]} */
  const all = [
    {
      text: race?.starts === "own" ? "starts" : "start",
      draw(ink) {
        disc(ink, [0, 0], 4, "transparent", theme.ink, 5.5);
        disc(ink, [0, 0], 4, "transparent", theme.background, 1.8);
      },
    },
    globals > 0 && { text: "global minimum", draw: (ink) => star(ink, [0, 0], 7, plain, ends || seeds ? theme.ink : theme.star.ring) },
    landscape.minima.length > globals && {
      text: "local minimum",
      draw: (ink) => disc(ink, [0, 0], 4.5, "transparent", theme.ink, 1.8),
    },
    globalValleys > 0 && { text: "valley of equal minima", draw: beads(theme.star.ring, theme.star.fill) },
    landscape.valleys.length > globalValleys && {
      text: "valley of equal local minima",
      draw: beads(theme.halo, theme.ink),
    },
    !ends && hasHoles(surface, [view.rangeX, view.rangeY]) && {
      text: "no loss there",
      draw(ink) {
        drawHatch(ink, [-7, -6, 7, 6], theme);
      },
    },
    selected.ghost !== null && {
      text: "before the change",
      draw(ink) {
        ink.strokeStyle = theme.muted;
        ink.lineWidth = 1.6;
        ink.lineCap = "round";
        ink.setLineDash([1, 4]);
        ink.beginPath();
        ink.moveTo(-6, 0);
        ink.lineTo(6, 0);
        ink.stroke();
      },
    },
    { text: "downhill, −∇f", draw: (ink) => arrow(ink, [-7, 0], [7, 0], theme.gradient, "transparent", 2) },
    { text: "last step", draw: (ink) => arrow(ink, [-7, 0], [7, 0], theme.step, "transparent", 2) },
  ];
  return all.filter((one) => one !== false);
}

/** What the colours or patterns of many runs stand for. @param {Whole} facts @returns {Entry[]} */
function groupsOf({ scene: { landscape }, theme, ends, seeds }) {
  const header = (ends ?? seeds)?.header;
  if (!header) return [];
  const { words, goal = "" } = header;
  /** @type {number[]} */
  const codes = ends ? header.bar.map(([code]) => code) : header.groups.map(({ code }) => code);
  return codes.map((code) => {
    const place = landscape.minima[code - words.length];
    const text = place ? tellPlace(place) : nameOf(words[code], goal);
    return { text, draw: (ink) => drawSwatches(ink, [{ code, box: [-7, -6, 7, 6] }], LEVEL, words, landscape, theme) };
  });
}

/** @param {Meter} meter @param {Whole} facts @param {Style} style @param {string} text @returns {Block} */
function scale(meter, { scene: { surface }, theme }, style, text) {
  const left = widthOf(meter, text, style) + 12;
  const labels = labelsOf(surface);
  return {
    height: 3 * TALL + 6,
    draw(ink) {
      const bar = document.createElement("canvas");
      [bar.width, bar.height] = [BAR, 1];
      const paint = /** @type {Context} */ (bar.getContext("2d"));
      const shades = paint.createLinearGradient(0, 0, BAR, 0);
      for (const [place, colour] of colourscale(theme.dark)) shades.addColorStop(place, colour);
      paint.fillStyle = shades;
      paint.fillRect(0, 0, BAR, 1);
      ink.drawImage(bar, left, 2, BAR, TALL);
      ink.font = fontOf(style);
      ink.fillStyle = ink.strokeStyle = style.colour;
      ink.lineWidth = 1;
      ink.textAlign = "left";
      ink.textBaseline = "middle";
      ink.fillText(text, 0, 2 + TALL / 2);
      ink.textAlign = "center";
      ink.textBaseline = "top";
      ink.beginPath();
      for (const { place, name } of labels) {
        const x = left + place * BAR;
        ink.moveTo(x, TALL);
        ink.lineTo(x, TALL + 5);
        ink.fillText(name, x, TALL + 7);
      }
      ink.stroke();
    },
  };
}

/** @param {string} words */
const asSentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
