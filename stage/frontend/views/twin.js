// The text twin: the picture in words and a table of its steps, for screen readers and for notes.

import { make } from "../dom.js";
import { show } from "../format.js";
import { wants } from "../only.js";
import { tellNumber, tellPoint } from "../paths.js";
import { View } from "../view.js";

const ROWS = 60; // longer runs are thinned to about this many rows

/** What the columns are called. @param {[string, string]} axes @param {boolean} heldBack whether points are */
const columnsOf = (axes, heldBack) => {
  const losses = heldBack ? ["training loss", "validation loss"] : ["loss"];
  return ["step", ...axes, ...losses, "gradient norm", "learning rate"];
};

export class Twin extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.summary = make("p");
    this.body = make("tbody");
    /** The run of which every step was asked for, and the one that is shown. @type {string | null} */
    this.whole = this.run = null;
    this.all = make("button.plain", { type: "button", text: "Show every step", onclick: () => this.showAll() });
    this.head = make("tr");
    const caption = make("caption", { text: "Steps of this run" });
    const table = make("table", {}, caption, make("thead", {}, this.head), this.body);
    this.element = make(
      "details.twin",
      { ontoggle: () => this.refresh() },
      make("summary", { text: "Text version of the picture" }),
      this.summary,
      make("div.twin-table", { tabindex: "0", role: "region", "aria-label": "Table of steps" }, table),
      this.all,
    );
    this.add(this.element);
    this.title = "";
    /** Whether it says what became of the run. */
    /** What is shown of the verdict. */
    this.judges = "";
    /** @type {import("../paths.js").Path | null} */
    this.path = null;
    /** @type {string[]} */
    this.remarks = [];
    this.stale = true;
  }

  get heading() {
    return "Text version";
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { title, runners, selected, landscape, data } = scene;
    const columns = columnsOf(landscape.axes, Boolean(data?.validation.u.length));
    this.head.replaceChildren(...columns.map((text) => make("th", { text, scope: "col" })));
    const name = runners.length > 1 ? `${title}, ${selected.title}` : title;
    const judges = ["verdict", "why"].filter((each) => wants(scene, each)).join(" ");
    this.stale ||= name !== this.title || judges !== this.judges;
    this.title = name;
    this.judges = judges;
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ selected, lags }) {
    const { path, live, remarks } = selected;
    const lag = lags.get(selected);
    const known = lag ? [lag] : (live && remarks) || [];
    if (path === this.path && String(known) === String(this.remarks) && !this.stale) return;
    this.path = path;
    this.run = live ? selected.id : null; // under a moving slider a table of a thousand rows would hold it up
    this.remarks = known;
    this.stale = true;
    this.refresh();
  }

  refresh() {
    const { path, title } = this;
    if (!path || !this.stale || !this.element.open) return;
    this.stale = false;
    const n = path.steps;
    const loss = (k) => tellNumber(path, path.loss[k], 4);
    const somewhere = Number.isFinite(path.x[n]) && Number.isFinite(path.y[n]);
    const end = somewhere ? `is at ${tellPoint(path, n, 4)} with loss ${loss(n)}` : `has ${path.lost}`;
    const why = this.judges.endsWith("why") ? [path.sentence, path.fitSentence, ...this.remarks] : [];
    const told = [`${path.headline}.`, ...why].filter(Boolean);
    this.summary.textContent = [
      `${title}. It starts at ${tellPoint(path, 0, 4)} with loss ${loss(0)} and after ${n} steps ${end}.`,
      ...(this.judges ? told : []),
    ].join(" ");
    this.fill(this.run && this.run === this.whole ? 1 : Math.ceil(n / ROWS));
  }

  showAll() {
    this.whole = this.run;
    this.fill(1);
  }

  /** @param {number} stride every how many steps has a row */
  fill(stride) {
    const { path } = this;
    if (!path) return;
    const rows = [];
    for (let k = 0; k <= path.steps; k++) {
      if (k % stride && k !== path.steps) continue;
      const rate = k < path.steps ? show(path.rate[k]) : "–";
      const losses = path.validation ? [path.loss[k], path.validation[k]] : [path.loss[k]];
      const values = [path.x[k], path.y[k], ...losses, Math.hypot(path.gx[k], path.gy[k])];
      const cells = values.map((value) => tellNumber(path, value, 6));
      rows.push(
        make("tr", {}, make("th", { scope: "row", text: k }), ...[...cells, rate].map((text) => make("td", { text }))),
      );
    }
    this.body.replaceChildren(...rows);
    this.all.hidden = stride === 1;
  }
}
