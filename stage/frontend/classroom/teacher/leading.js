// "Follow me": a class sees the picture as its teacher looks at it. Of several pages of a teacher the one leads that was
// touched last.

const PAUSE = 200; // milliseconds between two looks that are sent
const BEAT = 1000; // and while it only plays on: those who follow play by themselves
const KEPT = 20; // looks by which one's own are known when the room tells them

/** @typedef {import("../picture.js").Follow} Follow */

export class Leading {
  /** @param {import("./moves.js").Moves} moves @param {import("../picture.js").RoomPicture} picture */
  constructor(moves, picture) {
    this.moves = moves;
    this.picture = picture;
    /** Whether the class follows, and whether it follows this page. */
    this.on = this.leads = false;
    /** What was sent, the latest last. @type {string[]} */
    this.told = [];
    this.sent = -Infinity;
    this.sending = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {boolean} on */
  set(on) {
    this.leads = on;
    this.told = [];
    if (on) this.picture.stage.player.looping = false; // or those who follow would see it again and again
    return this.moves.tell("follow", { on, ...(on ? this.note() : {}) });
  }

  /** The picture was touched here. */
  take() {
    if (this.on) this.leads = true;
  }

  /** What the room tells: one's own looks come back, others are another page's. @param {Follow | null} follow */
  hear(follow) {
    this.on = follow !== null;
    if (!follow) this.leads = false;
    else if (follow.step !== null && !this.told.includes(nameOf(follow))) this.leads = false;
    this.tell();
  }

  /** The present look, which is sent now. */
  note() {
    const look = this.picture.look;
    this.told = [...this.told, nameOf(look)].slice(-KEPT);
    this.sent = performance.now();
    return look;
  }

  /** Sends what has changed, not too often, and the last of it in the end. */
  tell() {
    const { room } = this.moves;
    if (!this.leads || !this.on || this.sending || !room.online || this.picture.shown !== room.state?.picture?.id) return;
    const look = this.picture.look;
    const [name, before] = [nameOf(look), this.told.at(-1) ?? ""];
    if (name === before) return;
    const plays = look.playing && withoutStep(name) === withoutStep(before);
    const wait = this.sent + (plays ? BEAT : PAUSE) - performance.now();
    clearTimeout(this.timer);
    if (wait > 0) {
      this.timer = setTimeout(() => this.tell(), wait);
      return;
    }
    this.sending = true;
    this.moves.tell("follow", { on: true, ...this.note() }).finally(() => {
      this.sending = false;
      this.tell();
    });
  }

  destroy() {
    clearTimeout(this.timer);
    this.leads = false;
  }
}

/** @param {Follow} look */
const nameOf = ({ values, step, playing }) => JSON.stringify({ values, step, playing });

/** @param {string} name */
const withoutStep = (name) => name.replace(/"step":[^,]*/, "");
