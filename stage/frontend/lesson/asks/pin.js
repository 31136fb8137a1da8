// A place on the map: a pin where the run will end.

import { make, say } from "../../dom.js";
import { show } from "../../format.js";
import { disc } from "../../ink.js";
import { fillIn } from "../filling.js";
import { drawBetween, drawName, drawOut, drawPin, isSeen } from "../pin_ink.js";

const NEAR = 0.05; // of the window
const EQUAL = [0.4, 2.5]; // windows between these shapes have equal axes
const [STEP, FAR] = [6, 40]; // pixels that a key moves it, and with Shift
const [ABOVE, BELOW] = [-40, 18]; // pixels from a place to its name
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @typedef {[number, number]} Place */
/** @typedef {import("../../ink.js").Pixel} Pixel */

/**
 * How far a pin is from where the run ended.
 * @param {Place} pin @param {Place} end @param {[number, number]} size of the window
 * @returns {{right: boolean, away: number | null, share: number}} away: in the map's units, null where the two axes have
 *   different ones; share: of the window's width, or of the whole window
 */
export function distanceOf(pin, end, [width, height]) {
  const [dx, dy] = [pin[0] - end[0], pin[1] - end[1]];
  const equal = height / width >= EQUAL[0] && height / width <= EQUAL[1];
  const away = equal ? Math.hypot(dx, dy) : null;
  const share = away === null ? Math.hypot(dx / width, dy / height) : away / width;
  return { right: share <= NEAR, away, share };
}

/** @type {import("../ask.js").AskKind} */
export const pin = {
  build(question, answer, { t, map, stage, changed }) {
    const place = make("p.asked-place", { role: "status" });
    const element = make("div.pin", {}, make("p.ask-how", { text: t("Tap the map where the run will end.") }), place);
    const asked = { element, answer: placeOf(answer), inHand: false, overlay, destroy };
    const handle = make("button.pin-handle", { type: "button" });
    tell();
    if (!map) return asked;
    map.box.append(handle);
    map.hands.giveClicks(put);
    handle.addEventListener("keydown", (event) => {
      const way = WAYS[event.key];
      const { viewport } = map;
      if (!viewport || !(way || event.key === "Enter")) return;
      event.preventDefault();
      event.stopPropagation();
      const [x, y] = asked.answer ?? viewport.centre;
      const pixels = event.shiftKey ? FAR : STEP;
      const [right, up] = way ?? [0, 0];
      put([x + right * pixels * viewport.unit[0], y + up * pixels * viewport.unit[1]]);
    });
    /** @type {Pixel} from the pin's tip to where it is held */
    let grip = [0, 0];
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary || !map.viewport || !asked.answer) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      const [[px, py], [x, y]] = [map.hands.at(event), map.viewport.toPixel(...asked.answer)];
      grip = [px - x, py - y];
      asked.inHand = true;
    });
    handle.addEventListener("pointermove", (event) => {
      const { viewport } = map;
      if (!asked.inHand || !event.isPrimary || !viewport) return;
      const [px, py] = map.hands.at(event);
      const { width, height } = viewport;
      const within = (/** @type {number} */ at, /** @type {number} */ most) => Math.min(Math.max(at, 0), most);
      asked.answer = viewport.toPoint(within(px - grip[0], width), within(py - grip[1], height));
      stage.request();
    });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"]))
      handle.addEventListener(end, (event) => {
        if (!asked.inHand || !event.isPrimary) return;
        asked.inHand = false;
        put(/** @type {Place} */ (asked.answer));
      });
    return asked;

    /** @param {Place} point */
    function put(point) {
      asked.answer = point;
      tell();
      changed();
      stage.request();
    }

    function tell() {
      const at = asked.answer && tellPlace(asked.answer, question);
      const said = at ? fillIn(t("Your pin: {place}"), { place: at }) : t("Your pin is not on the map yet.");
      say(place, said);
      handle.setAttribute("aria-label", `${said}${at ? "." : ""} ${t("Arrow keys move it.")}`);
      handle.classList.toggle("unset", at === null);
    }

    /** @type {import("../../view.js").Overlay} */
    function overlay(ink, { viewport, theme }) {
      const at = asked.answer ?? viewport.centre;
      map?.hands.put(handle, at, viewport);
      if (asked.answer || document.activeElement === handle) drawPin(ink, viewport.toPixel(...at), theme, asked.answer ? 1 : 0.5);
    }

    function destroy() {
      handle.remove();
      map?.hands.giveClicks(null);
    }
  },

  compare(question, answer, { t }) {
    const put = placeOf(answer);
    const end = placeOf(question.truth);
    const told = put && end && question.size ? distanceOf(put, end, question.size) : null;
    const element = make("div.compared", {}, make("p", { text: tellDistance() }));
    return { right: Boolean(told?.right), element, overlay };

    function tellDistance() {
      const facts = { you: put ? tellPlace(put, question) : "", end: end ? tellPlace(end, question) : "" };
      if (!end) return t("It ends nowhere: it leaves every map.");
      if (!told) return fillIn(t("It ends at {end}."), facts);
      const far = { ...facts, away: show(told.away ?? 0, 2), share: show(100 * told.share, 2) };
      if (told.share > 1) return fillIn(t("Your pin: {you}. It ends at {end}, far off the map."), far);
      return told.away === null
        ? fillIn(t("Your pin: {you}. It ends at {end}: {share} % of the map away."), far)
        : fillIn(t("Your pin: {you}. It ends at {end}: {away} away, {share} % of the map’s width."), far);
    }

    /** @type {import("../../view.js").Overlay} */
    function overlay(ink, { viewport, theme }) {
      const from = put && viewport.toPixel(...put);
      const to = end && viewport.toPixel(...end);
      if (from && to) drawBetween(ink, from, to, viewport, theme);
      if (to && isSeen(to, viewport)) {
        disc(ink, to, 6, theme.marble, theme.halo, 3);
        drawName(ink, t("The end"), to, BELOW, viewport, theme);
      } else if (end && to) {
        const border = drawOut(ink, to, viewport, theme);
        if (border) drawName(ink, fillIn(t("It ends out there, at {end}."), { end: tellPlace(end, question) }), border, BELOW, viewport, theme);
      }
      if (!from) return;
      drawPin(ink, from, theme, 1);
      drawName(ink, t("You"), from, ABOVE, viewport, theme);
    }
  },
};

/** @param {unknown} answer @returns {Place | null} */
function placeOf(answer) {
  const isPlace = Array.isArray(answer) && answer.length === 2 && answer.every(Number.isFinite);
  return isPlace ? /** @type {Place} */ (answer) : null;
}

/** A place, as finely as an eye can tell it on the map. @param {Place} place @param {import("../told.js").Question} question */
export function tellPlace(place, { size = [1, 1] }) {
  const [x, y] = place.map((at, axis) => {
    const digits = Math.min(Math.max(-Math.floor(Math.log10(size[axis] / 100)), 0), 12);
    return show(Number(at.toFixed(digits)), 6);
  });
  return `(${x}, ${y})`;
}
