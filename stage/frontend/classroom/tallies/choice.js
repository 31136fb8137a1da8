// Who chose which answer: a bar beside each.

import { make } from "../../dom.js";
import { Bars } from "../bars.js";
import { letterOf, tellTally } from "../rounds.js";

/**
 * @typedef {import("../rounds.js").Options} Options
 * @typedef {import("../rounds.js").RoomQuestion} RoomQuestion
 */

/** @param {RoomQuestion} question @param {Options} options */
export const choice = (question, options) =>
  buildChoices(options, "choices", ({ html }) => {
    const text = make("span.tally-text");
    text.innerHTML = html; // of the server's own making
    return text;
  });

/**
 * A row for every option of a question.
 * @param {Options} options @param {string} look a class of the rows
 * @param {(option: import("../../lesson/told.js").Option, question: RoomQuestion) => Node} build what stands beside its letter
 * @returns {import("../rounds.js").Drawn}
 */
export function buildChoices(options, look, build) {
  const bars = new Bars(options, look);
  const heard = make("p.unseen");
  return {
    element: make("div", {}, heard, bars.element),
    draw(tally, question) {
      const rows = question.options.map((option, place) => ({
        key: String(place),
        build: () => [make("b.tally-letter", { text: letterOf(place) }), build(option, question)],
        holds: (/** @type {import("../rounds.js").Group} */ { answer }) => answer === place,
        right: question.revealed && option.right === true,
      }));
      bars.draw(rows, tally, question);
      const partsOf = (/** @type {import("../rounds.js").Round} */ { groups }) =>
        question.options.map((_, place) => ({ name: letterOf(place), group: groups.find(({ answer }) => answer === place) }));
      heard.textContent = tellTally(tally, question, partsOf, options);
    },
  };
}
