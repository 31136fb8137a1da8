// Who chose which loss curve: the curves, and a bar beside each.

import { make } from "../../dom.js";
import { axesOf, buildChart } from "../../lesson/loss_chart.js";
import { buildChoices } from "./choice.js";

/** @param {import("../rounds.js").RoomQuestion} question @param {import("../rounds.js").Options} options */
export const curve = (question, options) =>
  buildChoices(options, "tally-curves", ({ curve: losses = [], steps = 0, html }) => {
    const axes = axesOf(question.options.map((option) => option.curve ?? []));
    const chart = buildChart([{ losses, look: "one" }], axes, steps);
    if (!html) return chart;
    const text = make("span.tally-text");
    text.innerHTML = html; // of the server's own making
    return make("div.tally-text", {}, text, chart);
  });
