// Under a slider that moves all runners: a thin strip for each, beside its mark, with which verdict each notch has, and
// where the runner stands as long as they stand apart.

import { make } from "./dom.js";
import { placeOf } from "./chart.js";
import { drawMark } from "./row.js";
import { inkOf } from "./runners.js";
import { styleOf } from "./verdicts.js";

/** @typedef {import("./runners.js").Runner} Runner */

export class Stack {
  /** @param {import("./view.js").Conductor} stage */
  constructor(stage) {
    this.stage = stage;
    this.list = make("div.stack-strips");
    this.words = make("p.stack-words");
    this.element = make("div.stack", { "aria-hidden": "true" }, this.list, this.words);
    this.element.hidden = true;
    /** @type {{runner: Runner, mark: HTMLCanvasElement, strip: HTMLElement}[]} */
    this.strips = [];
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
  }

  /** @param {Runner[]} runners @param {string} name the slider's @param {(notch: number) => string} tell its value there */
  paint(runners, name, tell) {
    this.theme = null;
    this.element.hidden = !runners.length;
    this.strips = runners.map((runner) => ({
      runner,
      mark: make("canvas", { width: 36, height: 36 }),
      strip: this.stripOf(runner, name, tell),
    }));
    this.list.replaceChildren(...this.strips.flatMap(({ mark, strip }) => [mark, strip]));
    const words = new Set(runners.flatMap((runner) => runner.sweeps.get(name)?.header.verdicts ?? []));
    this.words.replaceChildren(...[...words].map(wordOf));
  }

  /** @param {Runner} runner @param {string} name @param {(notch: number) => string} tell */
  stripOf(runner, name, tell) {
    /** @type {string[]} */
    const verdicts = runner.sweeps.get(name)?.header.verdicts ?? [];
    const ends = verdicts.flatMap((word, i) => (word === verdicts[i + 1] ? [] : [i]));
    const bars = ends.map((end, i) => {
      const from = i ? ends[i - 1] + 1 : 0;
      const title = `${runner.title}: ${verdicts[end]} from ${tell(from)} to ${tell(end)}`;
      const bar = make("span", { title });
      bar.style.cssText = `flex: ${end - from + 1} 1 0; --verdict: ${styleOf(verdicts[end])}`;
      return bar;
    });
    const strip = make("div", {}, ...bars);
    const control = runner.control(name);
    const at = control?.even === false && control.rates ? placeOf(runner.rate, control.rates) : null;
    if (at !== null) {
      const here = make("i.here", { title: `${runner.title} stands here` });
      here.style.left = `${(100 * (at + 0.5)) / verdicts.length}%`;
      strip.append(here);
    }
    strip.addEventListener("pointerenter", () => this.stage.light(runner));
    strip.addEventListener("pointerleave", () => this.stage.light(null));
    return strip;
  }

  /** @param {import("./view.js").Moment} moment */
  draw({ theme, runners }) {
    if (theme === this.theme) return;
    this.theme = theme;
    for (const { runner, mark } of this.strips) {
      const { line, mark: shape } = inkOf(runner, runners.length, theme);
      drawMark(mark, shape, line);
    }
  }
}

/** @param {string} verdict */
function wordOf(verdict) {
  const word = make("span", { text: verdict });
  word.style.setProperty("--verdict", styleOf(verdict));
  return word;
}
