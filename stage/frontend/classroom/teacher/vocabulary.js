// The words of a text that are explained where they stand, while the text changes.

import { listenForTerms } from "../../lesson/terms.js";

export class Vocabulary {
  /** @param {HTMLElement} element in which the text is @param {(english: string) => string} t */
  constructor(element, t) {
    /** @type {import("../room.js").Words} */
    this.words = {};
    listenForTerms(element, this.words, t("See it"));
  }

  /** Takes the words of what is shown now. @param {{words: import("../room.js").Words}} told */
  take({ words }) {
    Object.assign(this.words, words);
  }
}
