// Chips that show and hide the panels beside the map. What somebody opened or closed stays so on the next visit.

import { make } from "../dom.js";
import { View } from "../view.js";

const LETTERS = 14; // pixels, of a page's letters: for these a panel says how large a window it wants
const SLACK = 4; // pixels
const KEPT = "overshoot-panels"; // in the browser's own memory: {title: whether it is open}

export class Panels extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("div.panels", { role: "group", "aria-label": "Panels beside the map" });
    this.add(this.element);
    this.fitted = false;
    /** The panel that the address opens. @type {View | null} */
    this.asked = null;
    /** Whether there is a picture of data among them; null: there is no scene yet. @type {boolean | null} */
    this.ofData = null;
    /** Whether a formula's field takes of their height. */
    this.typed = false;
    /** Whether a link has chosen them: then each is open at first, whatever a visitor keeps open elsewhere. */
    this.chosen = false;
    /** @type {Map<View, (open: boolean) => void>} */
    this.sets = new Map();
    /**
     * Show the chips of what there is to see, and say whether anything came or went.
     * @type {((scene: import("../scene.js").Scene | null) => boolean)[]}
     */
    this.offer = [];
    /** @type {(() => void)[]} open or close the panels that nobody has chosen to be so */
    this.settle = [];
    document.addEventListener("fullscreenchange", this.refresh);
  }

  destroy() {
    document.removeEventListener("fullscreenchange", this.refresh);
    super.destroy();
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const [ofData, typed, chosen] = [scene.data !== null, Boolean(scene.typed), scene.only !== null];
    if (this.offer.map((act) => act(scene)).includes(true)) this.fitted = false;
    if (this.ofData !== ofData || this.typed !== typed || this.chosen !== chosen) {
      this.chosen = chosen;
      this.ofData = ofData;
      this.typed = typed;
      this.settle.forEach((act) => act());
      this.fitted = false;
    }
    if (!this.fitted) this.fit();
    this.fitted = true;
  }

  /** An address opens the one that it is about; what a visitor keeps open is another matter. @param {Partial<import("../look.js").Look>} look */
  setLook({ show }) {
    for (const [view, set] of this.sets) {
      if (show === undefined || view.panel?.show !== show) continue;
      this.asked = view;
      set(true);
      this.fit();
    }
  }

  get look() {
    const open = [...this.sets.keys()].find((view) => view.panel?.show && !view.closed);
    return open ? { show: open.panel?.show } : {};
  }

  /** On a projector letters are larger, and fewer panels find room. */
  refresh = () => {
    this.settle.forEach((act) => act());
    this.fit();
  };

  /**
   * Closes panels, the last one first, until the column is no longer than the map's. What stays open at first gives way
   * to one that is opened.
   * @param {View | null} opened stays open
   */
  fit(opened = null) {
    const main = this.stage.root.querySelector(".stage-main");
    if (!(main instanceof HTMLElement)) return;
    const act = () => {
      const kept = opened ?? this.asked;
      if (getComputedStyle(this.place).display === "contents") return; // on a phone all is one column
      const lasts = (/** @type {View} */ view) => view.panel?.beside === 0;
      const [lasting, others] = [[...this.sets].filter(([view]) => lasts(view)), [...this.sets].filter(([view]) => !lasts(view))];
      for (const [view, set] of [...others.reverse(), ...(kept && !kept.closed ? lasting : [])]) {
        if (this.place.offsetHeight <= main.offsetHeight + SLACK) return;
        if (view !== kept && !view.closed) set(false);
      }
    };
    requestAnimationFrame(() => requestAnimationFrame(act)); // once the map has the height that the window leaves it
  }

  /** @param {View[]} views */
  meet(views) {
    this.settle = [];
    this.offer = [];
    this.sets.clear();
    const chips = views.flatMap((view) => (view.panel ? [this.chipOf(view, view.panel)] : []));
    this.element.replaceChildren(...chips);
    this.element.hidden = !chips.length;
  }

  /** @param {View} view @param {import("../view.js").Panel} panel */
  chipOf(view, { title, width, height, beside = height }) {
    const chip = make("button.chip", { type: "button", text: title });
    const keptAs = () => (beside !== height && this.ofData ? `${title} beside data` : title);
    const set = (/** @type {boolean} */ wanted) => {
      const open = wanted && !chip.hidden;
      view.setOpen(open);
      chip.setAttribute("aria-pressed", String(open));
      this.stage.request();
    };
    chip.addEventListener("click", () => {
      if (this.asked === view) this.asked = null;
      set(view.closed);
      if (!this.chosen) keep(keptAs(), !view.closed);
      this.fit(view);
    });
    this.sets.set(view, set);
    const settle = () => {
      const letters = parseFloat(getComputedStyle(this.element).fontSize) / LETTERS;
      const least = this.ofData ? beside : height;
      if (this.chosen) return set(view.panel?.show === undefined || this.asked === view);
      set(this.asked === view || (kept()[keptAs()] ?? (innerWidth >= width * letters && innerHeight >= least * letters)));
    };
    const offer = (/** @type {import("../scene.js").Scene | null} */ scene) => {
      const before = chip.hidden;
      chip.hidden = !view.suits(scene);
      if (before !== chip.hidden) settle();
      return before !== chip.hidden;
    };
    this.settle.push(settle);
    this.offer.push(offer);
    offer(null);
    settle();
    return chip;
  }
}

/** @returns {Record<string, boolean>} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
  } catch {
    return {}; // the browser keeps its memory to itself, or somebody else wrote there
  }
}

/** @param {string} title @param {boolean} open */
function keep(title, open) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [title]: open }));
  } catch {
    // then it is open or closed for this visit
  }
}
