// A runner: one optimizer on its way, with its sliders, their sweeps, its present run, and which path is shown of it.

import { cutsOf } from "./cuts.js";
import { show, tellValue } from "./format.js";
import { pathOf } from "./paths.js";
import { haloOf, rimOf } from "./theme.js";

/**
 * @typedef {{low: number, high: number, words: string}} Limits `words` say them: "between 0 and 0.99"
 * @typedef {{name: string, label: string, symbol: string, help: string, whole: boolean, values: number[],
 *            index: number, rates?: number[], even?: boolean,
 *            sweep: string | null, default: number, default_name: string, reading: "number" | "factor", limits: Limits,
 *            lead: boolean, painted: boolean}} Control index: the notch of the present value; lead: the runner's first;
 *            sweep: null where its runs are not here; rates: this runner's at each notch of a slider that moves all;
 *            even: whether all stand where such a slider does
 * @typedef {{key: string, title: string, name?: string | null, colour?: number, schedule?: string, trait?: string, rate?: number,
 *            start?: [number, number], run: string, controls: Control[], test: string | null,
 *            remarks: string | null}} Description name: a shorter title; colour: which of the six
 * @typedef {[ArrayLike<number>, ArrayLike<number>]} Pair one row a direction, or an axis
 * @typedef {{curvatures: Pair, across: Pair, downhill: Pair, factors: Pair,
 *            rates: Pair | null}} Anatomy each step of the present run, taken apart
 * @typedef {{rates: ArrayLike<number>, losses: ArrayLike<number>, recommended: number | null, note: string}} RangeTest
 * @typedef {{line: string, halo: string, marble: string, rim: string, mark: import("./ink.js").Shape, share: number,
 *            thick: number}} Ink rim: of the marble, and the mark on it; share: how opaque; thick: times the usual
 */

/** The mark of each of the theme's `runners`: the one at the same place. @type {import("./ink.js").Shape[]} */
export const MARKS = ["disc", "square", "triangle", "diamond", "plus", "bar"];

const [FAINT, THICK] = [0.3, 1.6]; // while one of several is lit: the others, and the line of that one

export class Runner {
  /**
   * @param {Description} description
   * @param {Map<string, import("./decode.js").Message>} parts by id
   * @param {number} place among the scene's runners
   */
  constructor({ key, title, name = title, colour, schedule, trait, rate, start, run, controls, test, remarks }, parts, place) {
    this.key = key;
    this.label = name;
    /** Its place among the theme's colours and the marks. */
    this.colour = colour ?? place;
    /** The id of its present run. */
    this.id = run;
    this.title = title;
    this.schedule = schedule ?? "";
    /** What tells it apart from others of its method. */
    this.trait = trait ?? "";
    const lead = controls.find((control) => control.lead);
    this.rate = rate ?? lead?.values[lead.index] ?? NaN;
    /** Where it begins, if not where all do. */
    this.start = start ?? null;
    this.controls = controls;
    this.place = place;
    const message = need(parts, run);
    /** The run with the present values, exact. */
    this.present = pathOf(message, 0);
    /** The same, or its preview while the start is dragged. @type {import("./paths.js").Path} */
    this.run = this.present;
    /** The notch that is looked at instead, and its path. @type {{name: string, index: number} | null} */
    this.picked = null;
    /** @type {import("./paths.js").Path | null} */
    this.active = null;
    /** What it was before the last change. @type {import("./paths.js").Path | null} */
    this.before = null;
    /** @type {Map<string, import("./decode.js").Message>} */
    this.sweeps = new Map();
    for (const { name, sweep } of controls) if (sweep !== null) this.sweeps.set(name, need(parts, sweep));
    this.anatomy = anatomyOf(message);
    this.cuts = cutsOf(message);
    /** How much of a step's line is shown. @type {import("./cuts.js").Frame} */
    this.frame = message.header.frame;
    /** Whether each of its steps is the rate times the gradient. @type {boolean} */
    this.plain = message.header.plain;
    /** The largest rate that the curvature at each step can just hold. @type {ArrayLike<number> | undefined} */
    this.limits = message.arrays.limits?.data;
    /** @type {string} */
    this.limitName = message.header.limit_name;
    /** @type {string} */
    this.note = message.header.anatomy_note;
    this.test = test === null ? null : testOf(need(parts, test));
    /** What more runs have shown of the present one; null: not asked for yet. @type {string[] | null} */
    this.remarks = remarks === null ? null : need(parts, remarks).header.remarks;
  }

  /** What it goes by where there is no room for a name. */
  get letter() {
    return this.key.toUpperCase();
  }

  /** A short one; where nothing but its rate tells it apart it goes by that. */
  get name() {
    return this.label ?? `α = ${show(this.rateNow)}`;
  }

  /** Whether the runs at the notches of its sliders are here. */
  get swept() {
    return this.controls.every(({ name }) => this.sweeps.has(name));
  }

  /** The learning rate of what is shown of it. */
  get rateNow() {
    const { picked, active } = this;
    const control = active && picked && this.control(picked.name);
    if (!control || !(control.lead || control.rates)) return this.rate;
    return (control.rates ?? control.values)[picked.index];
  }

  /** What is shown of it. */
  get path() {
    return this.active ?? this.run;
  }

  /** Whether that is the run with the present values, which alone is exact and taken apart. */
  get live() {
    return this.path === this.present;
  }

  /** What a change is compared with: while something is in hand the present run, later the one before. */
  get ghost() {
    return this.live ? this.before : this.present;
  }

  /** @param {Runner | undefined} before the same runner in the picture before */
  remember(before) {
    if (before) this.before = before.id === this.id ? before.before : before.present;
  }

  /** @returns {Control | undefined} the control whose bound and range test are known */
  get lead() {
    return this.controls.find((control) => control.lead);
  }

  /** @param {string} name */
  control(name) {
    return this.controls.find((control) => control.name === name);
  }

  /**
   * Shows the run at one notch of a slider's sweep; the present notch has the exact run, unless it is that of another
   * runner. Null: the run with the present values.
   * @param {string} name @param {number | null} index
   */
  pick(name, index) {
    const [sweep, control] = [this.sweeps.get(name), this.control(name)];
    if (!sweep || !control) return;
    const moved = index !== null && (index !== control.index || control.even === false);
    this.picked = moved ? { name, index } : null;
    this.active = moved ? pathOf(sweep, index) : null;
  }

  /** The notch of a slider that is shown. @param {Control} control */
  indexOf(control) {
    return this.picked?.name === control.name ? this.picked.index : control.index;
  }

  /**
   * What to say beside the picture when wishes wait that it does not show: which run it is instead; else null.
   * @param {Record<string, number>} values by control @param {[number, number]} [start]
   */
  lagOf(values, start) {
    const words = [];
    for (const control of this.controls) {
      const { name, symbol, label, reading } = control;
      const shown = control.values[this.indexOf(control)];
      if (name in values && !isSame(values[name], shown)) words.push(`${symbol || label} = ${tellValue(shown, reading)}`);
    }
    const { x, y } = this.active ? this.present : this.run; // a sweep is rounded, and begins where the present run does
    if (start && !(isSame(start[0], x[0]) && isSame(start[1], y[0])))
      words.push(`the start (${show(x[0], 3)}, ${show(y[0], 3)})`);
    return words.length ? `This is the run with ${words.join(" and ")}; your change waits for the server.` : null;
  }

  /**
   * Shows where a start that is still being dragged leads.
   * @param {import("./decode.js").Message} message one run a runner
   */
  preview(message) {
    this.run = pathOf(message, this.place);
    this.picked = this.active = null;
  }
}

/**
 * With what a runner is drawn: one alone in the page's ink, several in a colour and with a mark each; and while one of
 * them is lit that one thick, the others faint.
 * @param {Runner} runner @param {number} count @param {import("./theme.js").Theme} theme @param {Runner | null} lit
 * @returns {Ink}
 */
export function inkOf(runner, count, theme, lit = null) {
  const usual = { mark: MARKS[0], share: 1, thick: 1 };
  if (count === 1) return { line: theme.ink, halo: theme.halo, marble: theme.marble, rim: rimOf(theme.marble), ...usual };
  const colour = theme.runners[runner.colour % theme.runners.length];
  const own = { line: colour, halo: haloOf(colour), marble: colour, rim: rimOf(colour) };
  const [share, thick] = lit === null ? [1, 1] : runner === lit ? [1, THICK] : [FAINT, 1];
  return { ...own, mark: MARKS[runner.colour % MARKS.length], share, thick };
}

/**
 * In the order of drawing: the selected one above the others, the lit one above all.
 * @param {Pick<import("./view.js").Moment, "runners" | "selected" | "lit">} moment
 */
export function inOrder({ runners, selected, lit }) {
  const above = lit ? [selected, lit] : [selected];
  return [...new Set([...runners, ...above].reverse())].reverse();
}

/** The notch next to a value. @param {number[]} values @param {number} value */
export function nearest(values, value) {
  return values.reduce((best, notch, i) => (Math.abs(notch - value) < Math.abs(values[best] - value) ? i : best), 0);
}

/** Whether two numbers are one, but for how the server writes them. @param {number} one @param {number} other */
function isSame(one, other) {
  return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}

/** @template T @param {Map<string, T>} parts @param {string} id @returns {T} */
export function need(parts, id) {
  const part = parts.get(id);
  if (part === undefined) throw new Error(`the scene names the part ${id}, and it is not here`);
  return part;
}

/** @param {import("./decode.js").Message} message @returns {Anatomy} */
function anatomyOf({ arrays }) {
  /** @returns {Pair | null} */
  const pair = (name) => {
    if (!arrays[name]) return null;
    const { data, shape } = arrays[name];
    return [data.subarray(0, shape[1]), data.subarray(shape[1], 2 * shape[1])];
  };
  /** @returns {Pair} */
  const always = (name) => pair(name) ?? [[], []];
  return {
    curvatures: always("curvatures"),
    across: always("across"),
    downhill: always("downhill"),
    factors: always("factors"),
    rates: pair("effective_rates"),
  };
}

/** @param {import("./decode.js").Message} message @returns {RangeTest} */
function testOf({ header, arrays }) {
  return {
    rates: arrays.test_rates.data,
    losses: arrays.test_losses.data,
    recommended: header.recommended,
    note: header.note,
  };
}
