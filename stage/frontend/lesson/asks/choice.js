// One of several answers in words.

import { make } from "../../dom.js";

/** @type {import("../ask.js").AskKind} */
export const choice = {
  build(question, answer, desk) {
    const list = make("fieldset.answers", {}, make("legend.unseen", { text: question.title }));
    const asked = { element: list, answer: placeOf(question, answer) };
    question.options.forEach(({ html, argument }, place) => {
      const input = make("input", { type: "radio", name: `${desk.stage.id}-${question.id}`, value: place });
      input.checked = asked.answer === place;
      input.addEventListener("change", () => {
        asked.answer = place;
        desk.changed();
      });
      const text = make("span.answer-text");
      text.innerHTML = html;
      const line = make("label.answer", {}, input, text);
      if (argument) text.append(argue(argument));
      list.append(line);
    });
    return asked;
  },

  compare({ options }, answer, { t }) {
    const chosen = placeOf({ options }, answer);
    const truth = options.findIndex(({ right }) => right);
    const right = chosen === truth;
    const element = make("div.compared");
    if (chosen !== null) element.append(line(t("You said"), options[chosen].html));
    if (!right && truth >= 0) element.append(line(t("What happened"), options[truth].html));
    const { reason } = options[chosen ?? truth] ?? { reason: "" };
    const why = make("p.reason");
    why.innerHTML = reason;
    if (reason) element.append(why);
    return { right, element };
  },
};

/** @param {{options: unknown[]}} question @param {unknown} answer @returns {number | null} */
const placeOf = ({ options }, answer) => (Number.isInteger(answer) && options[Number(answer)] ? Number(answer) : null);

/** What those say who chose it. @param {string} argument */
function argue(argument) {
  const quoted = make("q.argument");
  quoted.innerHTML = argument;
  return quoted;
}

/** @param {string} said @param {string} html */
function line(said, html) {
  const text = make("span");
  text.innerHTML = html;
  return make("p.compared-line", {}, make("b", { text: `${said}: ` }), text);
}
