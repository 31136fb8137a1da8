// What a room has answered, as a picture that grows in place. How, each kind of question has in tallies/.

import { make } from "../dom.js";
import { fillIn } from "../lesson/filling.js";
import { roundsOf } from "./rounds.js";
import { choice } from "./tallies/choice.js";
import { curve } from "./tallies/curve.js";
import { marker } from "./tallies/marker.js";
import { order } from "./tallies/order.js";
import { pin } from "./tallies/pin.js";

/**
 * @typedef {import("./rounds.js").Tally} Tally
 * @typedef {import("./rounds.js").RoomQuestion} RoomQuestion
 * @typedef {import("./rounds.js").Options} Options
 * @typedef {import("./rounds.js").Drawn} Drawn
 */

/** @type {Record<string, (question: RoomQuestion, options: Options) => Drawn>} */
const TALLIES = { choice, curve, marker, pin, order };

/** What is drawn where. @type {WeakMap<HTMLElement, {of: string, map: unknown, tally: TallyBox}>} */
const drawn = new WeakMap();

/**
 * Draws the answers to a question, or what has changed of them. A place has one tally; `clearTally` takes it away.
 * @param {HTMLElement} place @param {Tally} tally
 * @param {RoomQuestion} question with what it is asked by; the truth is marked once it is `revealed`
 * @param {Options} options
 * @returns {import("../view.js").Overlay | undefined} what is to be drawn on the map
 */
export function drawTally(place, tally, question, options) {
  const { pickable = false, few = false, map = null } = options;
  const of = [question.id, question.ask, pickable, few].join(" ");
  let found = drawn.get(place);
  if (found?.of !== of || found.map !== map) {
    clearTally(place);
    found = { of, map, tally: new TallyBox(question, options) };
    drawn.set(place, found);
    place.append(found.tally.element);
  }
  found.tally.draw(tally, question);
  return found.tally.inner.overlay;
}

/** @param {HTMLElement} place */
export function clearTally(place) {
  drawn.get(place)?.tally.destroy();
  drawn.delete(place);
}

/** A tally with what all of them have: which bars are which, and how many have changed their answer. */
class TallyBox {
  /** @param {RoomQuestion} question @param {Options} options */
  constructor(question, options) {
    const { t } = options;
    this.options = options;
    this.inner = TALLIES[question.ask](question, options);
    this.key = make("p.tally-key", {}, make("span.before", { text: t("Before") }), make("span.now", { text: t("After talking") }));
    this.changed = make("p.tally-changed");
    this.element = make(question.ask === "pin" ? "div.tally.with-pins" : "div.tally", {}, this.key, this.inner.element, this.changed);
  }

  /** @param {Tally} tally @param {RoomQuestion} question */
  draw(tally, question) {
    const { t, few = false } = this.options;
    this.key.hidden = few || roundsOf(tally, question).before === null;
    this.changed.hidden = few || tally.both === 0;
    const told = { changed: tally.changed, both: tally.both };
    this.changed.textContent = fillIn(t("{changed} of {both} who answered both times have changed their answer."), told);
    this.inner.draw(tally, question);
  }

  destroy() {
    this.inner.destroy?.();
    this.element.remove();
  }
}
