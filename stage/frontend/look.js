// How the picture is looked at: the step, whether it plays, the map's view, the 3D picture's camera, maps of many runs.

/**
 * @typedef {object} Look
 * @property {number} step
 * @property {boolean} play
 * @property {number[] | null} view the map's centre and zoom: x, y, zoom; null: the landscape's own window
 * @property {number[] | null} camera eye and centre: x, y, z, x, y, z; null: where it stands at first
 * @property {string} show of which picture of many runs the panel is open; "loss": of none
 * @typedef {Record<keyof Look, string>} Names the names of these in an address
 */

/** @type {Readonly<Look>} */
export const FIRST_LOOK = { step: 0, play: true, view: null, camera: null, show: "loss" };

const EMBED = "embed"; // what asks for the stage alone, as a page that shows it in a frame does

/** Whether an address asks for the stage alone. @param {string} href */
export function isEmbedded(href) {
  return ["1", "true"].includes((new URL(href).searchParams.get(EMBED) ?? "").toLowerCase());
}

/** The same address, with the stage alone or on its page. @param {string} href @param {boolean} embedded */
export function embedding(href, embedded) {
  const url = new URL(href);
  if (embedded) url.searchParams.set(EMBED, "1");
  else if (url.searchParams.has(EMBED)) url.searchParams.delete(EMBED);
  url.search = url.search.replaceAll("%2C", ",");
  return url.href;
}

/**
 * What one look says otherwise than another.
 * @param {Look} look @param {Look | null} before @returns {Partial<Look>}
 */
export function changesOf(look, before) {
  const changed = Object.entries(look).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before?.[/** @type {keyof Look} */ (name)]),
  );
  return Object.fromEntries(changed);
}

/** What of a look is other than at first, beside the time, which goes on by itself. @param {Look} look */
export function seenOf({ step, play, ...seen }) {
  return changesOf({ ...FIRST_LOOK, ...seen }, FIRST_LOOK);
}

/**
 * The address with this look in it; what is as at first is left out.
 * @param {string} href @param {Look} look @param {Names} names
 */
export function addressOf(href, look, names) {
  const url = new URL(href);
  for (const [key, name] of Object.entries(names)) {
    const value = look[/** @type {keyof Look} */ (key)];
    if (JSON.stringify(value) !== JSON.stringify(FIRST_LOOK[/** @type {keyof Look} */ (key)]))
      url.searchParams.set(name, String(typeof value === "boolean" ? Number(value) : value));
    else if (url.searchParams.has(name)) url.searchParams.delete(name);
  }
  url.search = url.search.replaceAll("%2C", ",");
  return url.href;
}
