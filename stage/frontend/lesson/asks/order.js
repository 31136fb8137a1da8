// The runners of a race in an order, the best first.

import { make, say } from "../../dom.js";
import { show } from "../../format.js";
import { drawMark } from "../../row.js";
import { inkOf } from "../../runners.js";
import { themeOf } from "../../theme.js";
import { fillIn } from "../filling.js";

/**
 * How many pairs an order has the right way round; those that came in together are right either way.
 * @param {number[]} order of the runners, by their places on the start @param {number[]} places that they reached
 * @returns {{right: number, pairs: number}}
 */
export function pairsOf(order, places) {
  let right = 0;
  for (let i = 0; i < order.length; i++)
    for (let j = i + 1; j < order.length; j++) if (places[order[i]] <= places[order[j]]) right += 1;
  return { right, pairs: (order.length * (order.length - 1)) / 2 };
}

/** An order with one of them elsewhere. @param {number[]} order @param {number} from @param {number} to */
export function moved(order, from, to) {
  const rest = order.filter((_, at) => at !== from);
  return [...rest.slice(0, to), order[from], ...rest.slice(to)];
}

/** @type {import("../ask.js").AskKind} */
export const order = {
  build(question, answer, desk) {
    const { t, changed, stage } = desk;
    const kept = orderOf(question, answer);
    const list = make("ol.order");
    const said = make("p.unseen", { role: "status" });
    const keep = make("button.text-button", { type: "button", text: t("Keep this order"), onclick: () => take(shown) });
    const how = make("p.ask-how", { text: t("Put the best first: drag, or use the arrows.") });
    const asked = { element: make("div.ordering", {}, how, list, keep, said), answer: kept, inHand: false };
    let shown = kept ?? lettersOf(question).map((_, place) => place);
    const rows = shown.length ? lettersOf(question).map((_, runner) => rowOf(runner)) : [];
    arrange();
    return asked;

    /** @param {number} runner */
    function rowOf(runner) {
      const name = nameOf(question, runner, desk);
      const mover = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ label) => {
        const button = make("button.icon-button", { type: "button", text: sign, "aria-label": fillIn(label, { name }) });
        button.addEventListener("click", () => {
          const at = shown.indexOf(runner);
          move(at, at + by);
          (button.disabled ? [up, down].find((other) => !other.disabled) : button)?.focus();
        });
        return button;
      };
      const up = mover(-1, "↑", t("{name}: up"));
      const down = mover(1, "↓", t("{name}: down"));
      const element = make("li", {}, buildName(question, runner, desk), up, down, make("span.order-grip", { text: "⠿", "aria-hidden": "true" }));
      listenToDrag(element, runner);
      return { element, up, down };
    }

    /** @param {number} from @param {number} to */
    function move(from, to) {
      if (to < 0 || to >= shown.length) return;
      take(moved(shown, from, to));
      say(said, fillIn(t("{name} is now {place} of {count}."), { name: nameOf(question, shown[to], desk), place: to + 1, count: shown.length }));
    }

    /** @param {number[]} next */
    function take(next) {
      shown = asked.answer = next;
      arrange();
      changed();
    }

    function arrange() {
      keep.hidden = asked.answer !== null;
      shown.forEach((runner, at) => {
        const { element, up, down } = rows[runner];
        if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
        up.disabled = at === 0;
        down.disabled = at === shown.length - 1;
      });
    }

    /** One that is held goes where the pointer is. @param {HTMLElement} element @param {number} runner */
    function listenToDrag(element, runner) {
      element.addEventListener("pointerdown", (event) => {
        const { target, pointerType } = event;
        const held = target instanceof Element && (target.closest(".order-grip") || (pointerType === "mouse" && !target.closest("button")));
        if (event.button !== 0 || !event.isPrimary || !held) return; // a finger elsewhere scrolls the page
        event.preventDefault();
        list.setPointerCapture(event.pointerId);
        asked.inHand = true;
        element.classList.add("held");
        const follow = (/** @type {PointerEvent} */ { clientY, isPrimary }) => {
          if (!isPrimary) return;
          const from = shown.indexOf(runner);
          const to = placeAt(clientY);
          if (to !== from) {
            shown = moved(shown, from, to);
            arrange();
          }
        };
        const drop = (/** @type {PointerEvent} */ { isPrimary }) => {
          if (!isPrimary) return;
          asked.inHand = false;
          element.classList.remove("held");
          list.removeEventListener("pointermove", follow);
          for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) list.removeEventListener(end, drop);
          take(shown);
        };
        list.addEventListener("pointermove", follow);
        for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) list.addEventListener(end, drop);
      });
    }

    /** @param {number} y of the window */
    function placeAt(y) {
      const { top, height } = list.getBoundingClientRect();
      return Math.min(Math.max(Math.floor(((y - top) / height) * shown.length), 0), shown.length - 1);
    }
  },

  compare(question, answer, desk) {
    const { t } = desk;
    const given = orderOf(question, answer);
    /** @type {number[]} */
    const places = question.truth;
    const truth = places.map((_, runner) => runner).sort((a, b) => places[a] - places[b]);
    const element = make("div.compared");
    const told = given && pairsOf(given, places);
    const lists = make("div.orders");
    if (given) lists.append(listOf(t("You said"), given, (_, at) => at + 1));
    lists.append(listOf(t("What happened"), truth, (runner) => places[runner]));
    element.append(lists);
    if (told)
      element.append(make("p", { text: fillIn(told.right === told.pairs ? t("All {pairs} pairs are the right way round.") : t("{right} of {pairs} pairs are the right way round."), told) }));
    return { right: told !== null && told.right === told.pairs, element };

    /** @param {string} title @param {number[]} runners @param {(runner: number, at: number) => number} place */
    function listOf(title, runners, place) {
      const list = make("ol");
      runners.forEach((runner, at) => {
        list.append(make("li", { value: place(runner, at) }, buildName(question, runner, desk)));
      });
      return make("div", {}, make("b", { text: title }), list);
    }
  },
};

/** @param {import("../told.js").Question} question */
const lettersOf = ({ letters = [] }) => letters;

/** @param {import("../told.js").Question} question @param {unknown} answer @returns {number[] | null} */
function orderOf(question, answer) {
  const all = lettersOf(question).map((_, place) => place);
  const isOrder = Array.isArray(answer) && answer.length === all.length && all.every((place) => answer.includes(place));
  return isOrder ? answer : null;
}

/**
 * The runner of the picture, if it is the one that was asked about.
 * @param {import("../told.js").Question} question @param {number} place @param {import("../ask.js").Desk} desk
 */
const runnerOf = ({ same }, place, { scene }) => (same === false ? undefined : scene.runners[place]);

/** @param {import("../told.js").Question} question @param {number} place @param {import("../ask.js").Desk} desk */
function nameOf(question, place, desk) {
  const runner = runnerOf(question, place, desk);
  const letter = lettersOf(question)[place].toUpperCase();
  return runner ? `${letter} ${runner.title}` : letter;
}

/** Its name, and in what it differs from the others. @param {import("../told.js").Question} question @param {number} place @param {import("../ask.js").Desk} desk */
function buildName(question, place, desk) {
  const name = make("span.order-name", {}, markOf(question, place, desk), make("b", { text: nameOf(question, place, desk) }));
  const runner = runnerOf(question, place, desk);
  if (!runner) return name;
  const facts = [
    (/** @type {import("../../runners.js").Runner} */ { rate }) => `α ${show(rate, 3)}`,
    (/** @type {import("../../runners.js").Runner} */ { trait }) => trait,
    (/** @type {import("../../runners.js").Runner} */ { schedule }) => schedule,
  ];
  const told = facts.filter((fact) => desk.scene.runners.some((other) => fact(other) !== fact(runner))).map((fact) => fact(runner));
  if (told.some(Boolean)) name.append(make("small", { text: told.filter(Boolean).join(" · ") }));
  return name;
}

/** @param {import("../told.js").Question} question @param {number} place @param {import("../ask.js").Desk} desk */
function markOf(question, place, desk) {
  const canvas = make("canvas.row-mark", { width: 36, height: 36, "aria-hidden": "true" });
  const runner = runnerOf(question, place, desk);
  if (!runner) return canvas;
  const { line, mark } = inkOf(runner, desk.scene.runners.length, themeOf(desk.stage.root));
  drawMark(canvas, mark, line);
  return canvas;
}
