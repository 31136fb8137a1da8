// What becomes of a room: its answers as a file, another machine that takes it over, its end.

import { make, say } from "../../dom.js";
import { fillIn } from "../../lesson/filling.js";
import { Sheet } from "../../sheet.js";
import { saidBy } from "../feed.js";
import { buildCopier, buildDialog } from "./dialog.js";

const PATIENCE = 30_000; // milliseconds
const [HOUR, MINUTE] = [3600, 60]; // seconds

export class Keeping {
  /**
   * @param {import("./moves.js").Moves} moves @param {string} secret
   * @param {() => void} deleted
   */
  constructor(moves, secret, deleted) {
    const { t, room } = moves;
    this.moves = moves;
    this.t = t;
    this.room = room;
    this.secret = secret;
    this.deleted = deleted;
    this.button = make("button.icon-button.teacher-menu", { type: "button", text: "⋯", "aria-label": t("More") });
    this.sheet = new Sheet(this.button, "teacher-sheet");
    this.life = make("p.teacher-hint");
    const line = (/** @type {string} */ text, /** @type {() => void} */ act) => {
      const button = make("button.plain", { type: "button", text });
      button.addEventListener("click", () => {
        this.sheet.close();
        act();
      });
      return button;
    };
    this.link = make("input.teacher-field", { type: "password", readonly: "", "aria-label": t("The secret link"), autocomplete: "off" });
    this.trouble = make("p.teacher-said", { role: "alert" });
    this.taking = this.buildTaking();
    this.deleting = this.buildDeleting();
    this.sheet.element.append(
      line(t("Download the answers (CSV)"), () => this.download()),
      line(t("Take over on another machine"), () => this.openTaking()),
      line(t("Delete the room"), () => this.openDeleting()),
      this.life,
    );
    this.element = make("div.teacher-keeping", {}, this.button, this.sheet.element, this.taking, this.deleting);
  }

  buildTaking() {
    const { t } = this;
    const seen = make("input", { type: "checkbox" });
    seen.addEventListener("change", () => this.showLink(seen.checked));
    this.link.addEventListener("focus", () => this.link.select());
    const copy = buildCopier(t, () => this.link.value, () => {
      seen.checked = true;
      this.showLink(true);
      this.link.focus();
    });
    return buildDialog(
      t("Take over on another machine"),
      t("Close"),
      make("p", { text: t("Open this secret link there. Both pages then lead the room.") }),
      make("p.teacher-warning", { text: t("Whoever sees it is the teacher of this room: keep it off the projector, and out of the class chat.") }),
      make("div.teacher-row", {}, this.link, copy),
      make("label.check", {}, seen, t("Show the link")),
    );
  }

  /** @param {boolean} on */
  showLink(on) {
    this.link.type = on ? "text" : "password";
  }

  openTaking() {
    const url = this.room.state?.join?.url ?? this.room.url("").replace(/\/$/, "");
    this.link.value = `${url}/teacher#${this.secret}`;
    this.taking.showModal();
  }

  buildDeleting() {
    const { t } = this;
    const keep = make("button.text-button", { type: "button", text: t("Keep it"), onclick: () => this.deleting.close() });
    const first = make("button.text-button", { type: "button", text: t("Download first"), onclick: () => this.download() });
    const go = make("button.text-button.teacher-danger", { type: "button", text: t("Delete it for good"), onclick: () => this.delete() });
    const lost = t("The server deletes all its questions, answers and runs, and nobody can bring them back.");
    return buildDialog(t("Delete this room?"), t("Keep it"), make("p", { text: lost }), this.trouble, make("div.teacher-row", {}, keep, first, go));
  }

  openDeleting() {
    say(this.trouble, "");
    this.deleting.showModal();
  }

  /** @param {import("../room.js").State} state */
  draw({ ends }) {
    say(this.life, fillIn(this.t("The room ends in {time}."), { time: this.timeTo(ends) }));
  }

  /** "2 h 5 min" until then. @param {number} ends in seconds since the epoch */
  timeTo(ends) {
    const left = Math.max(ends - Date.now() / 1000, 0);
    const [hours, minutes] = [Math.floor(left / HOUR), Math.floor((left % HOUR) / MINUTE)];
    return hours ? `${hours} h ${minutes} min` : `${minutes} min`;
  }

  async download() {
    const answer = await this.request("table", "GET");
    if (!answer) return;
    const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: `room-${this.room.code}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
  }

  async delete() {
    if (!(await this.request("", "DELETE"))) return;
    this.deleting.close();
    this.deleted();
  }

  /** @param {string} path @param {string} method @returns {Promise<Response | null>} null: it did not work, and why is said */
  async request(path, method) {
    const { room, t } = this;
    let said = t("Not connected: try it again in a moment.");
    try {
      const url = room.url(path).replace(/\/$/, "");
      const answer = await fetch(url, { method, headers: room.headers, signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) return answer;
      said = (await saidBy(answer)) || t("That did not work: try it again.");
    } catch {
      // nobody heard it
    }
    say(this.deleting.open ? this.trouble : this.moves.said, said);
    return null;
  }
}
