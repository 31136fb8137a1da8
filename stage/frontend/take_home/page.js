// A page on a stick: one HTML file with this picture, some pictures as a lecture, or the races of Compare, all live.

import { make } from "../dom.js";
import { Item, Refusal } from "./item.js";
import { Lecture, MOST_CAPTION } from "./lecture.js";
import { nameOf, sizeOf } from "./names.js";
import { orderOf, post } from "./order.js";

// Bytes, as measured: the stage itself, plotly.js, the races of Compare, and a picture beside its runs.
const [STAGE, PLOTLY, PRESETS, PICTURE] = [160e3, 2.2e6, 4.3e6, 55e3];
const WRITTEN = 1.3; // times as long as on the wire: base 64, of what was packed tighter
const UNKNOWN = 150e3; // of a picture of which nothing but the link is here
const WHAT = { one: "this picture", lecture: "a lecture of several", presets: "the races of Compare" };

/** @typedef {import("./item.js").Shown} Shown */

export class Page extends Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    super(stage);
    /** @type {Shown | null} */
    this.shown = null;
    const changed = () => this.settle();
    const options = Object.entries(WHAT).map(([value, text]) => make("option", { value, text }));
    this.what = make("select", { onchange: changed }, ...options);
    this.caption = make("input", { type: "text", maxlength: MOST_CAPTION, placeholder: "what to look for" });
    this.captionRow = make("label.take-choice", {}, make("span", { text: "Caption" }), this.caption);
    this.lecture = new Lecture(changed);
    const adding = { type: "button", text: "Add this picture", onclick: () => this.addShown() };
    this.link = make("input", { type: "text", placeholder: "a link from Copy link", "aria-label": "Link to add" });
    const linking = make("button.text-button", { type: "button", text: "Add the link", onclick: () => this.addLink() });
    this.several = make(
      "div.lecture-pane",
      {},
      make("button.text-button", adding),
      make("div.lecture-link", {}, this.link, linking),
      this.lecture.list,
    );
    this.surface = make("input", { type: "checkbox", onchange: changed });
    this.surface.checked = true;
    this.fields = [
      make("label.take-choice", {}, make("span", { text: "What" }), this.what),
      this.captionRow,
      this.several,
      make("label.check", {}, this.surface, `with the 3D surface (${sizeOf(PLOTLY)} more)`),
    ];
    this.settle();
  }

  get title() {
    return "Page on a stick";
  }

  get needsServer() {
    return true;
  }

  /** @param {Shown} shown */
  meet(shown) {
    this.shown = shown;
  }

  settle() {
    this.several.hidden = this.what.value !== "lecture";
    this.captionRow.hidden = this.what.value === "presets";
    this.changed();
  }

  addShown() {
    if (!this.shown) return;
    const { title } = this.shown.scene;
    this.lecture.add({ link: this.stage.link(), caption: this.caption.value, title, size: runsOf(this.shown) });
    this.caption.value = "";
  }

  addLink() {
    const link = this.link.value.trim();
    if (!link) return this.link.focus();
    this.lecture.add({ link, caption: this.caption.value, title: "a picture by its link", size: UNKNOWN });
    this.link.value = this.caption.value = "";
  }

  /** @param {Shown} shown */
  tell(shown) {
    const { entries } = this.lecture;
    const runs = {
      one: runsOf(shown),
      lecture: entries.reduce((sum, { size }) => sum + size, 0),
      presets: PRESETS,
    };
    const size = STAGE + (this.surface.checked ? PLOTLY : 0) + runs[this.chosen];
    const empty = this.chosen === "lecture" && !entries.length;
    const words = "One HTML file that opens without a server or the internet, every slider live";
    return empty ? `${words}. Add pictures to it; they stay here while you explore` : `${words}, about ${sizeOf(round(size))}`;
  }

  /** @param {Shown} shown @param {import("./item.js").Work} work */
  async make(shown, work) {
    const { entries } = this.lecture;
    const { chosen } = this;
    if (chosen === "lecture" && !entries.length) throw new Refusal("This lecture has no picture yet: add one.");
    const own = [{ link: this.stage.link(), caption: this.caption.value }];
    const pictures = chosen === "lecture" ? entries.map(({ link, caption }) => ({ link, caption })) : own;
    const options = { what: chosen, surface: this.surface.checked ? "3d" : "" };
    const blob = await post(shown, "page", orderOf(this.stage, options, pictures), work);
    const names = { one: nameOf(shown, ".html"), lecture: `overshoot_lecture-of-${entries.length}.html` };
    return { name: names[chosen] ?? "overshoot_races-of-compare.html", blob };
  }

  get chosen() {
    return /** @type {keyof typeof WHAT} */ (this.what.value);
  }
}

/** About how many bytes a picture takes; each of several has as many runs as the one whose are here. @param {Shown} shown */
function runsOf({ moment: { selected, runners } }) {
  const sizes = runners.map(({ sweeps }) => [...sweeps.values()].reduce((sum, { size = 0 }) => sum + size, 0));
  const own = sizes[runners.indexOf(selected)];
  return PICTURE + WRITTEN * sizes.reduce((sum, size) => sum + (size || own), 0);
}

/** To what can be promised. @param {number} bytes */
const round = (bytes) => Number(bytes.toPrecision(2));
