// The answers to a question in numbers: the present round, and the one before it.

import { fillIn } from "../lesson/filling.js";

/**
 * @typedef {{id: string, answer: any, count: number, hands: number, picked: boolean}} Group those who answered the same;
 *   count: of the answers that were sent; hands: of those that were raised, which come on top
 * @typedef {{round: number, answered: number, hands: number, groups: Group[]}} Round
 * @typedef {{rounds: Round[], changed: number, both: number, few?: boolean}} Tally changed: how many
 *   of those who answered in both of the last rounds; few: picked answers alone are told
 * @typedef {import("./room.js").Question} RoomQuestion
 * @typedef {(english: string) => string} Say
 *
 * How a tally is drawn.
 * @typedef {object} Options
 * @property {Say} t
 * @property {boolean} [pickable] whether an answer can be picked to be shown to all
 * @property {(id: string, on: boolean) => void} [onPick]
 * @property {import("../views/map.js").LandscapeMap | null} [map] on which pins are
 * @property {boolean} [few] whether these are picked answers alone, and counts say nothing
 *
 * A tally as it is drawn.
 * @typedef {object} Drawn
 * @property {HTMLElement} element
 * @property {(tally: Tally, question: RoomQuestion) => void} draw what has changed, in place
 * @property {import("../view.js").Overlay} [overlay]
 * @property {() => void} [destroy]
 */

/**
 * The round that the question is in, and the latest before it that somebody has answered.
 * @param {Tally} tally @param {{round: number}} question @returns {{now: Round, before: Round | null}}
 */
export function roundsOf({ rounds }, { round }) {
  const now = rounds.find((one) => one.round === round) ?? { round, answered: 0, hands: 0, groups: [] };
  const earlier = rounds.filter((one) => one.round < round && one.groups.length);
  return { now, before: earlier.at(-1) ?? null };
}

/** Those who gave an answer, by either way. @param {Group | null | undefined} group */
export const sizeOf = (group) => (group ? group.count + group.hands : 0);

/** What a choice is called. @param {number} place */
export const letterOf = (place) => String.fromCharCode(65 + place);

/** @param {number} count @param {Say} t */
export const tellAnswers = (count, t) => (count === 1 ? t("1 answer") : fillIn(t("{count} answers"), { count }));

/** Hands that were counted, as an addition. @param {number} count @param {Say} t */
export const tellHands = (count, t) => (count === 1 ? t("+1 hand") : fillIn(t("+{count} hands"), { count }));

/** How many said something in a round: "19 answers, +5 hands". @param {Round} round @param {Say} t */
export const tellCounts = ({ answered, hands }, t) => [tellAnswers(answered, t), ...(hands ? [tellHands(hands, t)] : [])].join(", ");

/**
 * A round by ear: "19 answers, +5 hands: A 4, B 12 (+5 hands), C 3."
 * @param {Round} round @param {{name: string, group: Group | null | undefined}[]} parts @param {Say} t
 */
export function tellRound(round, parts, t) {
  const head = tellCounts(round, t);
  const told = parts.map(({ name, group }) => {
    const raised = group?.hands ? ` (${tellHands(group.hands, t)})` : "";
    return `${name} ${group?.count ?? 0}${raised}`;
  });
  return told.length ? `${head}: ${told.join(", ")}.` : `${head}.`;
}

/**
 * A tally by ear, both rounds.
 * @param {Tally} tally @param {RoomQuestion} question @param {(round: Round) => {name: string, group: Group | null | undefined}[]} partsOf
 * @param {Options} options
 */
export function tellTally(tally, question, partsOf, { t, few = false }) {
  const { now, before } = roundsOf(tally, question);
  if (few) {
    const names = partsOf(now).flatMap(({ name, group }) => (group ? [name] : []));
    return names.length ? `${t("Picked answers")}: ${names.join(", ")}.` : "";
  }
  const told = tellRound(now, partsOf(now), t);
  return before ? `${t("Before")}: ${tellRound(before, partsOf(before), t)} ${t("After talking")}: ${told}` : told;
}
