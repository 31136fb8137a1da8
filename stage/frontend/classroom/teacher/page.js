// The teacher's page: where the lesson is, what the class has in front, and what to do next.

import { make, say } from "../../dom.js";
import { fillIn } from "../../lesson/filling.js";
import { Asking } from "./asking.js";
import { Collection, Offers } from "./collection.js";
import { Control } from "./control.js";
import { screenBeside } from "./course.js";
import { Front } from "./front.js";
import { Invitation } from "./invitation.js";
import { Keeping } from "./keeping.js";
import { Moves } from "./moves.js";
import { Outline } from "./outline.js";

const SOON = 1800; // seconds before its end at which a room says so
const TYPED = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select"; // beside a slider keys turn screens, too

export class TeacherPage {
  /**
   * @param {HTMLElement} place @param {import("../room.js").Room} room @param {string} secret @param {() => void} deleted
   */
  constructor(place, room, secret, deleted) {
    this.room = room;
    const t = (/** @type {string} */ english) => room.t(english);
    this.t = t;
    this.moves = new Moves(room, t, () => this.mark());
    this.front = new Front(this.moves);
    this.control = new Control(this.moves);
    this.outline = new Outline(this.moves);
    this.invitation = new Invitation(this.moves);
    this.keeping = new Keeping(this.moves, secret, deleted);
    this.asking = new Asking(this.moves, this.front);
    this.collection = new Collection(this.moves);
    this.offers = new Offers(this.moves, (step) => this.control.take(step));
    this.notices = make("div.teacher-notices", { role: "status" });
    this.link = make("span.teacher-linked", { role: "status" });
    this.here = make("span.teacher-here");
    this.pause = this.moves.button(".teacher-pause", t("Pause all"), () => this.moves.send("pause", { on: !room.state?.paused }));
    const bar = make("header.teacher-top", {}, this.invitation.element, make("div.teacher-tools", {}, this.here, this.link, this.pause, this.keeping.element));
    const right = make("section.teacher-right", { "aria-label": t("What comes next") }, this.control.element, this.asking.element, this.collection.element, this.offers.element);
    this.element = make("div.teacher-page", {}, bar, this.notices, this.outline.element, this.front.element, right);
    place.replaceChildren(this.element);
    this.press = (/** @type {KeyboardEvent} */ event) => this.hear(event);
    addEventListener("keydown", this.press, true); // a stage keeps its keys to itself
    this.clock = setInterval(() => this.draw(), 30_000);
  }

  draw() {
    const { room, t } = this;
    const { state, counts } = room;
    if (!state) return;
    this.moves.arrived?.();
    this.element.lang = state.language;
    this.outline.draw(state);
    this.front.draw(state);
    this.control.draw(state, counts);
    this.asking.draw(state);
    this.collection.draw(state);
    this.offers.draw(state);
    this.invitation.draw(state);
    this.keeping.draw(state);
    say(this.here, fillIn(t("{here} here"), { here: counts.here }));
    say(this.link, room.linked ? t("connected") : t("reconnecting …"));
    this.link.classList.toggle("off", !room.linked);
    this.moves.rename(this.pause, state.paused ? t("Go on") : t("Pause all"));
    this.pause.setAttribute("aria-pressed", String(state.paused));
    this.notify(state);
    this.mark();
  }

  /** What a teacher has to know, each in a sentence. @param {import("../room.js").State} state */
  notify({ trouble, kept, ends }) {
    const { t, room } = this;
    const said = [];
    if (!room.online) said.push(t("Not connected: your buttons wait until the room is back. Phones keep their answers meanwhile."));
    if (trouble) said.push(trouble);
    else if (kept === "memory") said.push(t("This room is kept in memory alone: if the server is started anew, it is lost."));
    if (room.counts.teachers > 1) said.push(t("Another teacher’s page of this room is open, too: both can lead it."));
    if (ends - Date.now() / 1000 < SOON) said.push(fillIn(t("The room ends in {time}. Download the answers before."), { time: this.keeping.timeTo(ends) }));
    const key = said.join("\n");
    if (this.notices.dataset.key === key) return;
    this.notices.dataset.key = key;
    this.notices.replaceChildren(...said.map((text) => make("p", { text })));
  }

  mark() {
    this.moves.mark(this.element);
  }

  /** The keys of a clicker: on to what comes next, and back to the screen before. @param {KeyboardEvent} event */
  hear(event) {
    const { key, target, repeat, ctrlKey, metaKey, altKey } = event;
    if (!["PageDown", "PageUp"].includes(key) || ctrlKey || metaKey || altKey || document.fullscreenElement) return;
    if (target instanceof Element && (target.matches(TYPED) || target.closest("dialog, [popover]"))) return;
    event.preventDefault();
    if (repeat || !this.room.state) return;
    if (key === "PageDown") return this.control.press();
    const back = screenBeside(this.room.state, -1, "");
    if (back) this.control.take(back);
  }

  destroy() {
    clearInterval(this.clock);
    removeEventListener("keydown", this.press, true);
    this.front.destroy();
  }
}
