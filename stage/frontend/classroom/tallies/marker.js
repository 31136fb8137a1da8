// Where on a slider a room has put its markers: a dot for each above the track, those of the round before below it.

import { make } from "../../dom.js";
import { tellValue } from "../../format.js";
import { fillIn } from "../../lesson/filling.js";
import { buildTicks, putAt, shareOf, titleOf } from "../../lesson/track.js";
import { roundsOf, sizeOf, tellRound } from "../rounds.js";
import { draw as drawElement, Marks, put } from "../svg.js";
import { layOut, stack } from "./dots.js";

const LARGEST = 14; // pixels across a dot, where letters are small
const SIZES = [1, 0.7, 0.5]; // of dots, parts of the largest
const BARS = 3; // as many dots as this that find no room above each other, for each pixel of them: columns take their place

/**
 * @typedef {import("../rounds.js").Group} Group
 * @typedef {import("./dots.js").Shape} Shape
 */

/**
 * @param {import("../rounds.js").RoomQuestion} question @param {import("../rounds.js").Options} options
 * @returns {import("../rounds.js").Drawn}
 */
export function marker(question, options) {
  const { t, pickable = false, onPick, few = false } = options;
  const control = /** @type {import("../../lesson/told.js").Slider} */ (question.control);
  const { values, reading } = control;
  const [above, below] = [new Marks("rect", "tally-dots now"), new Marks("rect", "tally-dots before")];
  const counts = new Marks("text", "tally-counts");
  const rail = drawElement("rect", { class: "tally-rail", height: 4, rx: 2 });
  const svg = drawElement("svg", { "aria-hidden": "true" }, rail, below.element, above.element, counts.element);
  const truth = make("div.tally-truth", {}, make("span"));
  const buttons = make("div.tally-columns");
  const field = make("div.tally-field", {}, truth, /** @type {any} */ (svg), buttons);
  const heard = make("p.unseen");
  const name = make("p.tally-axis", { text: titleOf(control), "aria-hidden": "true" });
  /** @type {[import("../rounds.js").Tally, import("../rounds.js").RoomQuestion] | null} */
  let shown = null;
  const observer = new ResizeObserver(() => shown && drawField(...shown));
  observer.observe(field);
  return { element: make("div", {}, heard, field, buildTicks(control), name), draw, destroy: () => observer.disconnect() };

  /** @param {import("../rounds.js").Tally} tally @param {import("../rounds.js").RoomQuestion} asked */
  function draw(tally, asked) {
    shown = [tally, asked];
    drawField(tally, asked);
    const partsOf = (/** @type {import("../rounds.js").Round} */ { groups }) =>
      inOrder(groups).map((group) => ({ name: `${nameOf(group)}:`, group }));
    const { now, before } = roundsOf(tally, asked);
    const picked = inOrder(now.groups).map(nameOf).join(", ");
    const told = few
      ? picked && `${t("Picked answers")}: ${picked}.`
      : `${before ? `${t("Before")}: ${tellRound(before, partsOf(before), t)} ${t("After talking")}: ` : ""}${tellRound(now, partsOf(now), t)}`;
    heard.textContent = asked.revealed && asked.truth !== null ? `${told} ${fillIn(t("It is {truth}."), { truth: tellValue(asked.truth, reading) })}` : told;
    if (pickable) fillButtons(now.groups);
  }

  /** @param {import("../rounds.js").Tally} tally @param {import("../rounds.js").RoomQuestion} asked */
  function drawField(tally, asked) {
    const { clientWidth: wide, clientHeight: high } = field;
    if (wide < 40) return;
    const thumb = parseFloat(getComputedStyle(field).getPropertyValue("--thumb")) || 0;
    const width = wide - thumb;
    const { now, before } = roundsOf(tally, asked);
    const letters = parseFloat(getComputedStyle(field).fontSize);
    const head = (asked.revealed ? 3.2 : 1.9) * letters; // a line for the number, and one for the truth
    const room = high - head;
    const track = before ? head + room * 0.58 : high - 6;
    const [top, bottom] = [track - head - 4, high - track - 4];
    const rounds = [now, before].map((round) => (round?.groups ?? []).map(columnOf));
    const largest = Math.max(LARGEST, letters * 0.7);
    const apart = width / (values.length - 1);
    const laid = SIZES.map((part) => layOut(rounds, width, [top, before ? bottom : Infinity], largest * part, apart));
    const { across, columns: [up, down], most, ratio } = laid.find((one) => one.fits) ?? /** @type {ReturnType<typeof layOut>} */ (laid.at(-1));
    const placed = (/** @type {Shape} */ { key, x, y, width: w, height: h, picked }, /** @type {number} */ from) => ({
      key,
      attributes: { x: x + thumb / 2 + 0.5, y: from, width: w - 1, height: Math.max(h - 1, 1), rx: (w - 1) / 2, class: picked ? "picked" : "" },
    });
    put(svg, { width: wide, height: high });
    put(rail, { x: 0, y: track - 2, width: wide });
    const shapes = stack(up, width, top, ratio, across);
    above.draw(shapes.map((shape) => placed(shape, track - 4 - shape.y)));
    below.draw(stack(down, width, bottom, (ratio * bottom) / top, across).map((shape) => placed(shape, track + 4 + shape.y - shape.height)));
    const highest = up.filter(({ size }) => size === most && most >= BARS);
    const columnTop = ratio * across <= top ? most * across : (most / ratio) * top;
    counts.draw(
      (few ? [] : highest.slice(0, 1)).map(({ share, size }) => ({
        key: "most",
        text: String(size),
        attributes: { x: share * width + thumb / 2, y: track - 8 - columnTop, "text-anchor": share < 0.03 ? "start" : share > 0.97 ? "end" : "middle" },
      })),
    );
    const end = asked.revealed ? asked.truth : null;
    truth.hidden = end === null;
    if (end !== null) {
      const share = shareOf(end, values);
      putAt(truth, share);
      const said = /** @type {HTMLElement} */ (truth.firstChild);
      said.textContent = fillIn(t("It is {truth}."), { truth: tellValue(end, reading) });
      said.style.transform = `translateX(${-100 * share}%)`;
    }
  }

  /** @param {Group} group */
  function columnOf(group) {
    return { key: String(group.answer), share: shareOf(group.answer, values), size: few ? 1 : sizeOf(group), picked: group.picked };
  }

  /** @param {Group[]} groups */
  function fillButtons(groups) {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.value : undefined;
    buttons.replaceChildren(
      ...inOrder(groups).map((group) => {
        const text = `${nameOf(group)}: ${sizeOf(group)}`;
        const button = make("button", { type: "button", title: text, "aria-label": text, "aria-pressed": String(group.picked) });
        button.dataset.value = group.id;
        putAt(button, shareOf(group.answer, values));
        button.addEventListener("click", () => onPick?.(group.id, !group.picked));
        return button;
      }),
    );
    for (const button of buttons.children) if (focused && button instanceof HTMLElement && button.dataset.value === focused) button.focus();
  }

  /** @param {Group[]} groups */
  function inOrder(groups) {
    return groups.toSorted((a, b) => shareOf(a.answer, values) - shareOf(b.answer, values));
  }

  /** @param {Group} group */
  function nameOf({ answer }) {
    return tellValue(answer, reading);
  }
}
