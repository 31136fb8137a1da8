// "Follow me here": a room sees what its teacher does on this page. It looks at the page, which knows nothing of it.

import { make, say, sentence } from "../dom.js";
import { fillIn } from "../lesson/filling.js";
import { lookOf } from "./moved.js";
import { isAsked, isGone, post, stateOf } from "./own_rooms.js";
import { atOf } from "./room.js";

const PACE = 200; // milliseconds between two looks: the room hears at most five changes a second
const [OVERTAKEN, UNFIT] = [409, 422]; // the status of what comes too late, and of what cannot be shown
const NOTHING = { number: 0, round: 0 }; // the task of a room that is asked nothing
const PATIENCE = 1500; // milliseconds until the server is asked again after it did not answer

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {import("./own_rooms.js").OwnRoom} OwnRoom
 * @typedef {import("./moved.js").Look} Look
 */

/** What stands on the page, as a room is told of it. @param {Scene} scene @param {string} lesson the room's */
export function frontOf(scene, lesson) {
  const own = scene.lesson;
  if (own && own.key === lesson) return { move: "screen", screen: own.place };
  return { move: "picture", picture: addressOf(scene), veiled: Boolean(own?.veiled) };
}

/** The address of the picture alone, on whichever page it stands. @param {Scene} scene */
export function addressOf({ takeHome, race }) {
  return `/${race ? "compare" : ""}?${new URLSearchParams(takeHome?.address)}`;
}

/** Whether a room that saw the one sees the other by itself: what plays goes on everywhere. @param {Look} seen @param {Look} now */
export function follows(seen, now) {
  if (JSON.stringify(seen.values) !== JSON.stringify(now.values) || seen.playing !== now.playing) return false;
  return now.playing ? now.step >= seen.step : now.step === seen.step;
}

export class Leading {
  /**
   * @param {import("../view.js").Conductor} stage @param {OwnRoom} room @param {(english: string) => string} t
   * @param {() => void} ended
   */
  constructor(stage, room, t, ended) {
    this.stage = stage;
    this.room = room;
    this.t = t;
    this.ended = ended;
    this.place = this.address = "";
    /** @type {Look | null} what the room sees of that; null: nothing yet */
    this.seen = null;
    /** Whether the room cannot be shown what stands here. */
    this.refused = false;
    this.waits = this.over = false;
    /** The task that the room is at, and its round. */
    this.at = NOTHING;
    this.said = make("span");
    const go = make("button.text-button", { type: "button", text: t("Let go"), onclick: () => this.end() });
    this.badge = make("p.leading", { role: "status" }, this.said, go);
    stage.root.prepend(this.badge);
    this.tell("");
    addEventListener("pagehide", this.leave);
    this.timer = setInterval(() => this.look(), PACE);
    this.look();
  }

  /** @param {string} trouble */
  tell(trouble) {
    say(this.said, fillIn(trouble ? this.t(trouble) : this.t("Room {code} follows"), { code: this.room.code }));
  }

  /** Looks at the page, and tells the room what it does not see yet. */
  async look() {
    const { stage, room } = this;
    const { scene } = stage;
    if (!stage.root.isConnected) return this.end();
    const body = this.waits || !scene ? null : this.next(scene);
    if (!scene || !body) return;
    this.waits = true;
    const answer = await post(`room/${room.code}/move`, { ...body, at: this.at }, room.secret);
    if (this.over) return;
    if (isGone(answer)) return this.end();
    this.refused = answer.status === UNFIT;
    if (this.refused || !answer.said) this.settle(scene, body);
    if (answer.status === OVERTAKEN) await this.meet();
    else this.tell(answer.said);
    if (answer.said) await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    this.waits = false;
  }

  /** Learns at which task the room is by now. While it is asked something it follows nobody. */
  async meet() {
    const answer = await stateOf(this.room);
    const asked = isAsked(answer);
    if (!answer.said && !asked) this.at = atOf(answer.told);
    this.tell(asked ? sentence("Room {code} is at a task: it follows again after that.") : answer.said);
  }

  /** The move that the room needs next; null: none. @param {Scene} scene */
  next(scene) {
    if (placeOf(scene) !== this.place) return { ...frontOf(scene, this.room.lesson), follow: true };
    if (addressOf(scene) !== this.address) return { ...frontOf(scene, ""), follow: true };
    const look = lookOf(scene, this.stage.player);
    if (this.refused) return null;
    if (!this.seen || !follows(this.seen, look)) return { move: "follow", on: true, ...look };
    this.seen = look;
    return null;
  }

  /** @param {Scene} scene @param {Record<string, any>} body what was told of it */
  settle(scene, body) {
    const { move, values, step, playing } = body;
    this.seen = move === "follow" ? { values, step, playing } : null;
    if (move === "follow") return;
    this.at = NOTHING; // with another picture a task is put away
    this.place = placeOf(scene);
    this.address = addressOf(scene);
  }

  /** The page is left: nobody is there to be followed. */
  leave = () => this.end();

  /** The room is let go of. */
  end() {
    if (this.over) return;
    this.over = true;
    clearInterval(this.timer);
    removeEventListener("pagehide", this.leave);
    const body = { move: "follow", on: false, at: this.at };
    post(`room/${this.room.code}/move`, body, this.room.secret);
    this.badge.remove();
    this.ended();
  }
}

/** Which screen of which lesson it is. @param {Scene} scene */
const placeOf = ({ lesson }) => (lesson ? `${lesson.key}/${lesson.place}` : "none");
