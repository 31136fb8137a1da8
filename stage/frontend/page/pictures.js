// The pictures of one page, in order, as in a lecture: which one is shown, and turning them over.

/** @typedef {{title: string, caption: string}} Named what a picture is called, and what is said of it */

export class Pictures {
  /**
   * @param {Named[]} all @param {string} note one line on what their page cannot do
   * @param {(place: number) => void} show is told which one is to be shown
   */
  constructor(all, note, show) {
    this.all = all;
    this.note = note;
    this.show = show;
    this.place = 0;
    /** Which button turned the last one over, if one did: it keeps the focus on a page that is built anew. */
    this.pressed = 0;
  }

  get shown() {
    return this.all[this.place];
  }

  /** Shows another one, if there is one there. @param {number} place */
  go(place) {
    if (place === this.place || !this.all[place]) return;
    this.place = place;
    this.pressed = 0;
    this.show(place);
  }

  /** @param {number} by how many */
  turn(by) {
    this.go(this.place + by);
  }

  /** Which one an address asks for: "#3" for the third; the first where it asks for none. @param {string} hash */
  placeOf(hash) {
    const place = Number(hash.slice(1)) - 1;
    return this.all[place] ? place : 0;
  }
}
