// The words of a text that are explained where they stand, while the text changes.

import { listenForTerms } from "../../lesson/terms.js";

/** @typedef {Record<string, import("../../lesson/terms.js").Meaning>} Words */

export class Vocabulary {
  /** @param {HTMLElement} element in which the text is @param {(english: string) => string} t */
  constructor(element, t) {
    /** @type {Words} */
    this.words = {};
    listenForTerms(element, this.words, t("See it"));
  }

  /** Takes the words of what is shown now, if it has some. @param {object} told */
  take(told) {
    const { words = {} } = /** @type {{words?: Words}} */ (told);
    Object.assign(this.words, words);
  }
}
