// A value of a slider: a marker on its track.

import { make, say } from "../../dom.js";
import { show, tellValue } from "../../format.js";
import { Rail } from "../../rail.js";
import { nearest } from "../../runners.js";
import { fillIn } from "../filling.js";
import { buildPair, buildTicks, putAt, scaleOf, shareOf } from "../track.js";

const [NEAR, FACTOR] = [0.1, 1.25]; // of the track's length; where ratios count
const EXACT = 1.02; // a factor, or its excess as a share of the track, that nobody could see

/**
 * How far a value is from the truth.
 * @param {number} value @param {number} truth @param {number[]} values the notches
 * @returns {{right: boolean, exact: boolean, farther: boolean, factor: number | null, difference: number}} farther: along
 *   the track; factor: from 1 on, null where differences count
 */
export function distanceOf(value, truth, values) {
  const ahead = shareOf(value, values) - shareOf(truth, values);
  const [share, farther] = [Math.abs(ahead), ahead > 0];
  const difference = Math.abs(value - truth);
  if (scaleOf(values) !== "log") return { right: share <= NEAR, exact: share <= EXACT - 1, farther, factor: null, difference };
  const factor = Math.max(value / truth, truth / value);
  return { right: factor <= FACTOR, exact: factor <= EXACT, farther, factor, difference };
}

/** @type {import("../ask.js").AskKind} */
export const marker = {
  build(question, answer, desk) {
    const { t } = desk;
    const control = sliderOf(question);
    const { values, reading, label, symbol, index } = control;
    const asked = { element: make("div.marker"), answer: valueOf(answer), inHand: false };
    const range = make("input", { type: "range", min: 0, max: values.length - 1, step: 1, "aria-label": `${question.title}: ${label}` });
    const value = make("output.asked-value", { "aria-hidden": "true" });
    const tell = () => {
      const text = tellValue(values[Number(range.value)], reading);
      range.setAttribute("aria-valuetext", text);
      say(value, `${symbol || label} = ${text}`);
      const share = Number(range.value) / (values.length - 1);
      putAt(value, share);
      value.style.transform = `translateX(${-100 * share}%)`; // it stays on the track
      asked.element.classList.toggle("unset", asked.answer === null && !asked.inHand);
    };
    const keep = () => {
      asked.inHand = false;
      asked.answer = values[Number(range.value)];
      tell();
      desk.changed();
    };
    const put = (/** @type {number | null} */ kept) => {
      range.value = String(kept === null ? index : nearest(values, kept));
      tell();
    };
    const rail = new Rail(range, {
      take: () => {
        asked.inHand = true;
        tell();
      },
      move: tell,
      drop: keep,
      cancel: () => {
        asked.inHand = false;
        put(asked.answer);
      },
    });
    range.addEventListener("input", tell);
    range.addEventListener("change", keep); // by a key
    const head = make("div.marker-head", {}, value);
    asked.element.append(make("p.ask-how", { text: t("Drag the marker to where you expect it.") }), head, rail.element, buildTicks(control));
    put(asked.answer);
    return asked;
  },

  compare(question, answer, { t }) {
    const control = sliderOf(question);
    const value = valueOf(answer);
    /** @type {number | null} */
    const truth = question.truth;
    const name = (/** @type {number} */ of) => tellValue(of, control.reading);
    const element = make("div.compared");
    const above = value === null ? null : { value, text: `${t("You")}: ${name(value)}` };
    const below = truth === null ? null : { value: truth, text: `${t("It is")}: ${name(truth)}` };
    element.append(buildPair(control, above, below));
    const told = value === null || truth === null ? null : distanceOf(value, truth, control.values);
    element.append(make("p", { text: tellDistance() }));
    return { right: Boolean(told?.right), element };

    function tellDistance() {
      const facts = { you: value === null ? "" : name(value), truth: truth === null ? "" : name(truth) };
      if (truth === null) return t("It is nowhere on this slider.");
      if (!told) return fillIn(t("It is at {truth}."), facts);
      const { exact, farther, factor, difference } = told;
      if (exact) return fillIn(t("You: {you}. It is at {truth}: exactly there."), facts);
      const far = { ...facts, far: show(factor ?? difference, factor === null ? 2 : factor < 10 ? 2 : 3) };
      if (factor === null)
        return /** @type {number} */ (value) > Number(truth)
          ? fillIn(t("You: {you}. It is at {truth}: {far} less."), far)
          : fillIn(t("You: {you}. It is at {truth}: {far} more."), far);
      return farther
        ? fillIn(t("You: {you}. It is at {truth}: you are {far} times too far."), far)
        : fillIn(t("You: {you}. It is at {truth}: {far} times as far as you said."), far);
    }
  },
};

/** @param {unknown} answer @returns {number | null} */
const valueOf = (answer) => (typeof answer === "number" && Number.isFinite(answer) ? answer : null);

/** @param {import("../told.js").Question} question */
const sliderOf = ({ control }) => /** @type {import("../told.js").Slider} */ (control);
