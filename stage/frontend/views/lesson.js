// A screen of a lesson beside the picture that it is about. What it is made of is fetched with the first lesson.

import { make } from "../dom.js";
import { View } from "../view.js";

/** @typedef {import("../lesson/screen.js").LessonScreen} LessonScreen */

/** What a screen is made of, once it is here. @type {typeof import("../lesson/screen.js") | null} */
let parts = null;

export class LessonView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("article.lesson", { "aria-label": "Lesson" });
    this.add(this.element);
    this.side = /** @type {HTMLElement} */ (stage.root.querySelector(".stage-side"));
    /** @type {LessonScreen | null} */
    this.screen = null;
    /** @type {import("../lesson/told.js").Told | null} */
    this.told = null;
    /** @type {import("../view.js").View[]} */
    this.views = [];
    this.gone = false;
  }

  /** @param {import("../view.js").View[]} views */
  meet(views) {
    this.views = views;
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    const { lesson } = scene;
    this.told = lesson;
    this.stage.root.classList.toggle("with-lesson", lesson !== null);
    if (lesson === null) return;
    this.place.append(this.side); // what is said of the run stands below what is asked
    if (parts) return this.show(parts, scene, lesson);
    import("../lesson/screen.js").then((found) => {
      parts = found;
      if (this.gone || this.told !== lesson) return;
      this.show(parts, scene, lesson);
      if (!this.veils) this.stage.player.begin(scene.look); // until now nobody knew what might be seen
    });
  }

  /**
   * @param {typeof import("../lesson/screen.js")} parts @param {import("../scene.js").Scene} scene
   * @param {import("../lesson/told.js").Told} lesson
   */
  show({ LessonScreen }, scene, lesson) {
    if (!this.screen?.isOf(lesson)) {
      this.screen?.destroy();
      this.screen = new LessonScreen(this.element, lesson, this.stage, this.views, scene);
    }
    this.screen.setScene(scene, lesson);
    this.stage.request();
  }

  get veils() {
    return Boolean(this.screen ? this.screen.veils : this.told && (this.told.veiled || this.told.asked.length));
  }

  get overlays() {
    return this.screen?.overlays ?? [];
  }

  get inHand() {
    return this.screen?.inHand ?? false;
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    this.screen?.draw(moment);
  }

  destroy() {
    this.gone = true;
    this.screen?.destroy();
    this.stage.root.classList.remove("with-lesson");
    this.place.after(this.side);
    super.destroy();
  }
}
