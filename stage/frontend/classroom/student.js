// A student's page of a room: the picture, what is asked of it, and below it always what is to do now, the room's code and
// whether it is connected.

import { make, say } from "../dom.js";
import { fillIn } from "../lesson/filling.js";
import { FIRST_LOOK } from "../look.js";
import { Banner } from "./banner.js";
import { buildCodeForm } from "./code.js";
import { StudentFace } from "./face.js";
import { phaseOf, tellPhase } from "./phase.js";
import { RoomPicture } from "./picture.js";
import { Room } from "./room.js";
import { Wake } from "./wake.js";

const AWAKE = ["open", "again", "discuss", "collecting"]; // while something is awaited of a student

/** Opens it within `place`. @param {HTMLElement} place @param {import("./room.js").Facts} facts */
export function open(place, { code, base, names }) {
  new StudentPage(place, new Room({ code, role: "student", base, names }));
}

class StudentPage {
  /** @param {HTMLElement} place @param {Room} room */
  constructor(place, room) {
    this.room = room;
    this.face = new StudentFace(room);
    this.banner = new Banner(room);
    this.wake = new Wake();
    this.scene = make("div.room-picture");
    this.sign = make("span.room-sign", { "aria-hidden": "true" });
    this.now = make("span", { role: "status" });
    this.meta = make("p.room-meta");
    this.foot = make("footer.room-foot", { hidden: "" }, make("p.room-now", {}, this.sign, this.now), this.meta);
    this.page = make("div.room-page", {}, this.banner.element, this.scene, this.foot);
    this.pause = make("div.room-pause", { role: "status" });
    /** What had the focus when the room was paused. @type {Element | null} */
    this.focused = null;
    this.place = place;
    place.classList.add("classroom", "student-page");
    place.replaceChildren(this.page, this.pause);
    const hold = (/** @type {Event} */ event) => room.state && (room.state.follow || room.state.paused) && event.stopImmediatePropagation();
    addEventListener("keydown", hold, true); // before the stage makes something of it
    this.picture = new RoomPicture(this.scene, room, this.face);
    this.face.setPicture(this.picture);
    /** The number of the task that is shown, and the screen in front. */
    this.task = -1;
    this.screen = "";
    this.first = true;
    this.veiled = this.paused = this.played = false;
    room.listen(() => this.update());
  }

  update() {
    const { room, face, picture, banner } = this;
    const { state } = room;
    if (room.gone) return this.leave();
    banner.update();
    if (!state) return;
    this.foot.hidden = false;
    document.documentElement.lang = state.language;
    document.title = `${fillIn(room.t("Room {code}"), { code: room.code })} · Overshoot`;
    picture.show(state.picture);
    this.setPaused(state.paused);
    const fresh = this.noteTask();
    picture.follow(state.follow);
    if (fresh && this.task) picture.reset(); // what is asked is asked of the picture as it came
    face.update();
    if (fresh) this.turnTo();
    this.setVeiled(state.veiled);
    this.wake.set(!state.paused && AWAKE.includes(phaseOf(state)));
    this.tell();
  }

  /** Whether something else is in front than before. */
  noteTask() {
    const { state, at } = this.room;
    const screen = JSON.stringify([state?.front.title, state?.front.place, state?.front.html]);
    const fresh = at.number !== this.task || screen !== this.screen;
    this.first = this.task < 0;
    [this.task, this.screen] = [at.number, screen];
    return fresh;
  }

  /** Something new is read from its beginning; the keyboard goes there, unless it is at work elsewhere. */
  turnTo() {
    if (this.first) return;
    scrollTo({ top: 0 });
    const { activeElement } = document;
    const nowhere = activeElement === null || activeElement === document.body;
    if (nowhere || this.face.element.contains(activeElement)) this.face.heading.focus({ preventScroll: true });
  }

  /** A run that may be seen is played from its start at once. @param {boolean} veiled */
  setVeiled(veiled) {
    const before = this.veiled;
    this.veiled = veiled;
    const { player, scene } = this.picture.stage;
    if (veiled === before || !scene || this.picture.shown !== this.picture.wanted) return;
    if (veiled) player.seek(0);
    else if (!this.room.state?.follow) player.begin(FIRST_LOOK);
  }

  /** All of it waits, as it is. @param {boolean} paused */
  setPaused(paused) {
    const { player } = this.picture.stage;
    say(this.pause, paused ? this.room.t("Your teacher has paused: look up.") : "");
    if (paused === this.paused) return;
    this.paused = paused;
    this.place.classList.toggle("paused", paused);
    if (paused) {
      this.focused = document.activeElement;
      this.played = player.playing;
      player.pause();
    }
    this.page.inert = paused;
    if (paused) return;
    if (this.played) player.play();
    if (this.focused instanceof HTMLElement) this.focused.focus({ preventScroll: true });
  }

  /** What is to do now, and how the room is. */
  tell() {
    const { room } = this;
    const t = (/** @type {string} */ english) => room.t(english);
    const { text, done } = tellPhase(room, this.picture.moves || this.face.walk !== null);
    say(this.now, text);
    say(this.sign, done ? "✓" : "");
    this.foot.classList.toggle("done", done);
    const { here, answered } = room.counts;
    const { question, collecting } = room.state ?? {};
    const facts = { code: room.code, here, answered };
    const parts = [fillIn(t("Room {code}"), facts), room.linked && room.online ? t("connected") : t("reconnecting …")];
    if (here) parts.push(fillIn(t("{here} here"), facts));
    if (here && question) parts.push(fillIn(t("{answered} answered"), facts));
    if (here && collecting) parts.push(fillIn(t("{answered} have run it"), facts));
    say(this.meta, parts.join(" · "));
    this.meta.classList.toggle("lost", !room.linked);
  }

  /** There is no such room, or none any more. */
  leave() {
    const { room, place } = this;
    if (place.querySelector(".room-card")) return;
    this.wake.set(false);
    this.picture.destroy();
    place.classList.remove("paused");
    const t = (/** @type {string} */ english) => room.t(english);
    const title = make("h1", { tabindex: "-1", text: fillIn(t("Room {code}"), { code: room.code }) });
    const explore = make("a", { href: room.below(""), text: t("Explore on your own") });
    const card = make("div.room-card", {}, title, make("p", { text: room.gone }), buildCodeForm(room.base, t), make("p", {}, explore));
    place.replaceChildren(card);
    title.focus({ preventScroll: true });
  }
}
