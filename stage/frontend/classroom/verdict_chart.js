// What became of a room's own runs: the values of a slider across, verdicts up, a dot for each value that somebody ran.

import { make } from "../dom.js";
import { tellValue } from "../format.js";
import { fillIn } from "../lesson/filling.js";
import { ticksAlong, titleOf } from "../lesson/track.js";
import { styleOf, VERDICTS } from "../verdicts.js";
import { draw as drawElement, Marks, put } from "./svg.js";

const ONE = 0.36; // letters: the radius of a dot of one student
const CLEAR = 1.5; // letters between the numbers of a lane; the largest one has the room
const LANES = Object.keys(VERDICTS).length;

/**
 * @typedef {import("../lesson/told.js").Slider} Slider
 * @typedef {{control: Slider, verdicts: string[], points: {place: number, count: number}[],
 *            students: number}} VerdictTally verdicts: of each notch; points: of notches that somebody ran
 */

/** Lanes from above: what grows, what goes to and fro, what rests, what has hardly moved. */
const ORDER = ["diverged", "oscillating", "trapped", "stalled", "converged", "crawling"];

/**
 * Radii whose areas are as the numbers of students.
 * @param {number[]} counts @param {number} one the radius of one student @param {number} most the largest radius there may be
 */
export function radiiOf(counts, one, most) {
  const largest = Math.sqrt(Math.max(1, ...counts));
  const unit = Math.min(one, most / largest);
  return counts.map((count) => Math.max(unit * Math.sqrt(count), 1.5));
}

/**
 * The chart by ear, verdict by verdict.
 * @param {VerdictTally} chart @param {(english: string) => string} t
 */
export function tellChart({ control, verdicts, points, students }, t) {
  if (!points.length) return t("No runs yet.");
  const head = students === 1 ? t("Runs of 1 student.") : fillIn(t("Runs of {students} students."), { students });
  const told = ORDER.flatMap((verdict) => {
    const own = points.filter(({ place }) => verdicts[place] === verdict).sort((a, b) => a.place - b.place);
    if (!own.length) return [];
    const [low, high] = [own[0], own[own.length - 1]].map(({ place }) => tellValue(control.values[place], control.reading));
    const facts = { verdict, count: own.reduce((sum, { count }) => sum + count, 0), name: control.symbol || control.label, low, high };
    return [fillIn(low === high ? t("{verdict}: {count}, at {name} = {low}.") : t("{verdict}: {count}, from {name} = {low} to {high}."), facts)];
  });
  return [head, ...told].join(" ");
}

export class VerdictChart {
  /** @param {HTMLElement} place @param {(english: string) => string} t */
  constructor(place, t) {
    this.t = t;
    this.lanes = new Marks("line", "verdict-lanes");
    this.words = new Marks("text", "verdict-words");
    this.ticks = new Marks("text", "verdict-ticks");
    this.dots = new Marks("circle", "verdict-dots");
    this.rings = new Marks("circle", "verdict-rings");
    this.counts = new Marks("text", "verdict-counts");
    const groups = [this.lanes, this.words, this.ticks, this.dots, this.rings, this.counts];
    this.svg = drawElement("svg", { "aria-hidden": "true" }, ...groups.map(({ element }) => element));
    this.heard = make("p.unseen");
    this.students = make("p.verdict-students", { "aria-hidden": "true" });
    this.field = make("div.verdict-field", {}, /** @type {any} */ (this.svg));
    this.element = make("figure.verdict-chart", {}, this.heard, this.field, this.students);
    /** @type {[VerdictTally, number[]] | null} */
    this.shown = null;
    this.observer = new ResizeObserver(() => this.shown && this.drawField(...this.shown));
    this.observer.observe(this.field);
    place.append(this.element);
  }

  destroy() {
    this.observer.disconnect();
    this.element.remove();
  }

  /** @param {VerdictTally} chart @param {number[]} [own] the notches of whoever sees it */
  draw(chart, own = []) {
    const { t } = this;
    this.shown = [chart, own];
    this.heard.textContent = tellChart(chart, t);
    const runs = chart.points.reduce((sum, { count }) => sum + count, 0);
    const [people, ran] = [chart.students === 1 ? t("1 student") : t("{students} students"), runs === 1 ? t("1 run") : t("{runs} runs")];
    const words = runs ? fillIn(`${people}, ${ran}`, { students: chart.students, runs }) : t("No runs yet.");
    this.students.textContent = own.length ? `${words} · ${t("ringed: yours")}` : words;
    this.drawField(chart, own);
  }

  /** @param {VerdictTally} chart @param {number[]} own */
  drawField({ control, verdicts, points }, own) {
    const { clientWidth: wide, clientHeight: high } = this.field;
    if (wide < 100 || high < 60) return;
    const letters = parseFloat(getComputedStyle(this.field).fontSize);
    const last = control.values.length - 1;
    const [left, right, bottom] = [7.6 * letters, wide - 0.9 * letters, high - 2.7 * letters];
    const lane = bottom / LANES;
    const across = (/** @type {number} */ share) => left + 0.9 * letters + share * (right - left - 1.4 * letters);
    const up = (/** @type {string} */ verdict) => (ORDER.indexOf(verdict) + 0.5) * lane;
    const known = points.filter(({ place }) => ORDER.includes(verdicts[place])).sort((a, b) => b.count - a.count);
    const radii = radiiOf(known.map(({ count }) => count), ONE * letters, 0.47 * lane);
    const met = new Set(known.map(({ place }) => verdicts[place]));

    put(this.svg, { width: wide, height: high });
    this.lanes.draw(ORDER.map((verdict) => ({ key: verdict, attributes: { x1: left, x2: right, y1: up(verdict), y2: up(verdict) } })));
    this.words.draw(
      ORDER.flatMap((verdict) => {
        const look = met.has(verdict) ? "" : "unmet";
        const [x, y] = [1.35 * letters, up(verdict) + 0.35 * letters];
        return [
          { key: verdict, text: verdict, attributes: { x, y, class: look, style: "" } },
          { key: `${verdict} sign`, text: VERDICTS[verdict].glyph, attributes: { x: 0, y, class: `${look} sign`, style: `fill: ${styleOf(verdict)}` } },
        ];
      }),
    );
    const named = ticksAlong(control).map(({ share, name }) => ({
      key: name,
      text: name,
      attributes: { x: across(share), y: bottom + letters, "text-anchor": "middle" },
    }));
    this.ticks.draw([...named, { key: "name", text: titleOf(control), attributes: { x: across(0.5), y: bottom + 2.3 * letters, "text-anchor": "middle" } }]);
    const placed = known.map(({ place, count }, i) => ({ place, count, r: radii[i], cx: across(place / last), cy: up(verdicts[place]) }));
    this.dots.draw(placed.map(({ place, r, cx, cy }) => ({ key: String(place), attributes: { cx, cy, r, style: `fill: ${styleOf(verdicts[place])}` } })));
    this.rings.draw(
      placed.filter(({ place }) => own.includes(place)).map(({ place, r, cx, cy }) => ({ key: String(place), attributes: { cx, cy, r: r + 2.5 } })),
    );
    this.counts.draw(
      placed
        .filter(({ count, r }) => count > 1 && r >= 0.62 * letters)
        .filter(({ cx, cy }, i, all) => !all.slice(0, i).some((other) => other.cy === cy && Math.abs(other.cx - cx) < CLEAR * letters))
        .map(({ place, count, cx, cy }) => ({ key: String(place), text: String(count), attributes: { x: cx, y: cy + 0.3 * letters, "text-anchor": "middle" } })),
    );
  }
}
