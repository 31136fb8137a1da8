// A picture of what is on the screen: the map, the 3D surface, the curves, or all on one sheet; as an image or as a drawing.

import { make, say } from "../dom.js";
import { compose, frameOf } from "../picture/composition.js";
import { COLOURS, PAPER_HEIGHTS, themeFor } from "../picture/paper.js";
import { reliefOf } from "../picture/relief_picture.js";
import { SvgInk } from "../picture/svg_ink.js";
import { loadPlotly } from "../plotly.js";
import { Curves } from "../views/curves.js";
import { LandscapeMap } from "../views/map.js";
import { Relief } from "../views/relief.js";
import { Item, Refusal } from "./item.js";
import { nameOf } from "./names.js";

/** @type {Record<import("../picture/composition.js").What, string>} */
const WHAT = {
  sheet: "all on one sheet, with the settings",
  map: "the map",
  relief: "the 3D surface",
  curves: "the curves",
};
const FORMATS = { "2x": "PNG, 2×", "1x": "PNG, 1×", "4x": "PNG, 4×", svg: "SVG" };
const IN_DRAWING = 2; // pixels of an embedded image to one of the drawing
const TOO_LARGE = "This device makes no image of that size: choose a smaller one.";
const NO_RELIEF = "The 3D surface could not be drawn here: choose the map or the curves.";

/**
 * @typedef {import("./item.js").Shown} Shown
 * @typedef {import("../picture/composition.js").Sources} Sources
 */

export class Picture extends Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    super(stage);
    this.what = this.choice("What", WHAT);
    this.format = this.choice("As", FORMATS);
    this.colours = this.choice("Colours", COLOURS);
    this.meter = /** @type {import("../ink.js").Context} */ (make("canvas").getContext("2d"));
    this.size = "";
    /** From what the size was found. @type {unknown[]} */
    this.known = [];
    /** Whether there is a 3D surface. */
    this.relief = false;
  }

  /** @param {string} name @param {Record<string, string>} options */
  choice(name, options) {
    const select = make("select", { onchange: () => this.changed() });
    select.append(...Object.entries(options).map(([value, text]) => make("option", { value, text })));
    this.fields.push(make("label.take-choice", {}, make("span", { text: name }), select));
    return select;
  }

  get title() {
    return "Picture";
  }

  get copies() {
    return this.format.value !== "svg";
  }

  /** @param {Shown} shown */
  suits({ views }) {
    return Boolean(find(views, LandscapeMap)?.viewport);
  }

  /** @param {Shown} shown */
  meet({ views }) {
    const relief = find(views, Relief);
    this.relief = Boolean(relief?.able);
    const lack = relief?.able ? "" : relief ? ": this browser draws none" : ": it is not on this page";
    const option = /** @type {HTMLOptionElement} */ (this.what.querySelector("[value=relief]"));
    option.disabled = lack !== "";
    say(option, WHAT.relief + lack);
    if (option.disabled && option.selected) this.what.value = "map";
  }

  /** @param {Shown} shown */
  tell(shown) {
    const { scene, moment } = shown;
    const { selected, playing, step } = moment;
    const { width, height } = find(shown.views, LandscapeMap)?.viewport ?? {};
    const chosen = [this.what, this.format, this.colours].map(({ value }) => value);
    // While it plays it may have a line more or less
    const now = [scene, selected, selected.path, playing || step, width, height, ...chosen];
    if (now.some((fact, i) => fact !== this.known[i])) {
      this.known = now;
      this.size = this.tellSize(shown);
    }
    return this.size;
  }

  /** @param {Shown} shown */
  tellSize(shown) {
    const sources = this.sourcesOf(shown);
    const { width, height } = compose(this.chosen, sources);
    const parts = sources.relief ? "Map, 3D surface, curves and settings" : "Map, curves and settings";
    const held = this.chosen === "sheet" ? `${parts} on one sheet` : WHAT[this.chosen].replace(/^t/, "T");
    if (this.format.value === "svg") return `${held}: a drawing of ${width} × ${height}, its lines and letters as such`;
    const scale = parseFloat(this.format.value);
    return `${held}: ${scale * width} × ${scale * height} pixels`;
  }

  /** @returns {import("../picture/composition.js").What} */
  get chosen() {
    return /** @type {import("../picture/composition.js").What} */ (this.what.value);
  }

  /** What its name says beside what is shown: a file of each choice keeps its own. */
  get words() {
    const part = { map: "", relief: "3d", sheet: "sheet", curves: "curves" }[this.chosen];
    const colours = { page: "", day: "light", night: "dark", print: "print" }[this.colours.value] ?? "";
    return [part, colours, this.format.value === "svg" ? "" : this.format.value];
  }

  /** Plotly, if the page has not asked for it yet: it is the largest of all. */
  prepare() {
    if (this.relief) loadPlotly().catch(() => {}); // what it lacks is said when it is made
  }

  /** @param {Shown} shown @returns {Sources} */
  sourcesOf(shown) {
    const { views, moment } = shown;
    const relief = find(views, Relief);
    const choice = /** @type {keyof typeof COLOURS} */ (this.colours.value);
    return {
      shown,
      theme: themeFor(choice, this.stage.root, moment.theme),
      ground: choice !== "print",
      map: /** @type {LandscapeMap} */ (find(views, LandscapeMap)),
      curves: find(views, Curves),
      relief: relief?.able ? { height: frameOf(this.chosen).height, draw() {} } : null,
      link: this.stage.link(),
      meter: this.meter,
    };
  }

  /** @param {Shown} shown @param {import("./item.js").Work} work */
  async make(shown, { tell }) {
    tell("Drawing it …");
    await document.fonts.ready;
    const drawing = this.format.value === "svg";
    const scale = drawing ? IN_DRAWING : parseFloat(this.format.value);
    const sources = this.sourcesOf(shown);
    const name = (/** @type {string} */ ending) => nameOf(shown, ending, ...this.words);
    if (sources.relief && (this.chosen === "sheet" || this.chosen === "relief"))
      sources.relief = await this.reliefOf(sources, scale);
    const composition = compose(this.chosen, sources);
    const { width, height } = composition;
    if (drawing) {
      const ink = new SvgInk([width, height], this.meter);
      composition.draw(ink.context);
      const blob = new Blob([ink.text(shown.scene.title)], { type: "image/svg+xml" });
      return { name: name(".svg"), blob };
    }
    const canvas = make("canvas");
    [canvas.width, canvas.height] = [scale * width, scale * height];
    const ink = canvas.getContext("2d");
    if (!ink) throw new Refusal(TOO_LARGE);
    ink.scale(scale, scale);
    composition.draw(ink);
    if (!ink.getImageData(0, 0, 1, 1).data[3]) throw new Refusal(TOO_LARGE); // some leave it blank and say nothing
    /** @type {Blob | null} */
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Refusal(TOO_LARGE);
    return { name: name(".png"), blob };
  }

  /** @param {Sources} sources @param {number} scale */
  async reliefOf({ shown, theme, ground }, scale) {
    const view = /** @type {Relief} */ (find(shown.views, Relief));
    const moment = { ...shown.moment, theme };
    const colours = ground ? undefined : PAPER_HEIGHTS;
    try {
      return await reliefOf(view, shown.scene, moment, frameOf(this.chosen), scale, colours);
    } catch (error) {
      console.error(error);
      throw new Refusal(NO_RELIEF);
    }
  }
}

/**
 * @template {import("../view.js").View} T
 * @param {import("../view.js").View[]} views @param {new (...given: any[]) => T} Kind @returns {T | null}
 */
function find(views, Kind) {
  return /** @type {T | null} */ (views.find((view) => view instanceof Kind) ?? null);
}
