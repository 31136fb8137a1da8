// The thin layer between Streamlit's component protocol and the stage.

import { watchScrolling } from "./scrolling.js";
import { mount } from "./stage.js";

/** @type {WeakMap<HTMLElement, {stage: any, data: Uint8Array | null, wish: Function, unwatch: () => void}>} */
const mounted = new WeakMap();

/** Called by Streamlit whenever the scene or the theme changed; returns the clean-up for unmounting. */
export function render({ data, parentElement, setTriggerValue }) {
  let entry = mounted.get(parentElement);
  if (!entry) {
    entry = { stage: null, data: null, wish: null, unwatch: watchScrolling() };
    entry.stage = mount(parentElement, { wish: (wish) => entry.wish(wish) });
    mounted.set(parentElement, entry);
  }
  entry.wish = (wish) => setTriggerValue("wish", wish);
  if (data && data !== entry.data) entry.stage.update(data);
  else entry.stage.setTheme();
  entry.data = data;
  return () => {
    entry.stage.destroy();
    entry.unwatch();
    mounted.delete(parentElement);
  };
}
