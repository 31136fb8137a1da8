// What a picture shows and nothing else, if its address says so: by names that address/only.py lists.

/**
 * @typedef {object} Choice
 * @property {string[] | null} only null: everything
 * @property {Record<string, string>} names what it calls the sliders that have other names here
 */

/** Whether a picture shows what goes by a name. @param {Choice | null} choice null: before the first scene @param {string} name */
export const wants = (choice, name) => !choice?.only || choice.only.includes(name);

/** The sliders of these that a picture shows. @template {{name: string}} Slider @param {Choice} choice @param {Slider[]} sliders */
export const slidersOf = (choice, sliders) => sliders.filter(({ name }) => wants(choice, choice.names[name] ?? name));
