// One of several answers in words.

import { make } from "../../dom.js";

/** @type {import("../ask.js").AskKind} */
export const choice = {
  build(question, answer, desk) {
    const list = make("fieldset.answers", {}, make("legend.unseen", { text: question.title }));
    const asked = { element: list, answer: placeOf(question, answer) };
    question.options.forEach(({ html }, place) => {
      const input = make("input", { type: "radio", name: `${desk.stage.id}-${question.id}`, value: place });
      input.checked = asked.answer === place;
      input.addEventListener("change", () => {
        asked.answer = place;
        desk.changed();
      });
      const text = make("span.answer-text");
      text.innerHTML = html;
      const line = make("label.answer", {}, input, text);
      list.append(line);
    });
    return asked;
  },

  compare({ options, kind }, answer, { t }) {
    const chosen = placeOf({ options }, answer);
    const truth = options.findIndex(({ right }) => right);
    const right = chosen === truth;
    const element = make("div.compared");
    if (chosen !== null) element.append(line(t("You said"), options[chosen].html));
    const happened = kind === "predict" ? t("What happened") : t("The answer");
    if (!right && truth >= 0) element.append(line(happened, options[truth].html));
    else if (right) element.append(make("p.compared-line", {}, make("b", { text: kind === "predict" ? t("And so it was.") : t("And so it is.") })));
    const reason = reasonOf(options[chosen ?? truth]);
    if (reason) element.append(reason);
    return { right, element };
  },
};

/** @param {{options: unknown[]}} question @param {unknown} answer @returns {number | null} */
export const placeOf = ({ options }, answer) => (Number.isInteger(answer) && options[Number(answer)] ? Number(answer) : null);

/** @param {string} said @param {string} html */
function line(said, html) {
  const text = make("span");
  text.innerHTML = html;
  return make("p.compared-line", {}, make("b", { text: `${said}: ` }), text);
}

/** Why, or why not, in the file's own words. @param {import("../told.js").Option | undefined} option */
export function reasonOf(option) {
  if (!option?.reason) return null;
  const why = make("p.reason");
  why.innerHTML = option.reason;
  return why;
}
