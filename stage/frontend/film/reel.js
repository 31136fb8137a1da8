// A reel: which places a film shows, one after another, and for how long each. Of a run a place is a time in steps; of a
// slider's film it is a notch, and the film goes back the way it came, so that it goes round without a jump.

/**
 * @typedef {{place: number, milliseconds: number}} Shot
 * @typedef {{there: Shot[], back: Shot[]}} Reel back: the places between the last and the first, or none
 */

const REST = 1500; // milliseconds at the end
const TURN = 700; // milliseconds at the lowest notch
const NOTCH = 60; // milliseconds at each
const LONGEST = 12; // seconds that a run takes; a longer one plays faster
const TICK = 10; // milliseconds: a GIF counts in hundredths of a second
export const BRIEFEST = 20; // milliseconds: what is shorter, viewers show for a tenth of a second

/**
 * A run as it plays: from its start, with as many places on its way as there is time for.
 * @param {number} steps @param {number} pace steps a second @param {{most: number, each: number}} room how many shots
 *   there are at most, and how many milliseconds one is seen at least
 * @returns {Reel}
 */
export function runReel(steps, pace, { most, each }) {
  const whole = 1000 * Math.min(steps / pace, LONGEST);
  const count = Math.min(Math.max(Math.round(whole / each), 1), most - 1);
  const until = (/** @type {number} */ k) => TICK * Math.round((whole * k) / count / TICK);
  const shots = Array.from({ length: count }, (_, k) => ({
    place: (steps * k) / count,
    milliseconds: Math.max(until(k + 1) - until(k), BRIEFEST),
  }));
  return { there: [...shots, { place: steps, milliseconds: REST }], back: [] };
}

/** A slider from its lowest notch to its highest and back. @param {number} notches @param {number} most on one way @returns {Reel} */
export function sweepReel(notches, most) {
  const last = notches - 1;
  const stride = Math.ceil(last / (most - 1));
  const places = Array.from({ length: Math.ceil(last / stride) }, (_, k) => k * stride);
  const between = places.slice(1).map((place) => ({ place, milliseconds: NOTCH * stride }));
  const there = [{ place: 0, milliseconds: TURN }, ...between, { place: last, milliseconds: REST }];
  return { there, back: between.toReversed() };
}

/** How long a film is, in seconds. @param {Reel} reel */
export const lengthOf = ({ there, back }) =>
  [...there, ...back].reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;

/** The shot that is seen after so many seconds; the last one when it is over. @param {Reel} reel @param {number} seconds */
export function shotAt({ there, back }, seconds) {
  const shots = [...there, ...back];
  let left = 1000 * seconds;
  for (const shot of shots) {
    if (left < shot.milliseconds) return shot;
    left -= shot.milliseconds;
  }
  return shots[shots.length - 1];
}
