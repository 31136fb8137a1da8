// Rows with a bar each: what was answered, and how many did; of the round before in a pale one.

import { make, say } from "../dom.js";
import { roundsOf, sizeOf, tellHands } from "./rounds.js";

const FEWEST = 5; // answers, for which a bar has its full length

/**
 * @typedef {import("./rounds.js").Group} Group
 *
 * @typedef {object} Row
 * @property {string} key
 * @property {() => Node[]} build what it says; asked for once
 * @property {(group: Group) => boolean} holds whether a group belongs to it
 * @property {boolean} right
 */

export class Bars {
  /** @param {import("./rounds.js").Options} options @param {string} look a class */
  constructor(options, look) {
    this.options = options;
    this.element = make(`div.tally-rows.${look}`);
    /** @type {Map<string, RowBox>} */
    this.boxes = new Map();
  }

  /**
   * @param {Row[]} rows from above
   * @param {import("./rounds.js").Tally} tally @param {import("./rounds.js").RoomQuestion} question
   */
  draw(rows, tally, question) {
    const { now, before } = roundsOf(tally, question);
    const told = rows.map((row) => ({
      row,
      now: now.groups.filter(row.holds),
      before: before ? before.groups.filter(row.holds) : null,
    }));
    const sizes = told.flatMap((one) => [sum(one.now), one.before ? sum(one.before) : 0]);
    const most = Math.max(FEWEST, ...sizes);
    this.element.classList.toggle("raised", told.some((one) => [...one.now, ...(one.before ?? [])].some(({ hands }) => hands > 0)));
    for (const [key, { element }] of this.boxes)
      if (!rows.some((row) => row.key === key)) {
        element.remove();
        this.boxes.delete(key);
      }
    told.forEach(({ row, ...counted }, at) => {
      const box = this.boxes.get(row.key) ?? new RowBox(row, this.options);
      this.boxes.set(row.key, box);
      if (this.element.children[at] !== box.element) this.element.insertBefore(box.element, this.element.children[at] ?? null);
      box.draw(counted, most, row.right);
    });
  }
}

/** One row. */
class RowBox {
  /** @param {Row} row @param {import("./rounds.js").Options} options */
  constructor(row, options) {
    this.options = options;
    const { t, pickable = false, onPick } = options;
    /** @type {Group | null} */
    this.group = null;
    this.right = make("span.tally-right", { text: `✓ ${t("right")}` });
    this.lines = { before: new Line("before"), now: new Line("now") };
    const { before, now } = this.lines;
    this.lengths = make("div.tally-lines", {}, before.element, now.element);
    this.pick = make("button.tally-pick", { type: "button", onclick: () => this.group && onPick?.(this.group.id, !this.group.picked) });
    const what = make("div.tally-what", {}, ...row.build(), this.right);
    this.name = [...what.querySelectorAll(".tally-letter")].map(({ textContent }) => textContent).join(" ");
    this.element = make("div.tally-row", {}, what, this.lengths);
    if (pickable) this.element.append(this.pick);
  }

  /** @param {{now: Group[], before: Group[] | null}} counted @param {number} most @param {boolean} right */
  draw({ now, before }, most, right) {
    const { t, few = false } = this.options;
    this.group = now[0] ?? null;
    const picked = now.some((group) => group.picked);
    this.right.hidden = !right;
    this.lengths.hidden = few;
    this.element.classList.toggle("right", right);
    this.element.classList.toggle("picked", picked);
    this.lines.before.element.hidden = before === null;
    if (before) this.lines.before.draw(before, most, t);
    this.lines.now.draw(now, most, t);
    this.pick.disabled = this.group === null;
    this.pick.setAttribute("aria-pressed", String(picked));
    const text = picked ? t("Picked") : t("Pick");
    say(this.pick, text);
    this.pick.setAttribute("aria-label", `${text}: ${this.name}`);
  }
}

/** One bar and its number. */
class Line {
  /** @param {"before" | "now"} look */
  constructor(look) {
    this.sent = make("span.tally-bar");
    this.raised = make("span.tally-bar.hands");
    this.count = make("b");
    this.hands = make("small");
    const trough = make("span.tally-trough", { "aria-hidden": "true" }, this.sent, this.raised);
    this.element = make(`div.tally-line.${look}`, {}, trough, make("span.tally-number", {}, this.count, this.hands));
  }

  /** @param {Group[]} groups @param {number} most @param {import("./rounds.js").Say} t */
  draw(groups, most, t) {
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const hands = groups.reduce((sum, group) => sum + group.hands, 0);
    this.sent.style.width = `${(100 * count) / most}%`;
    this.raised.style.width = `${(100 * hands) / most}%`;
    say(this.count, String(count));
    say(this.hands, hands ? ` ${tellHands(hands, t)}` : "");
  }
}

/** @param {Group[]} groups */
const sum = (groups) => groups.reduce((all, group) => all + sizeOf(group), 0);
