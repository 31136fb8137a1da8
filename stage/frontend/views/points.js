// The hands for the data: another draw, or points of one's own; they stand in the caption of the data's picture.

import { make, say } from "../dom.js";
import { wants } from "../only.js";
import { PointsDialog } from "../points_dialog.js";
import { View } from "../view.js";
import { DataView } from "./data.js";

const FIRST = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.2 2.5v4h4M3.6 6.3a5 5 0 1 1-.5 3.4"/></svg>';
const UNLINKED = "These points are too many for a link: they stay until this page is closed or reloaded.";

export class PointsView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.another = make("button.text-button", { type: "button", text: "Draw new data", onclick: () => this.redraw() });
    this.first = make("button.text-button.first-draw", {
      type: "button",
      "aria-label": "Back to the first draw",
      title: "Back to the first draw",
      onclick: () => this.draws(0),
    });
    this.first.innerHTML = FIRST;
    this.own = make("button.text-button", {
      type: "button",
      text: "Your own points…",
      title: "Paste two columns, or upload a file",
      "aria-haspopup": "dialog",
      onclick: () => this.open(),
    });
    this.words = make("span.points-words");
    this.hands = make("div.points-hands", {}, this.another, this.first, this.own, this.words);
    this.note = make("p.points-note", { role: "status" });
    this.count = make("span.points-words");
    this.noise = make("span");
    this.told = make("p.points-told", {}, this.count, " ", this.noise);
    this.dialog = new PointsDialog(`${stage.id}-points`, {
      use: (text) => stage.change({ chosen: { data: text } }),
      back: () => stage.change({ chosen: { data: "" } }),
    });
    this.add(this.hands, this.note, this.told, this.dialog.element);
    /** @type {import("../own_points.js").PointsFacts | null} */
    this.points = null;
    /** The draw that is on its way. @type {number | null} */
    this.asked = null;
    /** Why points were not taken, when their dialog was closed meanwhile. */
    this.refused = "";
  }

  /** @param {View[]} views */
  meet(views) {
    const picture = views.find((view) => view instanceof DataView);
    if (picture instanceof DataView) picture.caption.append(this.hands, this.note);
  }

  /** @param {import("../scene.js").Scene | null} scene */
  suits(scene) {
    return Boolean(scene?.points);
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { points } = scene;
    const { answers } = this.stage;
    const shown = points && wants(scene, "data"); // hands without their picture would stand for nothing
    for (const element of [this.hands, this.note, this.told]) element.hidden = !shown;
    if (!points) this.dialog.element.close();
    if (!points || points === this.points) return;
    const { seed, own, words, noise, linked } = points;
    this.points = points;
    if (seed === this.asked) this.asked = null;
    this.another.hidden = !answers || seed === null;
    if (!seed && document.activeElement === this.first) this.another.focus();
    this.first.hidden = !answers || !seed;
    this.own.hidden = !answers;
    this.another.title = seed === null ? "" : `Other points of the same kind; these are draw ${seed + 1}`;
    this.refused = this.dialog.setPoints(points) ?? (own ? "" : this.refused);
    say(this.words, words);
    say(this.count, asSentence(words));
    say(this.noise, noise);
    this.told.classList.toggle("noisy", noise !== "");
    say(this.note, this.refused ? `Your points were not taken. ${this.refused}` : linked ? "" : UNLINKED);
  }

  /** @param {import("../view.js").Moment} moment */
  draw({ service }) {
    this.dialog.draw(service);
  }

  open() {
    this.refused = "";
    say(this.note, this.points?.linked === false ? UNLINKED : "");
    this.dialog.open();
  }

  /** One further than the last draw, if that is still on its way, too. */
  redraw() {
    this.draws((this.asked ?? this.points?.seed ?? 0) + 1);
  }

  /** @param {number} seed */
  draws(seed) {
    this.asked = seed;
    this.stage.change({ chosen: { data_seed: seed } });
  }
}

/** @param {string} words as they stand within a line */
const asSentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, "")}.`;
