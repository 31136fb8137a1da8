// Where on a slider a room has put its markers: a dot for each above the track, those of the round before below it.

import { make } from "../../dom.js";
import { tellValue } from "../../format.js";
import { fillIn } from "../../lesson/filling.js";
import { buildTicks, putAt, shareOf, titleOf } from "../../lesson/track.js";
import { roundsOf, sizeOf, tellRound } from "../rounds.js";
import { draw as drawElement, Marks, put } from "../svg.js";

const [LEAST, MOST] = [5, 14]; // pixels across a dot
const BARS = 3; // as many dots as this that find no room above each other, for each pixel of them: columns take their place

/**
 * @typedef {import("../rounds.js").Group} Group
 * @typedef {{key: string, share: number, size: number, picked: boolean}} Column share: of the track
 * @typedef {{key: string, x: number, y: number, width: number, height: number, picked: boolean}} Shape
 */

/**
 * Columns of dots, or bars as high as that, where the highest column finds no room.
 * @param {Column[]} columns @param {number} width of the track, in pixels @param {number} height that there is
 * @param {number} most the highest column that is to find room, in dots @param {number} across pixels of a dot
 * @returns {Shape[]} from the track's left end and upwards from the track
 */
export function stack(columns, width, height, most, across) {
  const fits = most * across <= height;
  return columns.flatMap(({ key, share, size, picked }) => {
    const x = share * width - across / 2;
    if (!fits) {
      const high = Math.max((size / most) * height, across);
      return [{ key, x, y: high, width: across, height: high, picked }];
    }
    return Array.from({ length: size }, (_, i) => ({
      key: `${key}/${i}`,
      x,
      y: (i + 1) * across,
      width: across,
      height: across,
      picked,
    }));
  });
}

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
    const across = Math.min(Math.max(width / values.length, LEAST), Math.max(MOST, letters * 0.7));
    const columnsOf = (/** @type {Group[]} */ groups) => {
      /** @type {Map<number, Column>} columns of what would lie on each other */
      const found = new Map();
      for (const group of groups) {
        const share = shareOf(group.answer, values);
        const at = Math.round((share * width) / across);
        const one = found.get(at) ?? { key: String(group.answer), share, size: 0, picked: false };
        one.size += few ? 1 : sizeOf(group);
        one.picked ||= group.picked;
        found.set(at, one);
      }
      return [...found.values()];
    };
    const [up, down] = [columnsOf(now.groups), columnsOf(before?.groups ?? [])];
    const most = Math.max(1, ...up.map(({ size }) => size));
    const deepest = Math.max(1, ...down.map(({ size }) => size));
    const [top, bottom] = [track - head - 4, high - track - 4];
    const ratio = before ? Math.max(most, (deepest * top) / bottom) : most; // both sides on one scale
    const placed = (/** @type {Shape} */ { key, x, y, width: w, height: h, picked }, /** @type {number} */ from) => ({
      key,
      attributes: { x: x + thumb / 2 + 0.5, y: from, width: w - 1, height: Math.max(h - 1, 1), rx: (w - 1) / 2, class: picked ? "picked" : "" },
    });
    put(svg, { width: wide, height: high });
    put(rail, { x: 0, y: track - 2, width: wide });
    const shapes = stack(up, width, top, ratio, across);
    above.draw(shapes.map((shape) => placed(shape, track - 4 - shape.y)));
    below.draw(stack(down, width, bottom, (ratio * bottom) / top, across).map((shape) => placed(shape, track + 4 + shape.y - shape.height)));
    const high1 = up.filter(({ size }) => size === most && most >= BARS);
    const columnTop = ratio * across <= top ? most * across : (most / ratio) * top;
    counts.draw(
      (few ? [] : high1.slice(0, 1)).map(({ share, size }) => ({
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
