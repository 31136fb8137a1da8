// The boxes of a stage, into which its views go.

import { make } from "./dom.js";

/** All of them, not yet on a page: `places` by the names that views.js has for them. */
export function buildBoxes() {
  const title = make("h2.title");
  const lesson = make("div.stage-lesson");
  const menus = make("div.stage-menus");
  const tools = make("div.stage-tools", { role: "group", "aria-label": "Tools" });
  const band = make("div.stage-band");
  const main = make("div.stage-main");
  const bar = make("div.playbar", { role: "group", "aria-label": "Playback" });
  const side = make("div.stage-side");
  const top = make("div.stage-top", {}, title, menus);
  const root = make("section.stage", { "aria-label": "Live stage", "aria-busy": "true" }, lesson, top, band, main, side);
  return { root, title, top, places: { lesson, menus, tools, top, band, main, bar, side, below: root } };
}
