// The strip under a slider: which verdict each notch has, in colours and, where there is room, words. The word at the
// present notch is always there; whoever points at a colour or at the bound reads what it is, and from where to where.

import { placeOf } from "../chart.js";
import { make } from "../dom.js";
import { show } from "../format.js";
import { styleOf } from "../verdicts.js";

const GAP = 8; // pixels between two words
const TOUCH_TIME = 2500; // milliseconds that is read what a finger has pointed at

/** @typedef {{word: string, from: number, to: number, said: string, label: HTMLElement}} Segment */

export class Strip {
  constructor() {
    this.element = make("div.strip", { "aria-hidden": "true" });
    this.here = make("i.here");
    this.told = make("p.told");
    /** @type {Segment[]} */
    this.segments = [];
    this.count = 1;
    this.index = 0;
    this.width = 0;
    /** How wide each word is; to ask at every picture would make the page lay itself out each time. */
    this.widths = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.element);
    for (const pointing of /** @type {const} */ (["pointerdown", "pointermove"]))
      this.element.addEventListener(pointing, ({ target }) => this.tell(target), { passive: true });
    this.element.addEventListener("pointerleave", ({ pointerType }) => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tell(null), pointerType === "mouse" ? 0 : TOUCH_TIME);
    });
  }

  destroy() {
    clearTimeout(this.timer);
    this.observer.disconnect();
  }

  /** All that it says, for those who hear it. */
  get spoken() {
    return this.segments.length ? `${this.segments.map(({ said }) => said).join("; ")}.` : "";
  }

  /**
   * @param {string[]} verdicts one a notch @param {number[]} values the notches
   * @param {(value: number) => string} tell a value as people read it @param {number | null} bound
   */
  paint(verdicts, values, tell, bound) {
    this.count = values.length;
    // A notch is a cell around where the thumb's middle stands: the outermost ones begin before it.
    const margin = `calc(var(--thumb) / 2 - (100% - var(--thumb)) / ${2 * Math.max(this.count - 1, 1)})`;
    this.element.style.marginInline = margin;
    this.segments = segmentsOf(verdicts, values, tell);
    const bars = this.segments.map(({ word, from, to, said }) => {
      const bar = make("span", { "data-said": said, "data-verdict": word });
      bar.style.cssText = `flex: ${to - from + 1} 1 0; --verdict: ${styleOf(word)}`;
      return bar;
    });
    const ticks = this.tick(bound, values);
    this.element.replaceChildren(...bars, ...ticks, ...this.segments.map(({ label }) => label), this.here, this.told);
    if (this.segments.every(({ word }) => this.widths.has(word))) return this.point(this.index);
    this.measure();
    document.fonts.ready.then(() => this.measure()); // the page's letters may still be on their way
  }

  /** A tick where the optimizer's stability bound lies. @param {number | null} bound @param {number[]} values */
  tick(bound, values) {
    const place = bound === null ? null : placeOf(bound, values);
    if (bound === null || place === null || bound === values[0] || bound === values[values.length - 1]) return [];
    const tick = make("i.bound", { "data-said": `stability bound near the minimum: ${show(bound, 3)}` });
    tick.style.left = this.placeOf(place);
    return [tick];
  }

  /** The present notch. @param {number} index */
  point(index) {
    this.index = index;
    this.here.style.left = this.placeOf(index);
    this.arrange();
  }

  /** @param {number} k a notch, or between two */
  placeOf(k) {
    return `${(100 * (k + 0.5)) / this.count}%`;
  }

  measure() {
    this.width = this.element.clientWidth;
    this.widths = new Map(this.segments.map(({ word, label }) => [word, label.offsetWidth]));
    this.point(this.index);
  }

  /** The present word first, then those that have room in their own colour and beside it. */
  arrange() {
    const [notch, present] = [this.width / this.count, this.segments.find(({ to }) => to >= this.index)];
    /** @param {Segment} segment @returns {[number, number]} */
    const extent = ({ word, from, to }) => {
      const width = this.widths.get(word) ?? 0;
      const left = ((from + to + 1) / 2) * notch - width / 2;
      const inside = Math.max(Math.min(left, this.width - width), 0);
      return [inside, inside + width];
    };
    const taken = present ? extent(present) : [0, 0];
    for (const segment of this.segments) {
      const [left, right] = extent(segment);
      const alone = right + GAP < taken[0] || left - GAP > taken[1];
      const fits = right - left < (segment.to - segment.from + 1) * notch;
      segment.label.style.left = `${left}px`;
      segment.label.style.visibility = segment === present || (alone && fits) ? "visible" : "hidden";
      segment.label.classList.toggle("now", segment === present);
    }
  }

  /** @param {EventTarget | null} pointed */
  tell(pointed) {
    clearTimeout(this.timer);
    this.told.textContent = (pointed instanceof HTMLElement && pointed.dataset.said) || "";
  }
}

/** @param {string[]} verdicts @param {number[]} values @param {(value: number) => string} tell @returns {Segment[]} */
function segmentsOf(verdicts, values, tell) {
  /** @type {Segment[]} */
  const segments = [];
  for (let from = 0; from < verdicts.length;) {
    const word = verdicts[from];
    let to = from;
    while (verdicts[to + 1] === word) to++;
    const said = `${word} from ${tell(values[from])} to ${tell(values[to])}`;
    segments.push({ word, from, to, said, label: make("i.word", { text: word }) });
    from = to + 1;
  }
  return segments;
}
