// What is said of a run in a file: what it is, what became of it and why, and all settings, so that it can be made again.

import { show, tellValue } from "../format.js";
import { drawShape } from "../ink.js";
import { wants } from "../only.js";
import { tellNumber, tellPoint } from "../paths.js";
import { inkOf } from "../runners.js";
import { VERDICTS } from "../verdicts.js";
import { at, paragraph, run, stacked, widthOf } from "./words.js";

const LONGEST = 3000; // letters of a link that a file holds
const UNLINKED = "Its points are too many for a link: Data has every step.";
const TOO_LONG = "It is longer than finds room here: Copy link on the page gives it.";
const [MARK, LABEL] = [20, 96]; // pixels: a mark with its gap, and the names of the settings

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {import("../view.js").Moment} Moment
 * @typedef {import("../runners.js").Runner} Runner
 * @typedef {import("../theme.js").Theme} Theme
 * @typedef {import("./words.js").Meter} Meter
 * @typedef {import("./words.js").Block} Block
 */

/** @param {Theme} theme @param {"text" | "muted"} tone @param {number} size @param {number} weight */
export function styleOf(theme, tone = "text", size = 13, weight = 400) {
  return { colour: theme[tone], family: theme.font, size, weight };
}

/**
 * @param {Meter} meter @param {Scene} scene @param {Moment} moment @param {Theme} theme @param {number} width
 * @returns {Block}
 */
export function titleOf(meter, { title }, { t, selected: { path } }, theme, width) {
  const now = `step ${show(Math.min(t, path.steps), 4)} of ${path.steps}`;
  const aside = widthOf(meter, now, styleOf(theme, "muted")) + 24;
  const head = paragraph(meter, title, styleOf(theme, "text", 22, 600), width - aside);
  const right = paragraph(meter, now, styleOf(theme, "muted"), aside);
  return {
    height: head.height,
    draw(ink) {
      head.draw(ink);
      at(ink, width - aside + 24, 8, right);
    },
  };
}

/**
 * What became of the selected runner, and of several.
 * @param {Meter} meter @param {Scene} scene @param {Moment} moment @param {Theme} theme @param {number} width
 * @returns {Block}
 */
export function verdictOf(meter, scene, moment, theme, width) {
  const { runners, selected, lags } = moment;
  const { path } = selected;
  if (!wants(scene, "verdict")) return paragraph(meter, numbersOf(scene, moment), styleOf(theme, "muted"), width);
  const [plain, soft, bold] = [styleOf(theme), styleOf(theme, "muted"), styleOf(theme, "text", 15, 600)];
  const told = scene.race?.told(runners, selected);
  const lag = lags.get(selected);
  const explains = wants(scene, "why");
  const remarks = lag ? [lag] : ((explains && selected.live && selected.remarks) || []);
  const sentences = explains ? [path.sentence, path.fitSentence].filter(Boolean) : [];
  const several = runners.length > 1;
  const headline = run(
    meter,
    [
      ...(several ? [{ text: `${selected.name}:`, style: bold }] : []),
      { text: path.verdict, style: bold },
      { text: `— ${path.headline}`, style: bold },
      ...(path.fit ? [{ text: `(${path.fit})`, style: plain }] : []),
    ],
    width - MARK,
  );
  const verdict = {
    height: headline.height,
    draw(/** @type {import("../ink.js").Context} */ ink) {
      drawShape(ink, [7, 11], VERDICTS[path.verdict].shape, 6, theme.verdicts[path.verdict]);
      at(ink, MARK, 0, headline);
    },
  };
  return stacked(
    [
      explains && told?.sentence ? paragraph(meter, told.sentence, plain, width) : null,
      explains && told?.fairness ? paragraph(meter, told.fairness, soft, width) : null,
      verdict,
      ...sentences.map((text) => paragraph(meter, text, plain, width)),
      ...remarks.map((text) => paragraph(meter, `· ${text}`, soft, width)),
      paragraph(meter, numbersOf(scene, moment), soft, width),
    ],
    3,
  );
}

/** Where the selected runner is now. @param {Scene} scene @param {Moment} moment */
function numbersOf({ landscape: { axes } }, { step, selected: { path } }) {
  const digits = path.exact ? 4 : 3;
  const words = [`step ${step}: (${axes.join(", ")}) = ${tellPoint(path, step, digits)}`];
  words.push(`loss ${tellNumber(path, path.loss[step], digits)}`);
  if (path.validation) words.push(`validation loss ${tellNumber(path, path.validation[step], digits)}`);
  words.push(`‖∇f‖ ${tellNumber(path, Math.hypot(path.gx[step], path.gy[step]), digits)}`);
  words.push(`α now ${show(path.rate[Math.min(step, path.steps - 1)])}`);
  return words.join(" · ");
}

/**
 * The settings, a line each, and the link that opens the picture.
 * @param {Meter} meter @param {Scene} scene @param {Moment} moment @param {Theme} theme @param {string} link
 * @param {number} width @returns {Block}
 */
export function settingsOf(meter, scene, moment, theme, link, width) {
  const { landscape, course, typed, fields, race } = scene;
  const { runners } = moment;
  const several = runners.length > 1;
  const values = typed || !fields.length ? Object.entries(landscape.values) : []; // others are among the settings
  const letters = values.map(([name, value]) => `${name} = ${show(value, 6)}`);
  const numbers = fields.length ? fields.map(({ label, value }) => `${label} ${show(value, 6)}`) : [`Steps ${course.steps}`];
  const own = several && race?.starts === "own";
  const schedule = scheduleOf(runners[0], scene);
  const lines = [
    ["Landscape", landscape.title],
    [`f(${landscape.axes.join(", ")})`, [landscape.formula, ...letters].join(" · ")],
    ...(several ? [] : [["Optimizer", methodOf(runners[0])]]),
    ...(several || !schedule ? [] : [["Schedule", schedule]]),
    ...(own ? [] : [["Start", tellPoint(moment.selected.path, 0, 6)]]),
    ["Settings", numbers.join(" · ")],
    ...(link.startsWith("http") ? [["Link", tellLink(link, scene)]] : []), // a saved page has none
  ];
  const [name, value] = [styleOf(theme, "muted"), styleOf(theme)];
  const row = (/** @type {string[]} */ [label, text]) => {
    const words = paragraph(meter, text, value, width - LABEL);
    const head = paragraph(meter, label, name, LABEL - 8);
    return {
      height: Math.max(words.height, head.height),
      draw(/** @type {import("../ink.js").Context} */ ink) {
        head.draw(ink);
        at(ink, LABEL, 0, words);
      },
    };
  };
  const told = race?.told(runners, moment.selected) ?? null;
  const each = (/** @type {Runner} */ runner) => runnerOf(meter, runner, scene, theme, told, own, width);
  const rows = several ? runners.map(each) : [];
  return stacked([...rows, ...lines.map(row)], 4);
}

/** @param {string} link @param {Scene} scene */
function tellLink(link, { points }) {
  if (points?.linked === false) return UNLINKED;
  return link.length > LONGEST ? TOO_LONG : link;
}

/** @param {Runner} runner @param {import("../runners.js").Control} control */
const valueOf = (runner, control) => tellValue(control.values[runner.indexOf(control)], control.reading, 6);

/** @param {Runner} runner */
function methodOf(runner) {
  const knobs = runner.controls
    .filter(({ name, rates }) => name !== "final" && !rates)
    .map((control) => `${control.symbol || control.label} = ${valueOf(runner, control)}`);
  const lead = runner.controls.some((control) => control.lead && !control.rates);
  const rate = lead || Number.isNaN(runner.rateNow) ? [] : [`α = ${show(runner.rateNow, 6)}`];
  return [runner.title, ...rate, ...knobs].join(" · ");
}

/** @param {Runner} runner @param {Scene} scene */
function scheduleOf(runner, { lines, chosen }) {
  const menu = lines?.menus.schedule?.items.find(({ key }) => key === chosen.schedule);
  const decay = runner.control("final");
  const words = decay ? `${decay.label.toLowerCase()} ${valueOf(runner, decay)}` : "";
  return [runner.schedule || menu?.title || "", words].filter(Boolean).join(" · ");
}

/**
 * @param {Meter} meter @param {Runner} runner @param {Scene} scene @param {Theme} theme
 * @param {import("../race.js").Told | null} told @param {boolean} own whether it has its own start @param {number} width
 * @returns {Block}
 */
function runnerOf(meter, runner, scene, theme, told, own, width) {
  const { line, mark } = inkOf(runner, scene.runners.length, theme);
  const i = scene.runners.indexOf(runner);
  const words = [methodOf(runner), scheduleOf(runner, scene), runner.trait].filter(Boolean);
  if (own) words.push(`start ${tellPoint(runner.path, 0, 6)}`);
  if (wants(scene, "verdict")) words.push([runner.path.verdict, told?.finishes[i], told?.places[i]].filter(Boolean).join(", "));
  const text = run(
    meter,
    [
      ...(runner.name === runner.title ? [] : [{ text: runner.name, style: styleOf(theme, "text", 13, 600) }]),
      { text: words.join(" · "), style: styleOf(theme) },
    ],
    width - MARK,
  );
  return {
    height: text.height,
    draw(ink) {
      drawShape(ink, [7, 9], mark, 5, line);
      at(ink, MARK, 0, text);
    },
  };
}
