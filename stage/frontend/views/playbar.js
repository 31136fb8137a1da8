// The row under the map: restart, step back, play, step forward, the time slider and the speed.

import { make } from "../dom.js";
import { STEPS_PER_SECOND, WHOLE_RUN } from "../player.js";
import { Rail } from "../rail.js";
import { View } from "../view.js";

/** @type {[string, number | null][]} */
const SPEEDS = [
  ["×¼", 0.25],
  ["×½", 0.5],
  ["×1", 1],
  ["×2", 2],
  ["×4", 4],
  ["×8", 8],
  [`all in ${WHOLE_RUN} s`, null],
];
const ICONS = {
  restart: "M5 5v14h2.4V5zM19 5v14l-10-7z",
  back: "M15.5 5v14l-10-7zM16.6 5v14H19V5z",
  forward: "M8.5 5v14l10-7zM5 5v14h2.4V5z",
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
};

export class Playbar extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const { player } = stage;
    this.told = "";
    this.play = button("Play", ICONS.play, () => player.toggle());
    this.play.classList.add("primary");
    this.slider = make("input.time", { type: "range", min: 0, max: 1, step: 1, "aria-label": "Step" });
    const seek = () => player.seek(Number(this.slider.value));
    this.slider.addEventListener("input", seek);
    let before = player.moment;
    const rail = new Rail(this.slider, {
      take: () => (before = player.moment),
      move: seek,
      drop: () => {},
      cancel: () => (player.moment = before),
    });
    this.count = make("output.count", { "aria-live": "off" });
    this.speed = make(
      "select.speed",
      {
        "aria-label": "Speed",
        title: `Speed: ×1 is ${STEPS_PER_SECOND} steps a second; the last one shows the whole run in ${WHOLE_RUN} seconds`,
        onchange: () => (player.speed = SPEEDS[this.speed.selectedIndex][1]),
      },
      ...SPEEDS.map(([text, speed]) => make("option", { value: speed ?? "all", text })),
    );
    this.speed.selectedIndex = SPEEDS.findIndex(([, speed]) => speed === player.speed);
    this.add(
      button("Restart", ICONS.restart, () => player.seek(0)),
      button("Step back", ICONS.back, () => player.step(-1)),
      this.play,
      button("Step forward", ICONS.forward, () => player.step(1)),
      rail.element,
      this.count,
      this.speed,
    );
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ t, step, playing }) {
    const { steps } = this.stage.player;
    const told = String([t, steps, playing]);
    if (told === this.told) return;
    this.told = told;
    this.slider.max = String(steps);
    this.slider.value = String(step);
    this.slider.style.setProperty("--filled", `${(100 * t) / steps}%`);
    this.slider.setAttribute("aria-valuetext", `step ${step} of ${steps}`);
    this.count.textContent = `step ${step} / ${steps}`;
    const name = playing ? "Pause" : "Play";
    if (this.play.ariaLabel === name) return;
    this.play.ariaLabel = name;
    this.play.title = `${name} (Space; ? shows all keys)`;
    this.play.querySelector("path")?.setAttribute("d", playing ? ICONS.pause : ICONS.play);
  }
}

/** @param {string} name @param {string} icon @param {() => void} onclick */
function button(name, icon, onclick) {
  const element = make("button.icon-button", { type: "button", "aria-label": name, title: name, onclick });
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icon}"/></svg>`;
  return element;
}
