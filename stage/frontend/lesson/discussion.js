// Before the second answer: a talk with a neighbour, or, for those alone, what others say.

import { make } from "../dom.js";

/** @param {import("./told.js").Question} question @param {import("./ask.js").Desk} desk */
export function buildDiscussion({ options }, { t }) {
  const element = make("div.discussion", {}, make("p.ask-how", { text: t("Talk to your neighbour, then answer.") }));
  const list = make("ul");
  for (const { argument } of options) {
    if (!argument) continue;
    const said = make("q");
    said.innerHTML = argument;
    list.append(make("li", {}, said));
  }
  if (list.children.length)
    element.append(make("details", {}, make("summary", { text: t("Alone? This is what others say.") }), list));
  return element;
}
