// The menus of the catalogues: landscape, optimizer and schedule, as the page offers them.

import { make } from "../dom.js";
import { Menu } from "../menu.js";
import { inkOf } from "../runners.js";
import { View } from "../view.js";

const OF_RUNNER = ["optimizer", "schedule"];
const OF_RACE = "preset"; // stands beside the runners

export class Menus extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("div.menus", { role: "group", "aria-label": "What runs on what" });
    this.add(this.element);
    /** @type {Map<string, Menu>} by what the page calls them */
    this.menus = new Map();
    /** @type {unknown} from what they were made */
    this.lines = null;
    /** What the address puts before the names of the runner that they are about. */
    this.prefix = "";
    this.colour = "";
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ lines, chosen, race, selected }) {
    this.element.hidden = !lines || !this.stage.answers;
    if (!lines || !this.stage.answers) return;
    if (lines !== this.lines) {
      for (const [name, { label, items }] of Object.entries(lines.menus)) {
        if (name === OF_RACE) continue;
        const menu = this.menus.get(name) ?? this.menuOf(name, label);
        menu.setItems(items);
      }
    }
    this.lines = lines;
    for (const [name, menu] of this.menus) {
      menu.show(chosen[name]);
      menu.best.hidden = Boolean(race);
    }
    this.prefix = race && selected.place > 0 ? `${selected.key}.` : "";
  }

  /** @param {string} name @param {string} label */
  menuOf(name, label) {
    const menu = new Menu(`${this.stage.id}-${name}`, label, {
      choose: (key) => {
        menu.show(key); // until the answer
        this.stage.wish({ chosen: { [(OF_RUNNER.includes(name) ? this.prefix : "") + name]: key } });
      },
      best: () => this.stage.renew({ best: name }),
    });
    this.menus.set(name, menu);
    this.element.append(...menu.elements);
    return menu;
  }

  /** Of several runners it is the selected one's: its colour says so. @param {import("../view.js").Moment} moment */
  draw({ theme, runners, selected }) {
    const colour = runners.length > 1 ? inkOf(selected, runners.length, theme).line : "";
    if (colour === this.colour) return;
    this.colour = colour;
    for (const name of OF_RUNNER) this.menus.get(name)?.button.style.setProperty("--runner", colour || null);
  }

  /** An open one would be in the way of a new picture. */
  get inHand() {
    return [...this.menus.values()].some(({ sheet }) => sheet.open);
  }
}
