// Where on the map a room expects the end: a small dot for each pin, a ring for those of the round before.

import { make, say } from "../../dom.js";
import { disc } from "../../ink.js";
import { tellPlace } from "../../lesson/asks/pin.js";
import { fillIn } from "../../lesson/filling.js";
import { drawName, drawOut, drawPin, isSeen } from "../../lesson/pin_ink.js";
import { roundsOf, tellCounts, tellHands } from "../rounds.js";

const [RADIUS, SMALL, MANY] = [4.5, 3, 60]; // pixels of a dot, of one among so many
const RING = 1; // pixels by which a ring is larger, so that the map is seen in it
const REACH = 16; // pixels from a pin, where a click still means it
const BELOW = 18; // pixels from a place to its name

/**
 * @typedef {import("../rounds.js").Group} Group
 * @typedef {import("../../ink.js").Pixel} Pixel
 */

/**
 * The pin that a click means; null where none is near.
 * @param {Group[]} groups @param {(place: [number, number]) => Pixel} pixelOf @param {Pixel} click
 */
export function nearestPin(groups, pixelOf, [x, y]) {
  let [found, best] = [/** @type {Group | null} */ (null), REACH];
  for (const group of groups) {
    const [px, py] = pixelOf(group.answer);
    const away = Math.hypot(px - x, py - y);
    if (away <= best) [found, best] = [group, away];
  }
  return found;
}

/**
 * @param {import("../rounds.js").RoomQuestion} question @param {import("../rounds.js").Options} options
 * @returns {import("../rounds.js").Drawn}
 */
export function pin(question, options) {
  const { t, pickable = false, onPick, map = null, few = false } = options;
  /** @type {Group[]} */
  let now = [];
  /** @type {Group[]} */
  let before = [];
  /** @type {[number, number] | null} */
  let end = null;
  let revealed = false;
  const said = make("p.tally-pins");
  const how = make("p.ask-how", { text: t("Tap a pin on the map to show it to all.") });
  how.hidden = !pickable || !map;
  const list = make("div.tally-places");
  const each = make("details", {}, make("summary", { text: t("One by one") }), list);
  each.hidden = !pickable;
  if (pickable)
    map?.hands.giveClicks((place) => {
      const { viewport } = map;
      const meant = viewport && nearestPin(now, (at) => viewport.toPixel(...at), viewport.toPixel(...place));
      if (meant) onPick?.(meant.id, !meant.picked);
    });
  return { element: make("div", {}, said, how, each), draw, overlay, destroy };

  /** @param {import("../rounds.js").Tally} tally @param {import("../rounds.js").RoomQuestion} asked */
  function draw(tally, asked) {
    const rounds = roundsOf(tally, asked);
    now = rounds.now.groups;
    before = rounds.before?.groups ?? [];
    revealed = asked.revealed;
    end = revealed ? asked.truth : null;
    const places = (/** @type {Group[]} */ groups) => groups.map(({ answer }) => tellPlace(answer, question)).join(", ");
    const told = few ? places(now) && `${t("Picked answers")}: ${places(now)}` : tellCounts(rounds.now, t);
    const earlier = rounds.before ? `; ${t("before")}: ${tellCounts(rounds.before, t)}` : "";
    say(said, `${told}${few ? "" : earlier}${endSaid()}`);
    if (pickable) fillList();
    map?.stage.request();
  }

  function endSaid() {
    if (!revealed) return "";
    return end ? `. ${fillIn(t("It ends at {end}."), { end: tellPlace(end, question) })}` : `. ${t("It ends nowhere: it leaves every map.")}`;
  }

  function fillList() {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.pin : undefined;
    list.replaceChildren(
      ...now.map((group) => {
        const raised = group.hands ? ` (${tellHands(group.hands, t)})` : "";
        const text = `${tellPlace(group.answer, question)}${raised}`;
        const button = make("button", { type: "button", text, "aria-pressed": String(group.picked), "data-pin": group.id });
        button.addEventListener("click", () => onPick?.(group.id, !group.picked));
        return button;
      }),
    );
    for (const button of list.children) if (focused && button instanceof HTMLElement && button.dataset.pin === focused) button.focus();
  }

  /** @type {import("../../view.js").Overlay} */
  function overlay(ink, { viewport, theme }) {
    const radius = now.length + before.length > MANY ? SMALL : RADIUS;
    const placed = (/** @type {Group[]} */ groups) => groups.map(({ answer, picked }) => ({ at: viewport.toPixel(.../** @type {[number, number]} */ (answer)), picked }));
    ink.save();
    for (const { at } of placed(before)) {
      for (const [stroke, thick] of /** @type {const} */ ([["halo", 3], ["memory", 1.6]])) {
        ink.strokeStyle = theme[stroke];
        ink.lineWidth = thick;
        ink.beginPath();
        ink.arc(at[0], at[1], radius + RING, 0, 2 * Math.PI);
        ink.stroke();
      }
    }
    const dots = placed(now);
    ink.globalAlpha = now.length > MANY ? 0.75 : 1; // where many lie on each other it is darker
    for (const { at, picked } of dots) if (!picked) disc(ink, at, radius, theme.memory, theme.halo, 1.5);
    ink.restore();
    for (const { at, picked } of dots) if (picked) drawPin(ink, at, theme, 1);
    drawEnd(ink, viewport, theme);
  }

  /**
   * @param {import("../../ink.js").Context} ink @param {import("../../viewport.js").Viewport} viewport
   * @param {import("../../theme.js").Theme} theme
   */
  function drawEnd(ink, viewport, theme) {
    if (!end) return;
    const at = viewport.toPixel(...end);
    if (isSeen(at, viewport)) {
      disc(ink, at, 6, theme.marble, theme.halo, 3);
      drawName(ink, t("The end"), at, BELOW, viewport, theme);
      return;
    }
    const border = drawOut(ink, at, viewport, theme);
    if (border) drawName(ink, fillIn(t("It ends out there, at {end}."), { end: tellPlace(end, question) }), border, BELOW, viewport, theme);
  }

  function destroy() {
    if (pickable) map?.hands.giveClicks(null);
  }
}
