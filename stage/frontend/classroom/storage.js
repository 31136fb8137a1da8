// What this browser keeps of its rooms: records by the room's code. Where it keeps nothing, the page goes on without.

/** The rooms that were opened here: {[code]: {secret, ends, title, lesson}}. */
export const OWN = "overshoot.rooms";

const MOST = 30; // rooms; the oldest go

/** @param {string} key @returns {Record<string, any>} empty where nothing is kept, or something else */
export function readRecord(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof found === "object" && found !== null && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

/**
 * Keeps a value under a room's code; null takes it away.
 * @param {string} key @param {string} code @param {any} value @returns {boolean} whether it is kept
 */
export function keep(key, code, value) {
  const { [code]: _, ...others } = readRecord(key);
  const rooms = Object.entries(others).slice(-(MOST - 1));
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(value === null ? rooms : [...rooms, [code, value]])));
    return true;
  } catch {
    return false;
  }
}
