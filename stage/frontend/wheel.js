// The wheel: alone it belongs to the page; with Ctrl or ⌘ it zooms.

const [PIXELS, LINES] = [0.01, 0.1]; // how far one of what a wheel counts in turns it
const NOTCH = 0.3; // at most: a pinch on a touchpad comes as a wheel with Ctrl that turns little, a real one turns much

/** How many times larger the wheel makes a picture; null where it scrolls. @param {WheelEvent} event */
export function zoomOf({ ctrlKey, metaKey, deltaY, deltaMode }) {
  if (!ctrlKey && !metaKey) return null;
  return Math.exp(-Math.min(Math.max(deltaY * (deltaMode ? LINES : PIXELS), -NOTCH), NOTCH));
}
