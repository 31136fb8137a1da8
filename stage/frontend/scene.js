// A scene: everything that one picture is drawn from, put together from its message and the parts that this names.

import { dataOf } from "./data.js";
import { Grounds } from "./grounds.js";
import { Race } from "./race.js";
import { need, Runner } from "./runners.js";
import { surfaceOf } from "./surface.js";

/**
 * @typedef {[[number, number], [number, number]]} Window the ranges of x and y
 * @typedef {{key: string, title: string, formula: string, values: Record<string, number>,
 *            axes: [string, string], window: Window,
 *            minima: [number, number][], globals: number, valleys: [number, number][][], global_valleys: number, floor: number | null,
 *            rounding: number, camera: number[] | null}} Landscape values: of the letters in its formula;
 *            axes: what x and y are called
 * @typedef {"training" | "validation"} Share of the data, of which a loss is
 * @typedef {{steps: number, start: [number, number], epoch: number | null}} Course epoch: how many steps take all points
 *            once; null where each step takes all
 * @typedef {{menus: Record<string, {label: string, items: import("./menu.js").Item[]}>,
 *            controls: {name: string, title: string, heading: string, views: string[]}[],
 *            library: {name: string, label: string, help: string, titles: Record<string, string>}}} Lines of the page's
 *            menus, and whose conventions there are
 * @typedef {{name: string, label: string, help: string, value: number, whole: boolean,
 *            limits: import("./runners.js").Limits}} Field a number that is typed
 * @typedef {{text: string, math: string[], refused: import("./formula/draft.js").Refusal | null, window: Window,
 *            found: boolean, examples: {title: string, text: string}[],
 *            parameters: import("./formula/parameter.js").Facts[],
 *            minima: import("./formula/floors.js").Facts}} Typed a landscape that was typed: the text that is shown; its
 *            mathematics, markup of the app's own making; the latest text if it is no formula; whether the window was
 *            found for it
 * @typedef {{url: string, most: {rows: number, steps: number}, embedders: string[],
 *            address: Record<string, string>}} TakeHome where files are that the server makes of it, and how many numbers
 *            one holds; which pages beside its own may show it in a frame; all that its address says
 * @typedef {{seq: number, plotly: string, preview?: boolean, trial?: boolean, typed?: Typed | null,
 *            views?: string[], only?: string[] | null, names?: Record<string, string>, title: string, course: Course, landscape: Landscape, surface: string,
 *            surface_of?: Share | null, data?: string | null, surroundings: string, ground?: string | null,
 *            points?: import("./own_points.js").PointsFacts | null,
 *            lines: string | null, signs?: string | null, chosen?: Record<string, string>, fields?: Field[], past?: number, compare?: string,
 *            race?: {told: string}, take_home?: TakeHome, maps?: import("./maps.js").Maps,
 *            lesson?: import("./lesson/told.js").Told | null,
 *            look: import("./look.js").Look, link: import("./look.js").Names, tells_step: boolean, selected: number,
 *            runners: import("./runners.js").Description[]}} Header
 *
 * @typedef {object} Scene
 * @property {string} title
 * @property {string[] | null} only what is shown and nothing else; null: everything
 * @property {string[] | null} views the names of those that the page has; null: all
 * @property {Record<string, string>} names what that calls the sliders that have other names here
 * @property {string} subject what is run on what
 * @property {Course} course
 * @property {Landscape} landscape
 * @property {import("./surface.js").Surface} surface the same object while the part is the same
 * @property {import("./surface.js").Surface} surroundings coarser, and several windows wide
 * @property {Share | null} surfaceOf which points both are the loss on; null without data
 * @property {import("./data.js").Data | null} data that the loss is made of; the same object while the part is the same
 * @property {import("./own_points.js").PointsFacts | null} points how they came, and what may become of them
 * @property {Lines | null} lines the same object while the part is the same
 * @property {import("./symbols.js").Words} signs what the signs in its sentences mean
 * @property {Record<string, string>} chosen the key that each menu stands at
 * @property {Field[]} fields
 * @property {Typed | null} typed
 * @property {boolean} trial whether it only tells what would be
 * @property {number} past how many changes can be undone
 * @property {string} compare where this run is in a race with others; "": nowhere
 * @property {(message: import("./decode.js").Message) => void} preview shows where a start that is dragged leads
 * @property {(runner: Runner, name: string, notch: number | null) => void} pick shows the run at one notch of a slider,
 *   of all runners where it moves all; null: the run with the present values
 * @property {() => void} settle all sliders stand at the present values again
 * @property {(next: Header) => boolean} loses whether a slider that is shown goes with the next one
 * @property {boolean} turns whether a slider turns or bends the ground
 * @property {boolean} turned whether the ground is another one, as long as a slider is dragged
 * @property {(before: Scene) => void} remember what was shown before stays as a ghost, where the ground is the same
 * @property {import("./look.js").Look} look
 * @property {import("./look.js").Names} link the names under which an address holds the look
 * @property {boolean} tellsStep whether the server wants to hear at which step the picture rests
 * @property {import("./maps.js").Maps | null} maps where pictures of many runs are
 * @property {TakeHome | null} takeHome
 * @property {import("./lesson/told.js").Told | null} lesson the screen of a lesson that it stands beside
 * @property {Race | null} race what there is to say of several
 * @property {Runner[]} runners
 * @property {number} offered which runner the message selects
 * @property {Runner} selected
 */

/** @type {WeakMap<import("./decode.js").Message, import("./surface.js").Surface>} */
const surfaces = new WeakMap();

/** The ids of the parts that a scene is put together from. @param {Header} header */
export function partsOf({ surface, surroundings, data, lines, signs, ground, runners, race }) {
  const ids = runners.flatMap(({ run, test, remarks, controls }) => [
    run,
    ...controls.map(({ sweep }) => sweep),
    test,
    remarks,
  ]);
  const shared = [surface, surroundings, data, lines, signs, ground, race?.told];
  return [...new Set([...shared, ...ids])].filter((id) => typeof id === "string");
}

/** @param {Header} header @param {Map<string, import("./decode.js").Message>} parts by id @returns {Scene} */
export function sceneOf(header, parts) {
  /** @param {string} id */
  const surface = (id) => {
    const message = need(parts, id);
    const known = surfaces.get(message) ?? surfaceOf(message);
    surfaces.set(message, known);
    return known;
  };
  const race = header.race ? new Race({ ...header.race, ...need(parts, header.race.told).header }) : null;
  const runners = header.runners.map((description, place) => new Runner(description, parts, place));
  const grounds = header.ground ? new Grounds(need(parts, header.ground), header.landscape) : null;
  const present = { landscape: header.landscape, surface: surface(header.surface) };
  /** @type {Scene} */
  const scene = {
    ...present,
    turns: grounds !== null,
    turned: Boolean(header.trial),
    title: header.title,
    only: header.only ?? null,
    names: header.names ?? {},
    views: header.views ?? null,
    subject: subjectOf(header),
    course: header.course,
    surroundings: surface(header.surroundings),
    surfaceOf: header.surface_of ?? null,
    data: header.data ? dataOf(need(parts, header.data)) : null,
    points: header.points ?? null,
    lines: (header.lines && parts.get(header.lines)?.header) || null,
    signs: (header.signs && parts.get(header.signs)?.header.words) || {},
    chosen: header.chosen ?? {},
    fields: header.fields ?? [],
    typed: header.typed ?? null,
    trial: Boolean(header.trial),
    past: header.past ?? 0,
    compare: header.compare ?? "",
    preview(message) {
      for (const runner of runners) runner.preview(message);
      if (race) race.preview = message.header.race ?? null;
    },
    loses(next) {
      const { key, controls } = scene.selected;
      const { key: nextKey, controls: kept } = next.runners[next.selected];
      const isLost = ({ name }) => !kept.some((control) => control.name === name);
      return Boolean(race) && (key !== nextKey || controls.some(isLost));
    },
    pick(runner, name, notch) {
      for (const one of race?.shared ? runners : [runner]) one.pick(name, notch);
      const { picked } = runner;
      const turned = Boolean(header.trial || (picked && grounds));
      Object.assign(scene, picked && grounds ? grounds.at(picked.index) : present, { turned });
    },
    settle() {
      for (const runner of runners) if (runner.picked) runner.pick(runner.picked.name, null);
    },
    remember(before) {
      if (JSON.stringify(before.landscape) !== JSON.stringify(header.landscape)) return;
      for (const runner of runners) runner.remember(before.runners.find((former) => isSame(former, runner)));
    },
    look: header.look,
    link: header.link,
    tellsStep: header.tells_step,
    maps: header.maps ?? null,
    takeHome: header.take_home ?? null,
    lesson: header.lesson ?? null,
    race,
    runners,
    offered: header.selected,
    selected: runners[header.selected],
  };
  return scene;
}

/** Whether two are one: it keeps its colour when others come and go. @param {Runner} one @param {Runner} other */
const isSame = (one, other) => one.colour === other.colour && one.title === other.title;

/** What is run on what: with another one the picture begins anew. @param {Header} header */
function subjectOf({ landscape: { key, window }, title, course, typed }) {
  return JSON.stringify([key, title, window, course.steps, typed?.text]);
}
