// A page on a stick: the stage in one file, without a server. It opens the pictures that the file holds, one at a time.

import { PartStore } from "../parts.js";
import { loadPlotly } from "../plotly.js";
import { mount } from "../stage.js";
import { Pictures } from "./pictures.js";

const NOTE = "A saved page: each slider is live, and moving one returns the others; all other changes, and maps of many runs, need the app.";
const FLAT = "It has no 3D surface.";

/**
 * What the file holds. `read` takes a block of bytes by its name; `plotly` is where plotly.js is, null where it is not.
 * @typedef {object} File
 * @property {(import("./pictures.js").Named & {scene: string, parts: string[]})[]} pictures
 * @property {(name: string) => Uint8Array} read
 * @property {(() => Promise<string>) | null} plotly
 */

/** Shows the pictures of a file within `place`. @param {HTMLElement} place @param {File} file */
export function open(place, { pictures: all, read, plotly }) {
  const parts = new PartStore();
  /** @param {number} at */
  const show = (at) => {
    const { scene, parts: names } = all[at];
    for (const name of names) parts.receive(read(name));
    remember(at);
    return stage.update(read(scene), true);
  };
  const pictures = new Pictures(all, plotly ? NOTE : `${NOTE} ${FLAT}`, show);
  const stage = mount(place, {
    wish() {},
    answers: false,
    parts,
    link: () => location.href,
    pictures,
  });
  addEventListener("hashchange", () => pictures.go(pictures.placeOf(location.hash)));
  for (const query of ["(prefers-color-scheme: dark)", "print"])
    matchMedia(query).addEventListener("change", () => {
      stage.setTheme();
      stage.draw(); // at once: a printer waits for no frame
    });
  pictures.place = pictures.placeOf(location.hash);
  const shown = show(pictures.place);
  if (plotly) loadPlotly.url = shown.then(plotly);
  return shown;
}

/** The address says which one is shown. @param {number} place */
function remember(place) {
  if (place === 0 && !location.hash) return;
  try {
    history.replaceState(null, "", `#${place + 1}`);
  } catch {
    // a page within another one may have no address of its own
  }
}
