// What somebody has moved of a picture, and how it is looked at, as a room is told of it.

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {{values: Record<string, Record<string, number>>, step: number, playing: boolean}} Look values: of the sliders that
 *   were moved and are not let go of yet, by the runner's key and their names
 */

/** What of a scene stands at another notch than at first. @param {Pick<Scene, "runners"> | null} scene */
export function movedOf(scene) {
  return (scene?.runners ?? []).flatMap(({ key, picked, controls }) => {
    const control = picked && controls.find(({ name }) => name === picked.name);
    return picked && control ? [{ key, picked, control }] : [];
  });
}

/** @param {Pick<Scene, "runners"> | null} scene @param {{t: number, playing: boolean}} player @returns {Look} */
export function lookOf(scene, { t, playing }) {
  /** @type {Look["values"]} */
  const values = {};
  for (const { key, picked, control } of movedOf(scene)) values[key] = { [picked.name]: control.values[picked.index] };
  return { values, step: Number(t.toFixed(2)), playing };
}
