// The minima that were found: how many, one sentence about them, and what each is like.

import { make, say } from "../dom.js";
import { show } from "../format.js";
import { Sheet } from "../sheet.js";
import { ring, sign, star } from "../signs.js";

const HEADS = ["", "at (x, y)", "loss", "curvature", "κ"];

/**
 * @typedef {{x: number, y: number, loss: number, sharpest: number, flattest: number, is_global: boolean}} Floor
 * @typedef {{words: string, rows: Floor[], valleys: number}} Facts
 */

export class Floors {
  constructor() {
    this.button = make("button.text-button", { type: "button" });
    this.sheet = new Sheet(this.button, "floors");
    this.sheet.element.setAttribute("role", "dialog");
    this.sheet.element.setAttribute("aria-label", "Minima");
    this.words = make("p.help");
    this.body = make("tbody");
    const heads = HEADS.map((text) => make("th", { scope: "col", text }));
    this.table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), this.body);
    this.sheet.element.append(this.words, make("div.floor-table", { tabindex: "0" }, this.table));
    /** @type {Facts} */
    this.facts = { words: "", rows: [], valleys: 0 };
    /** @type {unknown[]} from what the lines were drawn */
    this.drawn = [];
  }

  get elements() {
    return [this.button, this.sheet.element];
  }

  /** @param {Facts} facts */
  setFacts(facts) {
    const { words, rows, valleys } = (this.facts = facts);
    say(this.button, nameOf(rows.length, valleys));
    say(this.words, words);
    this.table.hidden = !rows.length;
  }

  /** @param {import("../theme.js").Theme} theme */
  draw(theme) {
    if (this.drawn[0] === this.facts && this.drawn[1] === theme) return;
    this.drawn = [this.facts, theme];
    this.body.replaceChildren(...this.facts.rows.map((floor) => lineOf(floor, theme)));
  }
}

/** How many there are: a valley of equal minima is a floor too. @param {number} minima @param {number} valleys */
export function nameOf(minima, valleys) {
  const single = `${minima} minim${minima === 1 ? "um" : "a"}`;
  if (!valleys) return single;
  const long = `${valleys} valley${valleys === 1 ? "" : "s"}`;
  return minima ? `${single}, ${long}` : long;
}

/** @param {Floor} floor @param {import("../theme.js").Theme} theme */
function lineOf(floor, theme) {
  const kind = make("span.unseen", { text: floor.is_global ? "global" : "local" });
  const first = sign(floor.is_global ? star(theme) : ring(theme.ink), "", "td");
  first.append(kind);
  return make("tr", {}, first, ...cellsOf(floor).map((text) => make("td", { text })));
}

/** What is told of one: where, how low, how curved, and how unevenly. @param {Floor} floor */
export function cellsOf({ x, y, loss, sharpest, flattest }) {
  const evenness = flattest > 0 ? show(sharpest / flattest, 3) : "∞";
  return [`(${show(x)}, ${show(y)})`, show(loss), `${show(flattest, 3)} … ${show(sharpest, 3)}`, evenness];
}
