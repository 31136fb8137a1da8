// Who put runners in which order: the most frequent ones, and how often each was put first.

import { make } from "../../dom.js";
import { pairsOf } from "../../lesson/asks/order.js";
import { fillIn } from "../../lesson/filling.js";
import { drawMark } from "../../row.js";
import { inkOf } from "../../runners.js";
import { themeOf } from "../../theme.js";
import { Bars } from "../bars.js";
import { roundsOf, sizeOf, tellTally } from "../rounds.js";

const SHOWN = 5; // orders; of many runners nearly everybody has another one

/** @typedef {import("../rounds.js").Group} Group */

/**
 * The most frequent orders of either round, the most frequent of the present one first.
 * @param {{now: import("../rounds.js").Round, before: import("../rounds.js").Round | null}} rounds
 * @returns {{orders: number[][], left: number}} left: how many others there are
 */
export function frequentOrders({ now, before }) {
  /** @type {Map<string, {order: number[], now: number, before: number, picked: boolean}>} */
  const found = new Map();
  for (const [round, name] of /** @type {const} */ ([[now, "now"], [before, "before"]]))
    for (const group of round?.groups ?? []) {
      const one = found.get(String(group.answer)) ?? { order: group.answer, now: 0, before: 0, picked: false };
      one[name] += sizeOf(group);
      one.picked ||= group.picked;
      found.set(String(group.answer), one);
    }
  const ranked = [...found.values()].sort(
    (a, b) => Number(b.picked) - Number(a.picked) || b.now - a.now || b.before - a.before || (String(a.order) < String(b.order) ? -1 : 1),
  );
  return { orders: ranked.slice(0, SHOWN).map(({ order }) => order), left: Math.max(ranked.length - SHOWN, 0) };
}

/** The runners by the places that they reached. @param {number[]} places */
const orderOf = (places) => places.map((_, runner) => runner).sort((a, b) => places[a] - places[b]);

/**
 * @param {import("../rounds.js").RoomQuestion} question @param {import("../rounds.js").Options} options
 * @returns {import("../rounds.js").Drawn}
 */
export function order({ letters = [], same }, options) {
  const { t, few = false, map } = options;
  const runners = (same !== false && map?.scene?.runners) || [];
  const nameOf = (/** @type {number} */ runner) => (letters[runner] ?? "?").toUpperCase();
  /** By what the map tells it from the others. @param {number} runner @returns {Node[]} */
  const markOf = (runner) => {
    if (!map || !runners[runner]) return [];
    const canvas = make("canvas.row-mark", { width: 36, height: 36, "aria-hidden": "true" });
    const { line, mark } = inkOf(runners[runner], runners.length, themeOf(map.stage.root));
    drawMark(canvas, mark, line);
    return [canvas];
  };
  const orders = new Bars(options, "orders-made");
  const firsts = new Bars({ ...options, pickable: false }, "firsts");
  const left = make("p.tally-left");
  const heard = make("p.unseen");
  const first = make("section", {}, make("h2.tally-title", { text: few ? t("Who is in it") : t("Who is put first") }), firsts.element);
  const whole = make("section", {}, make("h2.tally-title", { text: t("The most frequent orders") }), orders.element, left);
  return {
    element: make("div.tally-orders", {}, heard, whole, first),
    draw(tally, question) {
      const rounds = roundsOf(tally, question);
      const frequent = frequentOrders(rounds);
      const truth = question.revealed ? question.truth : null;
      const isRight = (/** @type {number[]} */ made) => {
        const told = truth && pairsOf(made, truth);
        return Boolean(told && told.right === told.pairs);
      };
      const shown = truth && !frequent.orders.some(isRight) ? [orderOf(truth), ...frequent.orders.slice(0, SHOWN - 1)] : frequent.orders;
      whole.hidden = !shown.length;
      const made = shown.map((one) => ({
        key: String(one),
        build: () => [make("span.tally-runners", {}, ...one.map((runner) => make("b.tally-letter", { text: nameOf(runner) })))],
        holds: (/** @type {Group} */ { answer }) => String(answer) === String(one),
        right: isRight(one),
      }));
      orders.draw(made, tally, question);
      const started = letters.map((_, runner) => ({
        key: String(runner),
        build: () => [make("b.tally-letter", { text: nameOf(runner) }), ...markOf(runner), make("span.tally-text", { text: runners[runner]?.title ?? "" })],
        holds: (/** @type {Group} */ { answer }) => !few && answer[0] === runner,
        right: Boolean(truth && truth[runner] === Math.min(...truth)),
      }));
      firsts.draw(started, tally, question);
      const others = frequent.left + frequent.orders.filter((one) => !shown.includes(one)).length;
      left.hidden = few || others === 0;
      left.textContent = others === 1 ? t("and one other order") : fillIn(t("and {count} other orders"), { count: others });
      const partsOf = (/** @type {import("../rounds.js").Round} */ { groups }) =>
        frequent.orders.map((one) => ({ name: one.map(nameOf).join(" "), group: groups.find(({ answer }) => String(answer) === String(one)) }));
      heard.textContent = tellTally(tally, question, partsOf, options);
    },
  };
}
