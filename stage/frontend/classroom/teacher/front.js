// What a class has in front: the picture, live and small, with the words beside it, and whether the class follows it.

import { make, say } from "../../dom.js";
import { RoomPicture } from "../picture.js";
import { Leading } from "./leading.js";
import { Vocabulary } from "./vocabulary.js";

/**
 * @typedef {import("../room.js").State} State
 * @typedef {import("../../view.js").Overlay} Overlay
 */

export class Front {
  /** @param {import("./moves.js").Moves} moves */
  constructor(moves) {
    this.moves = moves;
    const { t, room } = moves;
    /** What is drawn on the map besides. @type {Overlay[]} */
    this.overlays = [];
    /** @type {import("../../views/map.js").LandscapeMap | null} */
    this.map = null;
    /** @type {import("../../lesson/ask.js").Desk | null} */
    this.desk = null;
    this.title = make("h3.teacher-question");
    this.text = make("div.lesson-text");
    this.words = make("div.teacher-words", {}, this.title, this.text);
    this.vocabulary = new Vocabulary(this.words, t);
    const follow = moves.toggle(t("Follow me"), (on) => this.leading.set(on));
    const veil = moves.toggle(t("Hide the run"), (on) => moves.send("veil", { on }));
    this.follow = follow.box;
    this.veil = veil.box;
    this.hint = make("p.teacher-hint", { role: "status" });
    this.missing = make("p.teacher-hint", { role: "status", text: t("The picture does not come. It is asked for again; another one can be shown meanwhile.") });
    const place = make("div.teacher-stage");
    this.element = make(
      "section.teacher-front",
      { "aria-label": t("What the class has in front") },
      make("div.teacher-switches", {}, follow.element, veil.element, this.hint),
      this.missing,
      place,
    );
    this.face = this.buildFace();
    this.picture = new RoomPicture(place, room, this.face);
    this.leading = new Leading(moves, this.picture);
    for (const touching of ["pointerdown", "keydown"]) place.addEventListener(touching, () => this.leading.take(), { passive: true, capture: true }); // a stage keeps its keys to itself
  }

  /** @returns {import("../../views/room.js").Face} */
  buildFace() {
    const front = this;
    return {
      element: this.words,
      get veils() {
        return Boolean(front.moves.room.state?.veiled);
      },
      get overlays() {
        return front.overlays;
      },
      inHand: false,
      setScene(scene, stage, map) {
        front.map = map;
        front.desk = { stage, map, scene, t: front.moves.t, changed() {} };
      },
      draw: () => front.leading?.tell(), // a picture may be drawn before there is one
    };
  }

  request() {
    this.picture.stage.request();
  }

  /** @param {State} state */
  draw(state) {
    const { t, room } = this.moves;
    const { front, picture, veiled, follow, question } = state;
    const unveiled = this.veiled && !veiled;
    this.veiled = veiled;
    this.picture.show(picture);
    this.missing.hidden = picture !== null && !this.picture.missing;
    const following = follow !== null;
    this.leading.hear(follow);
    this.follow.checked = following;
    this.veil.checked = veiled;
    disable(this.veil, question?.phase === "open", t("Lock the answers first."));
    disable(this.follow, veiled && !following, t("The run is hidden: there is nothing to follow."));
    say(this.hint, following ? (room.counts.here === 1 ? t("One phone shows what you see.") : t("All phones show what you see.")) : "");
    say(this.title, front.title);
    this.vocabulary.take(front);
    if (this.text.dataset.html !== front.html) this.text.dataset.html = this.text.innerHTML = front.html;
    if (unveiled && question?.ran) this.picture.stage.player.moment = { t: 0, playing: true };
    this.request();
  }

  destroy() {
    this.leading.destroy();
    this.picture.destroy();
  }
}

/** @param {HTMLInputElement} box @param {boolean} off @param {string} why */
function disable(box, off, why) {
  box.disabled = off;
  if (box.parentElement) box.parentElement.title = off ? why : "";
}
