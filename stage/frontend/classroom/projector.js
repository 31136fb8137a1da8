// The projector's page of a room: what all see, from the last row. It has no controls and no secret.

import { make, say } from "../dom.js";
import { fillIn } from "../lesson/filling.js";
import { JoinScreen, JoinStrip } from "./join.js";
import { phaseOf } from "./phase.js";
import { RoomPicture } from "./picture.js";
import { Projection } from "./projection.js";
import { Room } from "./room.js";
import { Wake } from "./wake.js";

/** @typedef {import("./room.js").State} State */

/**
 * What goes on, in a word or two, and how it looks.
 * @param {State} state @param {(english: string) => string} t @returns {{look: string, text: string}}
 */
export function namePhase(state, t) {
  if (state.paused) return { look: "rests", text: t("Paused") };
  const names = {
    joining: { look: "", text: "" },
    free: { look: "", text: "" },
    open: { look: "open", text: t("Answer now") },
    again: { look: "open", text: t("Answer again") },
    locked: { look: "rests", text: t("Locked") },
    discuss: { look: "talk", text: t("Talk to your neighbour") },
    truth: { look: "told", text: t("The truth") },
    watch: { look: "told", text: t("Watch the run") },
    following: { look: "told", text: t("Watch here") },
    collecting: { look: "open", text: t("Everybody runs") },
    collected: { look: "rests", text: t("Enough runs") },
  };
  return names[phaseOf(state)];
}

/** @param {HTMLElement} place @param {{code: string, base: string, language: string, names?: Record<string, string>}} facts */
export function open(place, { code, base, names = {} }) {
  const room = new Room({ code, role: "projector", base, names });
  new ProjectorPage(place, room, (english) => room.t(english));
}

class ProjectorPage {
  /** @param {HTMLElement} place @param {Room} room @param {(english: string) => string} t */
  constructor(place, room, t) {
    this.room = room;
    this.t = t;
    this.projection = new Projection(room);
    this.strip = new JoinStrip(t);
    this.screen = new JoinScreen(t);
    this.wake = new Wake();
    this.phase = make("p.projector-phase", { role: "status" });
    this.bar = make("span.projector-bar");
    this.count = make("p.projector-count");
    this.progress = make("div.projector-progress", { "aria-hidden": "true" }, this.bar);
    this.lost = make("p.projector-lost", { role: "status" });
    this.cover = make("div.projector-cover", { role: "status" });
    this.keys = make("p.projector-keys");
    this.field = make("div.projector-field");
    const counts = make("div.projector-counts", {}, this.count, this.progress);
    const head = make("header.projector-strip", {}, this.strip.element, this.phase, counts);
    const body = make("div.projector-body", {}, this.field, this.screen.element, this.cover);
    this.root = make("div.projector-page", {}, head, this.lost, body, this.keys);
    place.append(this.root);
    addEventListener("keydown", (event) => this.hearKey(event), { capture: true }); // before the stage does
    this.picture = new RoomPicture(this.field, room, this.projection);
    /** Whether the way in is shown large; null: until something is shown or asked. @type {boolean | null} */
    this.joining = null;
    /** What was in front at first. */
    this.first = "";
    this.ran = "";
    room.listen(() => this.update());
  }

  /** F fills the screen with all of the page, J shows the way in. @param {KeyboardEvent} event */
  hearKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "f" && key !== "j") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    if (key === "j") {
      this.joining = Boolean(this.screen.element.hidden);
      this.update();
    } else if (document.fullscreenElement) document.exitFullscreen();
    else if (document.fullscreenEnabled) document.documentElement.requestFullscreen();
  }

  update() {
    const { room, t } = this;
    const { state, gone } = room;
    this.root.classList.toggle("gone", gone !== "");
    if (gone || !state) return this.showCover(gone || t("One moment …"));
    const { question, collecting, chart } = state;
    this.wake.set(true);
    this.root.lang = state.language;
    this.root.classList.toggle("charting", Boolean(chart));
    this.root.classList.toggle("asking", question !== null);
    say(this.lost, room.online ? "" : t("Not connected: this page keeps trying."));
    this.lost.hidden = room.online;
    if (state.join) {
      this.strip.draw(state.join);
      this.screen.draw(state.join);
    }
    this.showWayIn(state);
    const { look, text } = namePhase(state, t);
    say(this.phase, text);
    this.phase.dataset.look = look;
    this.drawCounts(question ? "answer" : collecting ? "run" : "");
    this.projection.show(state);
    this.showPicture(state);
    this.showCover(state.paused ? t("Paused: please look up.") : "");
    say(this.keys, `F: ${t("full screen")} · J: ${t("the way in, large")}`);
  }

  /** Large until something is asked, or something else is in front than at first. @param {State} state */
  showWayIn({ question, collecting, follow, front, picture, join }) {
    const now = JSON.stringify([front.title, front.place, picture?.id]);
    this.first ||= now;
    if (this.joining === null && (question || collecting || follow || now !== this.first)) this.joining = false;
    this.screen.element.hidden = !join || this.joining === false;
    this.root.classList.toggle("joining-now", !this.screen.element.hidden);
  }

  /** @param {"" | "answer" | "run"} asked */
  drawCounts(asked) {
    const { t } = this;
    const { here, answered } = this.room.counts;
    const present = here === 1 ? t("1 here") : fillIn(t("{here} here"), { here });
    const told = asked === "run" ? t("{answered} have run") : t("{answered} answered");
    say(this.count, asked ? `${present} · ${fillIn(told, { answered })}` : present);
    this.progress.hidden = asked === "";
    this.bar.style.width = `${Math.min((100 * answered) / Math.max(here, answered, 1), 100)}%`;
  }

  /** @param {State} state */
  showPicture({ picture, follow, question }) {
    this.picture.show(picture);
    this.picture.follow(follow);
    const ran = question?.ran ? String(question.number) : "";
    if (ran && ran !== this.ran && !follow) this.picture.stage.player.begin({ step: 0, play: true });
    this.ran = ran;
  }

  /** @param {string} text "": nothing is covered */
  showCover(text) {
    say(this.cover, text);
    this.cover.hidden = text === "";
  }
}
