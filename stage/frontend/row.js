// One runner's row: colour and mark, what it is, its rate, what became of it, where it stands; and what a hand can do.

import { make, say } from "./dom.js";
import { show } from "./format.js";
import { drawShape } from "./ink.js";
import { wants } from "./only.js";
import { inkOf, MARKS } from "./runners.js";
import { Sheet } from "./sheet.js";
import { styleOf } from "./verdicts.js";

const MARK = 18; // pixels

/**
 * @typedef {import("./runners.js").Runner} Runner
 * @typedef {import("./scene.js").Scene} Scene
 */

export class Row {
  /**
   * @param {string} key the runner's @param {import("./view.js").Conductor} stage
   * @param {(act: Record<string, unknown>) => void} act
   */
  constructor(key, stage, act) {
    this.stage = stage;
    this.act = act;
    /** @type {Runner | null} */
    this.runner = null;
    this.how = "";
    /** Whether it says why a run did what it did. */
    this.explains = true;
    this.input = make("input", { type: "radio", name: `${stage.id}-row`, value: key });
    this.mark = make("canvas.row-mark", { width: 2 * MARK, height: 2 * MARK, "aria-hidden": "true" });
    this.cells = {
      name: make("strong.row-name"),
      letter: make("b.row-letter"),
      rate: make("span.row-rate"),
      verdict: make("span.badge"),
      place: make("span.row-place"),
      schedule: make("span.row-schedule"),
      width: make("span.row-width"),
      finish: make("span.row-finish"),
    };
    this.more = make("button.icon-button.row-more", { type: "button", text: "⋯" });
    this.sheet = new Sheet(this.more, "row-sheet");
    this.swatches = MARKS.map((_, colour) => this.swatchOf(colour));
    const tool = (text, onclick) => make("button.text-button", { type: "button", text, onclick });
    const leave = (/** @type {string} */ what) => () => {
      this.sheet.close();
      act({ do: what });
    };
    this.doubling = tool("Duplicate", leave("duplicate"));
    this.removing = tool("Remove", leave("remove"));
    const swatches = make("div.swatches", { role: "group", "aria-label": "Colour and mark" });
    swatches.append(...this.swatches.map(({ button }) => button));
    this.sheet.element.append(swatches, this.doubling, this.removing);
    const { letter, name, rate, verdict, place, schedule, width, finish } = this.cells;
    const choice = make("label.row-choice", {}, this.input, this.mark, name, rate, verdict, place);
    choice.append(letter, schedule, width, finish);
    this.element = make("li.row", { role: "presentation", "data-runner": key }, choice, this.more, this.sheet.element);
    this.input.addEventListener("change", () => this.runner && stage.select(this.runner));
    const lit = () => stage.light(this.runner);
    const dark = () => stage.light(null);
    for (const on of ["pointerenter", "focusin"]) this.element.addEventListener(on, lit);
    for (const off of ["pointerleave", "focusout"]) this.element.addEventListener(off, dark);
    /** @type {unknown[]} from what the marks were drawn */
    this.drawn = [];
  }

  /** @param {number} colour */
  swatchOf(colour) {
    const canvas = make("canvas", { width: 2 * MARK, height: 2 * MARK, "aria-hidden": "true" });
    const button = make("button.icon-button.swatch", { type: "button", "aria-label": `${MARKS[colour]}, colour ${colour + 1}` }, canvas);
    button.addEventListener("click", () => {
      this.sheet.close();
      this.act({ do: "recolour", colour });
    });
    return { button, canvas };
  }

  /** @param {Runner} runner @param {Scene} scene @param {boolean} selected */
  setRunner(runner, scene, selected) {
    const { runners, race } = scene;
    this.explains = wants(scene, "why");
    this.runner = runner;
    this.input.checked = selected;
    this.element.classList.toggle("selected", selected);
    const { letter, name, schedule } = this.cells;
    letter.textContent = runner.letter;
    name.textContent = name.title = runner.title;
    this.how = schedule.title = [runner.trait, runner.schedule].filter(Boolean).join(" · ");
    this.more.setAttribute("aria-label", `${runner.letter}, ${runner.title}: colour, duplicate, remove`);
    this.more.title = "Colour, duplicate, remove";
    this.more.hidden = !this.stage.answers || !wants(scene, "menus");
    this.doubling.disabled = runners.length >= (race?.most ?? 0);
    this.removing.disabled = runners.length <= 2;
    this.swatches.forEach(({ button }, colour) => button.setAttribute("aria-pressed", String(colour === runner.colour)));
    this.drawn = [];
  }

  /** @param {Runner} runner @param {number} place among the runners @param {import("./race.js").Told | null} told */
  tell(runner, place, told) {
    const { path } = runner;
    const { rate, verdict, finish, width } = this.cells;
    say(rate, `α ${show(runner.rateNow)}`);
    say(this.cells.schedule, [path.fit, this.how].filter(Boolean).join(" · "));
    say(verdict, path.verdict);
    const why = this.explains ? path.sentence : "";
    if (verdict.title !== why) verdict.title = why;
    verdict.style.setProperty("--verdict", styleOf(path.verdict));
    if (told) {
      say(this.cells.place, told.places[place]);
      say(finish, told.finishes[place]);
      say(width, told.widths[place] || "—");
    }
    const { name, schedule, place: rank } = this.cells;
    const spoken = [name, schedule, rate, verdict, rank, finish, width].map(({ textContent }) => textContent).join(", ");
    const label = `${runner.letter}: ${spoken}`;
    if (this.input.ariaLabel !== label) this.input.ariaLabel = label;
  }

  /** @param {Runner} runner @param {import("./view.js").Moment} moment */
  draw(runner, { theme, runners, lit }) {
    this.element.classList.toggle("lit", lit === runner);
    if (theme === this.drawn[0] && runner.colour === this.drawn[1]) return;
    this.drawn = [theme, runner.colour];
    const { line, mark } = inkOf(runner, runners.length, theme);
    drawMark(this.mark, mark, line);
    this.swatches.forEach(({ canvas }, colour) => drawMark(canvas, MARKS[colour], theme.runners[colour]));
  }
}

/** On a canvas of 36 by 36. @param {HTMLCanvasElement} canvas @param {import("./ink.js").Shape} mark @param {string} colour */
export function drawMark(canvas, mark, colour) {
  const ink = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ink.clearRect(0, 0, 2 * MARK, 2 * MARK);
  drawShape(ink, [MARK, MARK], mark, 0.72 * MARK, colour);
}
