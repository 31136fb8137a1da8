// A scene: everything that one picture is drawn from, put together from its message and the parts that this names.

import { need, Runner } from "./runners.js";
import { surfaceOf } from "./surface.js";

/**
 * @typedef {[[number, number], [number, number]]} Window the ranges of x and y
 * @typedef {{key: string, window: Window, minima: [number, number][], globals: number,
 *            valleys: [number, number][][], global_valleys: number, floor: number | null,
 *            camera?: number[] | null}} Landscape
 * @typedef {{seq: number, plotly: string, preview?: boolean, views?: string[], title: string,
 *            course: {steps: number, start: [number, number]}, landscape: Landscape, surface: string,
 *            surroundings: string,
 *            look: import("./look.js").Look, link: import("./look.js").Names, tells_step: boolean, selected: number,
 *            runners: import("./runners.js").Description[]}} Header
 *
 * @typedef {object} Scene
 * @property {string} title
 * @property {{steps: number, start: [number, number]}} course
 * @property {Landscape} landscape
 * @property {import("./surface.js").Surface} surface the same object while the part is the same
 * @property {import("./surface.js").Surface} surroundings coarser, and several windows wide
 * @property {import("./look.js").Look} look
 * @property {import("./look.js").Names} link the names under which an address holds the look
 * @property {boolean} tellsStep whether the server wants to hear at which step the picture rests
 * @property {Runner[]} runners
 * @property {number} offered which runner the message selects
 * @property {Runner} selected
 */

/** @type {WeakMap<import("./decode.js").Message, import("./surface.js").Surface>} */
const surfaces = new WeakMap();

/** The ids of the parts that a scene is put together from. @param {Header} header */
export function partsOf({ surface, surroundings, runners }) {
  const ids = runners.flatMap(({ run, test, remarks, controls }) => [
    run,
    ...controls.map(({ sweep }) => sweep),
    test,
    remarks,
  ]);
  return [...new Set([surface, surroundings, ...ids.filter((id) => id !== null)])];
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
  const runners = header.runners.map((description, place) => new Runner(description, parts, place));
  return {
    title: header.title,
    course: header.course,
    landscape: header.landscape,
    surface: surface(header.surface),
    surroundings: surface(header.surroundings),
    look: header.look,
    link: header.link,
    tellsStep: header.tells_step,
    runners,
    offered: header.selected,
    selected: runners[header.selected],
  };
}
