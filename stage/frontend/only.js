// What a picture shows and nothing else, if its address says so: by names that address/only.py lists.

export const ONLY = "only"; // what the address calls it
const MAP = "map"; // of which nothing is left out

/**
 * @typedef {object} Choice
 * @property {string[] | null} only null: everything
 * @property {Record<string, string>} names what it calls the sliders that have other names here
 */

/** Whether a picture shows what goes by a name. @param {Choice | null} choice null: before the first scene @param {string} name */
export const wants = (choice, name) => !choice?.only || choice.only.includes(name);

/** The sliders of these that a picture shows. @template {{name: string}} Slider @param {Choice} choice @param {Slider[]} sliders */
export const slidersOf = (choice, sliders) => sliders.filter(({ name }) => wants(choice, choice.names[name] ?? name));

/**
 * The address that shows these and nothing else; null: everything.
 * @param {string} href @param {string[] | null} only
 */
export function showing(href, only) {
  const url = new URL(href);
  if (only) url.searchParams.set(ONLY, (only.length ? only : [MAP]).join(","));
  else url.searchParams.delete(ONLY);
  url.search = url.search.replaceAll("%2C", ",");
  return url.href;
}
