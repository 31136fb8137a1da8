// The track of a slider as a picture: round numbers along it, as far apart as its notches are, and marks on it.

import { placeOf } from "../chart.js";
import { make } from "../dom.js";
import { placeOn, ticksOn } from "../scales.js";

const TICKS = 5;

/** @typedef {import("../scales.js").Scale} Scale */

/** On which scale notches are the most evenly spread. @param {number[]} values @returns {Scale} */
export function scaleOf(values) {
  const unevenness = (/** @type {Scale} */ scale) => {
    const places = values.map(placeOn[scale]);
    const steps = places.slice(1).map((place, i) => Math.abs(place - places[i]));
    const uneven = Math.max(...steps) / Math.min(...steps);
    return Number.isNaN(uneven) ? Infinity : uneven;
  };
  const scales = /** @type {Scale[]} */ (["linear", "log", "memory"]);
  return scales.reduce((best, scale) => (unevenness(scale) < unevenness(best) ? scale : best));
}

/** How far along a track a value is, from 0 to 1; one beyond is at its end. @param {number} value @param {number[]} values */
export function shareOf(value, values) {
  const [first, last] = [values[0], values[values.length - 1]];
  const within = Math.min(Math.max(value, Math.min(first, last)), Math.max(first, last));
  return (placeOf(within, values) ?? 0) / (values.length - 1);
}

/** Round numbers along a track. @param {import("./told.js").Slider} slider @returns {{share: number, name: string}[]} */
export function ticksAlong({ values, reading }) {
  const scale = scaleOf(values);
  const ends = [values[0], values[values.length - 1]].map(placeOn[scale]).sort((a, b) => a - b);
  const places = values.map(placeOn[scale]);
  return ticksOn(scale, false, reading, ends[0], ends[1], TICKS)
    .map(({ at, name }) => ({ place: placeOf(at, places), name }))
    .flatMap(({ place, name }) => (place === null ? [] : [{ share: place / (values.length - 1), name }]));
}

/** Where the thumb of a slider has its middle. @param {HTMLElement} element @param {number} share */
export function putAt({ style }, share) {
  style.left = `calc(var(--thumb) / 2 + ${share} * (100% - var(--thumb)))`;
}

/** What a slider is called below its track. @param {{label: string, symbol: string}} slider */
export const titleOf = ({ label, symbol }) => (!symbol || label.includes(symbol) ? label : `${label} ${symbol}`);

/** @param {import("./told.js").Slider} slider */
export function buildTicks(slider) {
  const ticks = make("div.track-ticks", { "aria-hidden": "true" });
  for (const { share, name } of ticksAlong(slider)) {
    const tick = make("span", { text: name });
    putAt(tick, share);
    ticks.append(tick);
  }
  return ticks;
}

/**
 * Two values on one track, one above and one below it, and what lies between.
 * @param {import("./told.js").Slider} slider @param {{value: number, text: string} | null} above
 * @param {{value: number, text: string} | null} below
 */
export function buildPair(slider, above, below) {
  const rail = make("div.track-rail");
  const track = make("div.track", { "aria-hidden": "true" }, rail);
  for (const { mark, look } of [
    { mark: above, look: "above" },
    { mark: below, look: "below" },
  ]) {
    if (!mark) continue;
    const share = shareOf(mark.value, slider.values);
    const text = make("span", { text: mark.text });
    text.style.transform = `translateX(${-100 * share}%)`; // it stays on the track
    const element = make(`div.track-mark.${look}`, {}, text);
    putAt(element, share);
    track.append(element);
  }
  if (above && below) {
    const [from, to] = [above, below].map(({ value }) => shareOf(value, slider.values)).sort((a, b) => a - b);
    const gap = make("div.track-gap");
    putAt(gap, from);
    gap.style.width = `calc(${to - from} * (100% - var(--thumb)))`;
    rail.append(gap);
  }
  track.append(buildTicks(slider));
  return track;
}
