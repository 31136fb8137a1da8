// A first visit: three hints on the map, each gone for good once it was followed or pressed, and the way to a first lesson.

import { make } from "../dom.js";
import { alongEdge, beside, freeSpot, pointsAlong } from "../spots.js";
import { View } from "../view.js";
import { LandscapeMap } from "./map.js";

const KEPT = "overshoot.hints"; // in the browser's own memory: the names of those that are done
const LESSON = "./lessons?lesson=valley";
const TEXTS = { alpha: "Drag α", start: "Drag the start", play: "Press Play" };
const ALPHA = '[data-control="learning_rate"]';
const TAKEN = ".zoom, .map-hint.shown"; // what stands on the map

/** @typedef {keyof typeof TEXTS} Name */

export class Hints extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    const done = kept();
    /** Those that are still to be followed. @type {Map<Name, HTMLButtonElement>} */
    this.pending = new Map();
    for (const name of /** @type {Name[]} */ (Object.keys(TEXTS)))
      if (!done.includes(name)) this.pending.set(name, this.bubbleOf(name));
    this.element = make("div.hints", { role: "note", "aria-label": "Hints for a first visit" }, ...this.pending.values());
    const [asked, link] = [make("span", { text: "New here? Start with a " }), make("a", { href: LESSON, text: "first lesson" })];
    this.lesson = make("p.first-lesson", {}, asked, link);
    this.add(this.lesson);
    /** @type {LandscapeMap | null} */
    this.map = null;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** For what they were placed last. @type {unknown[]} */
    this.placed = [];
    this.stop = new AbortController();
    const { signal } = this.stop;
    stage.root.addEventListener("input", (event) => isWithin(event, ALPHA) && this.finish("alpha"), { signal });
    stage.root.addEventListener("change", (event) => isWithin(event, ALPHA) && this.finish("alpha"), { signal });
    stage.root.addEventListener("click", (event) => isWithin(event, ".playbar .primary") && this.finish("play"), { signal });
    this.element.addEventListener("keydown", ({ key }) => key === "Escape" && this.finishAll());
    addEventListener("keydown", ({ key, target }) => key === " " && target === document.body && this.finish("play"), { signal, capture: true });
  }

  /** @param {View[]} views */
  meet(views) {
    this.map = views.find((view) => view instanceof LandscapeMap) ?? null;
    this.map?.box.append(this.element);
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const before = this.scene;
    this.scene = scene;
    const moved = String(before?.course.start) !== String(scene.course.start);
    if (before && before.subject === scene.subject && moved) this.finish("start");
    const { answers, embedded } = this.stage;
    this.lesson.hidden = this.element.hidden = !answers || embedded || scene.only !== null;
    this.placed = [];
  }

  /** Beside what they are about, where nothing is covered; they stay there while a slider is dragged. @param {import("../view.js").Moment} moment */
  draw({ selected: { path, picked } }) {
    const { viewport, canvas, scale } = this.map ?? {};
    if (!viewport || !canvas || !scale || !this.pending.size || this.element.hidden || picked) return;
    const facts = [path, viewport.rangeX.join(), viewport.width, viewport.height, this.pending.size];
    if (facts.every((fact, i) => fact === this.placed[i])) return;
    this.placed = facts;
    const at = (/** @type {number} */ x, /** @type {number} */ y) => {
      const [px, py] = viewport.toPixel(x, y);
      return /** @type {import("../ink.js").Pixel} */ ([canvas.offsetLeft + scale * px, canvas.offsetTop + scale * py]);
    };
    const map = boxOf(canvas);
    const corners = Array.from(path.x, (x, k) => at(x, path.y[k])).filter(([x, y]) => Math.abs(x) < 1e4 && Math.abs(y) < 1e4);
    const boxes = [...(this.map?.box.querySelectorAll(TAKEN) ?? [])].map(boxOf);
    const ground = { points: pointsAlong(corners), boxes, map };
    for (const [name, bubble] of this.pending) {
      const above = name === "alpha" && this.isAbove();
      bubble.dataset.to = name === "start" ? "" : above ? "up" : "down";
      const size = /** @type {[number, number]} */ ([bubble.offsetWidth, bubble.offsetHeight]);
      const edge = alongEdge(map, size, above || name === "start");
      const near = name === "start" && corners.length ? beside(corners[0], size) : [];
      const spot = freeSpot(size, [...near, ...(name === "alpha" && !above ? edge.reverse() : edge)], ground);
      bubble.style.visibility = spot ? "" : "hidden";
      if (!spot) continue;
      boxes.push(spot);
      bubble.style.left = `${spot.left}px`;
      bubble.style.top = `${spot.top}px`;
    }
  }

  /** Whether the slider stands above the map, as it does where there is room. */
  isAbove() {
    const slider = this.stage.root.querySelector(ALPHA);
    const top = (/** @type {Element | undefined} */ element) => element?.getBoundingClientRect().top ?? 0;
    return slider !== null && top(slider) < top(this.map?.box);
  }

  /** @param {Name} name */
  bubbleOf(name) {
    const text = TEXTS[name];
    const bubble = make("button.hint", { type: "button", "aria-label": `${text}: hide this hint`, onclick: () => this.finish(name) });
    bubble.append(text, make("span", { text: "×", "aria-hidden": "true" }));
    return bubble;
  }

  /** A hint was followed, or is not wanted. @param {Name} name */
  finish(name) {
    const bubble = this.pending.get(name);
    if (!bubble) return;
    bubble.remove();
    this.pending.delete(name);
    try {
      localStorage.setItem(KEPT, JSON.stringify([...new Set([...kept(), name])]));
    } catch {
      // a browser that keeps nothing shows them again on the next visit
    }
  }

  finishAll() {
    for (const name of [...this.pending.keys()]) this.finish(name);
  }

  destroy() {
    this.stop.abort();
    this.element.remove();
    super.destroy();
  }
}

/** The hints that were followed on an earlier visit. @returns {string[]} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** @param {Event} event @param {string} selector */
const isWithin = ({ target }, selector) => target instanceof Element && target.closest(selector) !== null;

/** @param {Element} element within the map @returns {import("../spots.js").Box} */
function boxOf(element) {
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = /** @type {HTMLElement} */ (element);
  return { left, top, width, height };
}
