// What a room shows beside the picture: the page around the stage hands it over, and it is drawn in time with the rest.

import { View } from "../view.js";
import { LandscapeMap } from "./map.js";

/**
 * What a page of a room has beside its picture.
 * @typedef {object} Face
 * @property {HTMLElement} element stands where a lesson's screen stands
 * @property {boolean} veils whether nothing of a run may be seen
 * @property {import("../view.js").Overlay[]} overlays drawn on the map
 * @property {boolean} inHand whether something is under a finger
 * @property {(scene: import("../scene.js").Scene, stage: import("../view.js").Conductor, map: LandscapeMap | null) => void} setScene
 * @property {(moment: import("../view.js").Moment, views: import("../view.js").View[]) => void} draw
 */

export class RoomView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.face = stage.room;
    this.side = /** @type {HTMLElement} */ (stage.root.querySelector(".stage-side"));
    /** @type {import("../view.js").View[]} */
    this.views = [];
    if (!this.face) return;
    this.add(this.face.element);
    this.place.append(this.side); // what is said of the run stands below what is asked
    stage.root.classList.add("with-lesson");
  }

  /** @param {import("../view.js").View[]} views */
  meet(views) {
    this.views = views;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.face?.setScene(scene, this.stage, this.views.find((view) => view instanceof LandscapeMap) ?? null);
  }

  get veils() {
    return this.face?.veils ?? false;
  }

  get overlays() {
    return this.face?.overlays ?? [];
  }

  get inHand() {
    return this.face?.inHand ?? false;
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    this.face?.draw(moment, this.views);
  }

  destroy() {
    if (this.face) {
      this.stage.root.classList.remove("with-lesson");
      this.place.after(this.side);
    }
    super.destroy();
  }
}
