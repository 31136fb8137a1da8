// "Teach this": the dialog that opens a room for what stands on the page, or shows it in one that is open already.

import { forgetRoom, isAsked, isGone, keepRoom, livingRooms, post, stateOf } from "./classroom/own_rooms.js";
import { frontOf, Leading } from "./classroom/following.js";
import { atOf } from "./classroom/room.js";
import { make, say } from "./dom.js";
import { fillIn } from "./lesson/filling.js";

/**
 * @typedef {import("./view.js").Conductor} Conductor
 * @typedef {import("./classroom/own_rooms.js").OwnRoom} OwnRoom
 * @typedef {(english: string) => string} Teller
 */

/** Which room follows a stage. @type {WeakMap<Conductor, Leading>} */
const leadings = new WeakMap();

/** Opens the dialog. @param {Conductor} stage @param {Teller} t @param {() => void} [closed] */
export function teach(stage, t, closed = () => {}) {
  const dialog = new TeachDialog(stage, t, closed);
  dialog.open();
}

class TeachDialog {
  /** @param {Conductor} stage @param {Teller} t @param {() => void} closed */
  constructor(stage, t, closed) {
    this.stage = stage;
    this.t = t;
    const id = `${stage.id}-teach`;
    const title = make("h3.dialog-title", { id, text: t("Teach this") });
    const close = make("button.icon-button", { type: "button", text: "×", "aria-label": t("Close") });
    close.addEventListener("click", () => this.element.close());
    const shown = t("A room shows what you see here, on your projector and on the phones of your class.");
    const joined = t("Everybody joins with four letters and without a name, and predicts before it runs.");
    const told = make("p", { text: `${shown} ${joined}` });
    this.opener = make("button.text-button.primary", { type: "button", text: t("Open a room"), onclick: () => this.openRoom() });
    this.said = make("p.students-said", { role: "status" });
    this.rooms = make("ul.teach-rooms", { "aria-label": t("Your rooms") });
    this.element = make("dialog.wide-dialog.teach", { "aria-labelledby": id, lang: this.language, tabindex: "-1" });
    this.element.append(make("div.dialog-head", {}, title, close), told, this.rooms, this.said, this.opener);
    this.element.addEventListener("click", ({ target }) => target === this.element && this.element.close());
    this.element.addEventListener("close", () => {
      this.element.remove();
      closed();
    });
  }

  get language() {
    return this.stage.scene?.lesson?.language ?? "en";
  }

  async open() {
    this.stage.root.append(this.element);
    this.element.showModal();
    const rooms = await livingRooms();
    this.rooms.append(...rooms.map((room) => this.lineOf(room)));
  }

  async openRoom() {
    const { scene } = this.stage;
    if (!scene || this.opener.ariaBusy === "true") return; // a double click opens one
    this.opener.ariaBusy = "true";
    const { lesson, title } = scene;
    const picture = { ...frontOf(scene, ""), veiled: true }; // which a class predicts before it runs
    const place = lesson ? { lesson: lesson.key, screen: lesson.place, language: this.language } : picture;
    const { said, told } = await post("room", place);
    this.opener.ariaBusy = null;
    if (said) return say(this.said, this.t(said));
    keepRoom(told.code, told.secret, lesson?.title ?? title, lesson?.key ?? "");
    location.assign(new URL(told.teacher, document.baseURI));
    this.element.close();
  }

  /** What can be done with a room that is open. @param {OwnRoom} room */
  lineOf(room) {
    const { t, stage } = this;
    const { code, secret, title } = room;
    const line = make("li.teach-room");
    const show = make("button.text-button", {
      type: "button",
      text: fillIn(t("Show this in room {code}"), { code }),
      onclick: () => this.show(room, line),
    });
    const back = make("a.text-button", {
      href: new URL(`room/${code}/teacher#${secret}`, document.baseURI),
      target: `overshoot-${code}`,
      text: t("Its teacher's page ↗"),
    });
    const box = make("input", { type: "checkbox", onchange: () => this.follow(room, box.checked) });
    box.checked = leadings.get(stage)?.room.code === code;
    const following = make("label.check", {}, box, make("span", { text: t("Follow me here: the room sees what I do on this page") }));
    line.append(
      make("p", {}, make("strong", { text: code }), ` ${title}`),
      make("div.teach-ways", {}, show, back),
      following,
    );
    return line;
  }

  /** @param {OwnRoom} room @param {HTMLElement} line */
  async show(room, line) {
    const { stage, t } = this;
    if (!stage.scene) return;
    const state = await stateOf(room);
    const asked = isAsked(state);
    const move = { ...frontOf(stage.scene, room.lesson), at: atOf(state.told) };
    const answer = state.said || asked ? state : await post(`room/${room.code}/move`, move, room.secret);
    if (isGone(answer)) {
      forgetRoom(room.code);
      line.remove();
    }
    const told = asked ? t("Room {code} is at a task: finish that on its teacher's page first.") : t("Room {code} shows it.");
    say(this.said, answer.said ? t(answer.said) : fillIn(told, { code: room.code }));
  }

  /** One room follows a page. @param {OwnRoom} room @param {boolean} on */
  follow(room, on) {
    const { stage } = this;
    leadings.get(stage)?.end();
    if (on) leadings.set(stage, new Leading(stage, room, this.t, () => leadings.delete(stage)));
    for (const box of this.rooms.querySelectorAll("input"))
      box.checked = on && box.closest("li")?.querySelector("strong")?.textContent === room.code;
  }
}
