// The thin layer between Streamlit's component protocol and the stage.

import { watchScrolling } from "./scrolling.js";
import { mount } from "./stage.js";

/** @type {WeakMap<HTMLElement, {stage: any, data: Uint8Array | null, wish: Function, unwatch: () => void, unfit: () => void}>} */
const mounted = new WeakMap();

/** Called by Streamlit whenever the scene or the theme changed; returns the clean-up for unmounting. */
export function render({ data, parentElement, setTriggerValue }) {
  let entry = mounted.get(parentElement);
  if (!entry) {
    entry = { stage: null, data: null, wish: null, unwatch: watchScrolling(), unfit: null };
    entry.stage = mount(parentElement, { wish: (wish) => entry.wish(wish) });
    entry.unfit = fitToWindow(entry.stage.root);
    mounted.set(parentElement, entry);
  }
  entry.wish = (wish) => setTriggerValue("wish", wish);
  if (data && data !== entry.data) entry.stage.update(data);
  else entry.stage.setTheme();
  entry.data = data;
  return () => {
    entry.stage.destroy();
    entry.unwatch();
    entry.unfit();
    mounted.delete(parentElement);
  };
}

/** On wide screens the stage ends where the window ends: its style sheet is told how much of the page is above it. */
function fitToWindow(root) {
  const watch = new ResizeObserver(() => {
    const scrolled = root.closest("[data-testid=stMain]")?.scrollTop ?? 0;
    root.style.setProperty("--above", `${Math.round(root.getBoundingClientRect().top + scrolled)}px`);
  });
  watch.observe(root.closest("[data-testid=stMainBlockContainer]") ?? document.body);
  return () => watch.disconnect();
}
