// Dark screens in a room: the map is seen beneath the marble alone, and where one walks by oneself no run is shown.

import { darken, darkenForGood } from "../lesson/dark.js";

/** @typedef {import("./room.js").State} State */

/** The walk that is to be done now; null: none. @param {State | null} state */
export const walkOf = (state) => (state && !state.question && !state.collecting ? state.front.walk : null);

/** Whether nothing of a run may be seen. @param {State | null} state null: before it is known */
export function isVeiled(state) {
  if (!state) return true;
  const { veiled, front } = state;
  return veiled || (front.dark && front.kind === "read") || walkOf(state) !== null;
}

/** What darkens the map, if it is dark. @param {State | null} state @returns {import("../view.js").Overlay | undefined} */
export function darknessOf(state) {
  if (!state?.front.dark) return undefined;
  return isVeiled(state) ? darkenForGood : darken;
}
