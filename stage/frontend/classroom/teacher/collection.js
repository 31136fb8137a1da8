// What can be asked of the picture in front, and runs of the students' own: the task, and the chart of what became of them.

import { make, say } from "../../dom.js";
import { VerdictChart } from "../verdict_chart.js";

/** @typedef {import("../room.js").State} State */

export class Collection {
  /** @param {import("./moves.js").Moves} moves */
  constructor(moves) {
    this.moves = moves;
    const { t } = moves;
    this.heading = make("h3.teacher-question");
    this.place = make("div.teacher-chart");
    this.chart = new VerdictChart(this.place, t);
    this.shown = moves.toggle(t("Show the chart to all"), (chart) => moves.tell("projector", { chart }));
    this.element = make("section.teacher-collection", { "aria-label": t("Their own runs") }, this.heading, this.place, this.shown.element);
  }

  /** @param {State} state */
  draw({ collecting, chart, shows_chart }) {
    this.element.hidden = collecting === null;
    this.shown.box.checked = Boolean(shows_chart);
    if (!collecting) return;
    say(this.heading, `${this.moves.t("Their own runs")}: ${collecting.control.label}`);
    if (chart) this.chart.draw(chart, []);
  }
}

/** The questions that are ready for a picture, and the task to run it. */
export class Offers {
  /** @param {import("./moves.js").Moves} moves @param {(step: {move: string, more: Record<string, unknown>, text: string}) => void} take */
  constructor(moves, take) {
    this.moves = moves;
    this.take = take;
    const { t } = moves;
    this.list = make("ul.teacher-asks");
    this.slider = make("select.teacher-field", { "aria-label": t("Slider") });
    const collect = moves.button("", t("Let them run it"), () => take({ move: "collect", more: { control: this.slider.value }, text: "" }));
    this.collecting = make(
      "div.teacher-collect",
      {},
      make("h3.teacher-heading", { text: t("Their own runs") }),
      make("p.teacher-hint", { text: t("Everybody drags the slider on their own phone; a chart shows what becomes of each value.") }),
      make("div.teacher-row", {}, this.slider, collect),
    );
    const asking = make("h3.teacher-heading", { text: t("Questions on this picture") });
    this.asking = make("div", {}, asking, this.list);
    this.element = make("section.teacher-offers", { "aria-label": t("What can be asked") }, this.asking, this.collecting);
    this.drawn = "";
  }

  /** @param {State} state */
  draw({ question, collecting, asks = [], controls = [] }) {
    this.element.hidden = question !== null || collecting !== null;
    const key = JSON.stringify([asks, controls]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.asking.hidden = !asks.length;
    this.collecting.hidden = !controls.length;
    this.list.replaceChildren(
      ...asks.map(({ key, title }) => make("li", {}, this.moves.button("", title, () => this.take({ move: "ask", more: { key }, text: "" })))),
    );
    this.slider.replaceChildren(
      ...controls.map(({ name, label }) => make("option", { value: name, text: label })),
    );
    this.slider.value = (controls.find(({ symbol }) => symbol === "α") ?? controls[0])?.name ?? "";
  }
}
