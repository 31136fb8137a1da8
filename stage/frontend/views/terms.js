// The signs in sentences and labels, such as α and λ: what each means, for whoever asks where it stands.

import { listenForTerms } from "../lesson/terms.js";
import { View } from "../view.js";

export class Terms extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    /** @type {import("../symbols.js").Words} */
    this.words = {};
    this.stop = listenForTerms(stage.root, this.words);
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene({ signs }) {
    Object.assign(this.words, signs);
  }

  destroy() {
    this.stop();
    super.destroy();
  }
}
