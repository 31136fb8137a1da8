// The picture of a room: a live stage, with what the room shows beside it. It can follow the teacher's, and gives back
// one's own values and step afterwards.

import { slidersOf } from "../only.js";
import { PartStore } from "../parts.js";
import { nearest } from "../runners.js";
import { mount } from "../stage.js";
import { lookOf, movedOf } from "./moved.js";

const [FIRST_PAUSE, LAST_PAUSE] = [500, 5000]; // milliseconds until a picture that did not come is asked for again
const PATIENCE = 30_000; // milliseconds that one is waited for: it may have to be drawn, and the network may be slow
const MOMENT = 30; // milliseconds between two looks whether a hand has let go
const BEHIND = 0.4; // seconds that a picture which plays may be behind the teacher's, or ahead of it

/**
 * How a picture is looked at.
 * @typedef {object} Follow
 * @property {Record<string, Record<string, number>>} values what was moved, by the runner's key and the slider's name
 * @property {number | null} step null: as at first
 * @property {boolean} playing
 */

/** @typedef {{picked: {key: string, name: string, index: number}[], moment: {t: number, playing: boolean}}} Own */

export class RoomPicture {
  /**
   * @param {HTMLElement} element the stage's place @param {import("./room.js").Room} room whose pictures these are
   * @param {import("../views/room.js").Face} face what stands beside them
   */
  constructor(element, room, face) {
    this.room = room;
    this.parts = new PartStore();
    this.stage = mount(element, {
      wish() {},
      answers: false,
      parts: this.parts,
      link: () => location.href,
      room: face,
    });
    /** The id of the picture that is wanted, and of the one that is shown. */
    this.wanted = this.shown = "";
    /** Whether the wanted picture does not come. */
    this.missing = false;
    /** @type {Follow | null} */
    this.followed = null;
    /** What is to be given back. @type {Own | null} */
    this.own = null;
    /** What is to be given back of pictures that others took the place of meanwhile, by their ids. @type {Map<string, Own>} */
    this.left = new Map();
    this.leaving = new AbortController();
    for (const query of ["(prefers-color-scheme: dark)", "print"])
      matchMedia(query).addEventListener(
        "change",
        () => {
          this.stage.setTheme();
          this.stage.draw();
        },
        { signal: this.leaving.signal },
      );
  }

  destroy() {
    this.leaving.abort();
    this.stage.destroy();
  }

  get gone() {
    return this.leaving.signal.aborted;
  }

  /**
   * Shows a picture, once it is here; the one before stays until then. It is asked for until it comes.
   * @param {{id: string, url: string} | null} picture null: there is none any more
   */
  async show(picture) {
    if (!picture || picture.id === this.wanted) return;
    const { id } = picture;
    const url = this.room.below(picture.url);
    this.wanted = id;
    this.missing = false;
    for (let pause = FIRST_PAUSE; !this.gone && id === this.wanted; pause = Math.min(pause * 2, LAST_PAUSE)) {
      const blocks = await fetchBlocks(url);
      if (this.gone || id !== this.wanted) return;
      if (blocks) return this.put(id, blocks);
      this.missing = true;
      this.room.tell();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** @param {string} id @param {Uint8Array[]} blocks the scene, then its parts */
  async put(id, [scene, ...parts]) {
    if (this.own) this.left.set(this.shown, this.own);
    this.own = null;
    for (const part of parts) this.parts.receive(part);
    await this.stage.update(scene, true);
    if (id !== this.wanted) return;
    this.shown = id;
    this.missing = false;
    this.own = (!this.room.state?.veiled && this.left.get(id)) || null; // of a hidden run nothing is given back
    this.left.delete(id);
    if (this.followed || this.own) this.follow(this.followed);
    this.room.tell();
  }

  /** Whether it has a slider to move. */
  get moves() {
    const { scene } = this.stage;
    return scene !== null && scene.runners.some(({ controls }) => slidersOf(scene, controls).length > 0);
  }

  /** What is shown now, for those who follow. @returns {Follow} */
  get look() {
    return lookOf(this.stage.scene, this.stage.player);
  }

  /** Looks at the picture as somebody else does; null: as before. @param {Follow | null} follow */
  follow(follow) {
    this.followed = follow;
    for (const name of /** @type {const} */ (["band", "bar", "main"]))
      this.stage.places[name].inert = follow !== null; // hands off
    if (this.stage.views.some((view) => view.inHand)) this.stage.later("follow", MOMENT, () => this.goAlong());
    else this.goAlong();
  }

  /** As the latest look that is followed has it: what was in hand has been let go of, and is one's own. */
  goAlong() {
    const { followed: follow } = this;
    const { scene, player } = this.stage;
    if (!scene) return;
    if (follow === null) return this.giveBack(scene);
    this.own ??= {
      picked: movedOf(scene).map(({ key, picked: { name, index } }) => ({ key, name, index })),
      moment: player.moment,
    };
    if (this.wanted !== this.shown) return; // another picture is on its way, and this one stays as it is
    const moved = [];
    for (const runner of scene.runners)
      for (const [name, value] of Object.entries(follow.values?.[runner.key] ?? {})) {
        const control = runner.control(name);
        if (control) moved.push({ key: runner.key, name, index: nearest(control.values, value) });
      }
    this.pick(scene, moved);
    const { step, playing } = follow;
    if (step === null) return;
    const apart = Math.abs(step - player.t);
    if (!playing || !player.playing || apart > BEHIND * player.pace) player.moment = { t: step, playing };
  }

  /** All sliders as the picture came, at its first step. */
  reset() {
    const { scene, player } = this.stage;
    this.own = null;
    this.left.clear();
    if (!scene) return;
    this.pick(scene, []);
    player.seek(0);
  }

  /** @param {import("../scene.js").Scene} scene */
  giveBack(scene) {
    const { own } = this;
    if (!own) return;
    this.own = null;
    this.pick(scene, own.picked);
    this.stage.player.moment = own.moment;
  }

  /** @param {import("../scene.js").Scene} scene @param {Own["picked"]} moved which notches are shown; all else is as at first */
  pick(scene, moved) {
    const before = movedOf(scene).map(({ key, picked }) => `${key} ${picked.name} ${picked.index}`);
    if (String(before) === String(moved.map(({ key, name, index }) => `${key} ${name} ${index}`))) return;
    scene.settle();
    for (const { key, name, index } of moved) {
      const runner = scene.runners.find((other) => other.key === key);
      if (runner) scene.pick(runner, name, index);
    }
    this.stage.request();
  }
}

/** The blocks of a picture; null if it did not come. @param {string} url @returns {Promise<Uint8Array[] | null>} */
async function fetchBlocks(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? unpack(new Uint8Array(await answer.arrayBuffer())) : null;
  } catch {
    return null;
  }
}

/** A count, then each block behind its length, all in little-endian 32 bits. @param {Uint8Array} bytes @returns {Uint8Array[]} */
export function unpack(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = [];
  let at = 4;
  for (let left = view.getUint32(0, true); left > 0; left -= 1) {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.byteLength) throw new RangeError("a picture was cut off");
    blocks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return blocks;
}
