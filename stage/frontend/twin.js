// The text twin: the picture in words and a table of its steps, for screen readers and for notes.

import { make } from "./dom.js";
import { show } from "./format.js";

const ROWS = 60; // longer runs are thinned to about this many rows

export class Twin {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.summary = make("p");
    this.head = make("thead");
    this.body = make("tbody");
    this.all = make("button.plain", { type: "button", text: "Show every step", onclick: () => this.fill(1) });
    const table = make("table", {}, make("caption", { text: "Steps of this run" }), this.head, this.body);
    this.element = make(
      "details.twin",
      { ontoggle: () => this.element.open && this.refresh() },
      make("summary", { text: "Text version of the picture" }),
      this.summary,
      make("div.twin-table", { tabindex: "0", role: "region", "aria-label": "Table of steps" }, table),
      this.all,
    );
    this.head.append(
      make(
        "tr",
        {},
        ...["step", "x", "y", "loss", "gradient norm", "learning rate"].map((text) =>
          make("th", { text, scope: "col" }),
        ),
      ),
    );
    parent.append(this.element);
  }

  /** @param {import("./paths.js").Path} path @param {string} title what is run on what */
  setPath(path, title) {
    Object.assign(this, { path, title, stale: true });
    if (this.element.open) this.refresh();
  }

  refresh() {
    if (!this.path || !this.stale) return;
    this.stale = false;
    const { path, title } = this;
    const n = path.steps;
    const point = (k) => `(${show(path.x[k])}, ${show(path.y[k])})`;
    this.summary.textContent =
      `${title}. It starts at ${point(0)} with loss ${show(path.loss[0])} and after ${n} steps is at ${point(n)} ` +
      `with loss ${show(path.loss[n])}. ${path.headline}. ${path.sentence}`;
    this.fill(Math.ceil(n / ROWS));
  }

  fill(stride) {
    const { path } = this;
    const rows = [];
    for (let k = 0; k <= path.steps; k++) {
      if (k % stride && k !== path.steps) continue;
      const rate = k < path.steps ? show(path.rate[k]) : "–";
      const cells = [path.x[k], path.y[k], path.loss[k], Math.hypot(path.gx[k], path.gy[k])].map((value) =>
        show(value, 6),
      );
      rows.push(
        make("tr", {}, make("th", { scope: "row", text: k }), ...[...cells, rate].map((text) => make("td", { text }))),
      );
    }
    this.body.replaceChildren(...rows);
    this.all.hidden = stride === 1;
  }
}
