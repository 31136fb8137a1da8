// Stills: what the map shows, held as it is now, and at each notch of a slider. Whatever a hand does while a film is made,
// the film goes on with these, and the stage knows nothing of it.

import { factsOf } from "../picture/map_picture.js";

/**
 * @typedef {import("../take_home/item.js").Shown} Shown
 * @typedef {import("../runners.js").Runner} Runner
 * @typedef {import("../picture/map_picture.js").Facts} Still
 */

/** What is shown now. @param {Shown} shown @returns {Still} */
export function stillOf(shown) {
  return still(shown, ({ ghost }) => ghost);
}

/**
 * What is shown at each notch of a slider of the selected runner, without the paths before it. Maps of ends are beneath
 * all of them or none.
 * @param {Shown} shown @param {string} slider @returns {Still[]}
 */
export function notchesOf(shown, slider) {
  const { scene, moment } = shown;
  const { landscape, surface, turned } = scene;
  const before = scene.runners.map(({ picked, active }) => ({ picked, active }));
  try {
    const stills = (moment.selected.control(slider)?.values ?? []).map((_, notch) => {
      scene.pick(moment.selected, slider, notch);
      return still(shown, () => null);
    });
    return stills.every(({ ends }) => ends) ? stills : stills.map((one) => ({ ...one, ends: null }));
  } finally {
    scene.runners.forEach((runner, i) => Object.assign(runner, before[i]));
    Object.assign(scene, { landscape, surface, turned });
  }
}

/** @param {Shown} shown @param {(runner: Runner) => Runner["ghost"]} ghostOf @returns {Still} */
function still(shown, ghostOf) {
  const { scene, moment } = shown;
  const facts = factsOf(shown);
  const copies = new Map(moment.runners.map((runner) => [runner, copyOf(runner, ghostOf(runner))]));
  const copy = (/** @type {Runner} */ runner) => /** @type {Runner} */ (copies.get(runner));
  const { landscape, surface, race } = scene;
  return {
    ...facts,
    scene: { landscape, surface, race },
    moment: {
      ...moment,
      runners: moment.runners.map(copy),
      selected: copy(moment.selected),
      lit: moment.lit && copy(moment.lit),
    },
  };
}

/** The same one, which stays at the notch where it is. @param {Runner} runner @param {Runner["ghost"]} ghost @returns {Runner} */
function copyOf(runner, ghost) {
  const { run, picked, active } = runner;
  return Object.assign(Object.create(runner, { ghost: { value: ghost } }), { run, picked, active });
}
