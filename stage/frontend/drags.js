// Holding what moves sideways: a mouse holds at once, a finger when it taps or moves along. One that moves up or down
// scrolls the page and changes nothing.

const SLOP = 6; // pixels a finger moves before it is seen where to

/**
 * @typedef {object} Hand
 * @property {(event: MouseEvent) => void} take it is held now, by a pointer that went down there
 * @property {(event: MouseEvent) => void} move the pointer is there; called after `take` too
 * @property {() => void} drop
 * @property {() => void} cancel the browser took the pointer away: all is to be as it was before `take`
 */

/** @param {HTMLElement} element @param {Hand} hand */
export function listenToDrags(element, { take, move, drop, cancel }) {
  /** @type {PointerEvent | null} how the pointer that is followed went down */
  let down = null;
  let held = false;
  let tapped = false;

  const begin = (/** @type {MouseEvent} */ event) => {
    held = true;
    take(event);
  };
  const end = (/** @type {() => void} */ act) => {
    down = null;
    if (held) act();
    held = false;
  };
  const isFollowed = (/** @type {PointerEvent} */ { pointerId }) => pointerId === down?.pointerId;
  const isSideways = ({ clientX, clientY }) => {
    const away = Math.abs(clientX - (down?.clientX ?? clientX));
    return away > SLOP && away > Math.abs(clientY - (down?.clientY ?? clientY));
  };

  element.style.touchAction = "pan-y pinch-zoom";
  element.addEventListener("pointerdown", (event) => {
    tapped = false;
    if (event.button !== 0 || !event.isPrimary) return;
    down = event;
    element.setPointerCapture(event.pointerId);
    if (event.pointerType !== "mouse") return;
    begin(event);
    move(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (!down || !isFollowed(event)) return;
    if (!held && isSideways(event)) begin(down);
    if (held) move(event);
  });
  element.addEventListener("pointerup", (event) => {
    if (!isFollowed(event)) return;
    tapped = !held;
    end(drop);
  });
  for (const loss of /** @type {const} */ (["pointercancel", "lostpointercapture"]))
    element.addEventListener(loss, (event) => isFollowed(event) && end(cancel));
  // A finger that stops a page that still glides is no tap; only the browser knows, and makes no click of it.
  element.addEventListener("click", (event) => {
    if (!tapped) return;
    tapped = false;
    begin(event);
    move(event);
    end(drop);
  });
}
