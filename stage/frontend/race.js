// A race: what was computed of several runners together, for what is shown of each.

/**
 * @typedef {import("./runners.js").Runner} Runner
 * @typedef {{places: string[], finishes: string[], sentence: string, fairness: string}} Words
 * @typedef {Words & {widths: string[]}} Told places, finishes, widths: one each; of one that nobody has computed ""
 * @typedef {{ranks: number[][], of_rates: boolean, places: string[], sentences: string[],
 *            finishes: Record<string, string[]>}} Along a slider: at each notch which of `places` each has, what is said,
 *            and for the runners that it moves how each ends
 * @typedef {{present: Words, along: Record<string, Record<string, Along>>, widths: string[], rule: string, caption: string, most: number, noisy: boolean,
 *            together: string, apart: string, choices: Record<string, string>, starts: string, draws: string}} Facts
 *            along: by the runner that a slider moves, or "all", and by the slider;
 *            together: what one slider moves for all; apart: the name for none; starts, draws: "shared" or "own"
 */

export class Race {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    this.most = facts.most;
    this.rule = facts.rule;
    /** What the ground's slider does to the tuned runners. */
    this.caption = facts.caption;
    this.widths = facts.widths;
    this.noisy = facts.noisy;
    this.together = facts.together;
    this.apart = facts.apart;
    this.choices = facts.choices;
    this.starts = facts.starts;
    this.draws = facts.draws;
    /** What is said while a start is being dragged. @type {Words | null} */
    this.preview = null;
  }

  /** Whether one slider moves all. */
  get shared() {
    return this.together !== this.apart;
  }

  /**
   * What is to be said of what is shown; null where nobody has computed it.
   * @param {Runner[]} runners @param {Runner} selected @returns {Told | null}
   */
  told(runners, selected) {
    const moved = runners.filter(({ picked }) => picked);
    if (!moved.length && this.preview) return { ...this.preview, widths: runners.map(() => "") };
    if (!moved.length) return { ...this.facts.present, widths: this.widths };
    const { key, picked } = this.shared ? { key: "all", picked: selected.picked } : moved[0];
    const along = picked && this.facts.along[key]?.[picked.name];
    const known = moved.length === (this.shared ? runners.length : 1);
    if (!picked || !along || !known) return null;
    const finish = ({ key, place }) => along.finishes[key]?.[picked.index] ?? this.facts.present.finishes[place];
    return {
      places: along.ranks[picked.index].map((rank) => along.places[rank]),
      finishes: runners.map(finish),
      sentence: along.sentences[picked.index],
      fairness: "",
      widths: this.widths.map((width, i) => (along.of_rates || !runners[i].picked ? width : "")),
    };
  }
}
