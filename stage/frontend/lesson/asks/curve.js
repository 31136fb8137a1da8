// One of several loss curves.

import { make } from "../../dom.js";
import { show } from "../../format.js";
import { axesOf, buildChart, tellShape } from "../loss_chart.js";
import { placeOf, reasonOf } from "./choice.js";

const LETTERS = "ABCDEF";

/** @typedef {import("../told.js").Option} Option */

/** @type {import("../ask.js").AskKind} */
export const curve = {
  build(question, answer, { t, stage, changed }) {
    const { options, id, title } = question;
    const list = make("div.answers.curve-cards", { role: "radiogroup", "aria-label": title });
    const asked = { element: list, answer: placeOf(question, answer) };
    const axes = axesOf(options.map(lossesOf));
    options.forEach((option, place) => {
      const steps = option.steps ?? 0;
      const said = `${LETTERS[place]}: ${tellShape(lossesOf(option), axes, steps, t)}`;
      const input = make("input", { type: "radio", name: `${stage.id}-${id}`, value: place, "aria-label": said });
      input.checked = asked.answer === place;
      input.addEventListener("change", () => {
        asked.answer = place;
        changed();
      });
      const head = make("span.curve-head", {}, input, make("b", { text: LETTERS[place] }));
      if (option.html) head.append(textOf(option.html));
      list.append(make("label.answer", {}, head, buildChart([{ losses: lossesOf(option), look: "one" }], axes, steps)));
    });
    return asked;
  },

  compare(question, answer, { t, stage }) {
    const { options, kind } = question;
    const chosen = placeOf(question, answer);
    const truth = options.findIndex(({ right }) => right);
    const right = chosen === truth;
    const told = options.some(({ alpha }) => alpha !== options[0].alpha);
    const name = (/** @type {number} */ place) => `${LETTERS[place]}${told ? `, α = ${show(options[place].alpha ?? NaN, 3)}` : ""}`;
    const drawn = kind !== "diagnose"; // there they are above
    const key = make(drawn ? "p.loss-key" : "p.loss-links");
    const curves = [];
    if (chosen !== null && !right) {
      curves.push({ losses: lossesOf(options[chosen]), look: "yours" });
      key.append(make("span.yours", { text: `${t("You said")}: ${name(chosen)}` }));
    }
    if (truth >= 0) {
      curves.push({ losses: lossesOf(options[truth]), look: "one" });
      const happened = kind === "predict" ? t("What happened") : t("The answer");
      key.append(make("span.one", { text: `${right ? t("As you said") : happened}: ${name(truth)}` }));
    }
    const steps = Math.max(...options.map(({ steps = 0 }) => steps));
    const element = make("div.compared", {}, key);
    if (drawn) element.prepend(buildChart(curves, axesOf(options.map(lossesOf)), steps));
    const reason = reasonOf(options[chosen ?? truth]);
    if (reason) element.append(reason);
    if (!drawn && !stage.pictures) element.append(linksTo(question, chosen, t));
    return { right, element };
  },
};

/** @param {Option} option */
const lossesOf = ({ curve = [] }) => curve;

/** @param {string} html */
function textOf(html) {
  const text = make("span");
  text.innerHTML = html;
  return text;
}

/** To the run that was meant, on the page where everything can be moved. */
function linksTo({ options }, chosen, t) {
  const links = make("p.loss-links");
  options.forEach(({ picture, right }, place) => {
    if (!picture || !(right || place === chosen)) return;
    const href = new URL(`.${picture}`, document.baseURI).href;
    links.append(make("a", { href, target: "_blank", rel: "noopener", text: `${t("Open this run")}: ${LETTERS[place]}` }));
  });
  return links;
}
