// The contract of a view: one part of the picture, in a file of its own and with one line in views.js.

/** @typedef {import("./runners.js").Runner} Runner */

/**
 * What is shown at one moment.
 * @typedef {object} Moment
 * @property {number} t the time in steps
 * @property {number} step the whole steps done
 * @property {boolean} playing
 * @property {import("./theme.js").Theme} theme the same object until the theme changes
 * @property {Runner[]} runners
 * @property {Runner} selected the runner whose sliders and numbers are shown
 * @property {Runner | null} lit the one of several runners that is pointed at
 * @property {[number, number] | null} pointed the place of the map that is pointed at, or where the start is held
 * @property {ReadonlySet<string>} shown the names of the optional layers that are switched on
 * @property {import("./wishes.js").Service} service how the server is
 * @property {boolean} veiled whether nothing of a run may be seen: its end is still to be predicted
 * @property {ReadonlyMap<Runner, string>} lags what is to be said of each runner whose picture lacks what was wished
 *
 * What a view may ask of its stage.
 * @typedef {object} Conductor
 * @property {string} id a name that no other stage on the page has
 * @property {HTMLElement} root
 * @property {import("./wishes.js").Host} host
 * @property {import("./scene.js").Scene | null} scene what is shown; null before the first
 * @property {boolean} answers whether a host hears wishes and answers them
 * @property {boolean} embedded whether another page shows it in a frame
 * @property {import("./player.js").Player} player
 * @property {() => void} request draws the picture in the next frame
 * @property {(runner: Runner, name: string, index: number | null) => void} pick shows the run at one notch of a
 *   slider; null: the run with the present values
 * @property {(runner: Runner, name: string, value: number) => void} commit a value was let go of
 * @property {(start: [number, number], done: boolean) => void} moveStart
 * @property {(values: Record<string, number>, done: boolean) => void} moveGround of the landscape's parameters
 * @property {(runner: Runner) => void} select
 * @property {(runner: Runner | null) => void} light draws one of several runners stronger than the others
 * @property {(place: [number, number] | null) => void} point says which place of the map is pointed at
 * @property {(layer: string, on: boolean) => void} show switches an optional layer of the map
 * @property {(wish: Partial<import("./wishes.js").Wish>) => void} wish
 * @property {(wish: Partial<import("./wishes.js").Wish>) => void} change wishes what waits its turn
 * @property {(name: string, pause: number, act: () => void) => void} later acts after a pause, when nothing is in hand
 * @property {(name: string) => void} forget what was to be done later is not
 * @property {(wish: Partial<import("./wishes.js").Wish>) => void} renew wishes another picture, as it is seen at first
 * @property {() => void} undo goes back to before the last change
 * @property {() => string} link the address that opens this very picture
 * @property {import("./page/pictures.js").Pictures | null} pictures that the page holds; null where it shows what the server sends
 * @property {import("./views/room.js").Face | null} room what a room shows beside the picture; null where there is none
 */

/**
 * What a view draws above the map's layers.
 * @typedef {(ink: import("./ink.js").Context, picture: import("./layers.js").Picture) => void} Overlay
 *
 * @typedef {object} Panel
 * @property {string} title what its chip says
 * @property {number} width of a window, in pixels, from which on it is open at first
 * @property {number} height
 * @property {number} [beside] the same height, where there is a picture of data to make room for; Infinity: never, 0: it
 *   stays open even if the column becomes longer than the map
 * @property {string} [show] how an address calls it
 */

export class View {
  /** @param {HTMLElement} place @param {Conductor} stage */
  constructor(place, stage) {
    this.place = place;
    this.stage = stage;
    /** @type {HTMLElement[]} */
    this.elements = [];
    /** Whether its panel is closed: it is not drawn then. */
    this.closed = false;
  }

  /** The panel that it is, which can be closed; null for what always shows. @returns {Panel | null} */
  get panel() {
    return null;
  }

  /** Whether there is something for it to show; null: before the first scene. @param {import("./scene.js").Scene | null} _scene */
  suits(_scene) {
    return true;
  }

  /** What a way to it from the first screen is called; none for what stands there. */
  get heading() {
    return "";
  }

  /** @param {boolean} open */
  setOpen(open) {
    this.closed = !open;
    for (const element of this.elements) element.hidden = !open;
  }

  /** Learns which other views the stage has, itself among them. @param {View[]} _views */
  meet(_views) {}

  /** Adds elements to the view's place, for as long as the view is there. @param {...HTMLElement} elements */
  add(...elements) {
    this.elements.push(...elements);
    this.place.append(...elements);
  }

  /** Takes a new scene, or the same one when another runner was selected. @param {import("./scene.js").Scene} _scene */
  setScene(_scene) {}

  /** Draws what changed. @param {Moment} _moment */
  draw(_moment) {}

  /** Takes what an address says of how the picture is looked at. @param {Partial<import("./look.js").Look>} _look */
  setLook(_look) {}

  /**
   * What an address must say so that this view is looked at as it is now.
   * @returns {Partial<import("./look.js").Look>}
   */
  get look() {
    return {};
  }

  /** The piece of the plane that it shows; null if it is no map. @returns {import("./scene.js").Window | null} */
  get extent() {
    return null;
  }

  /** Whether it colours the map's ground, as far as its map is here. */
  get coloursMap() {
    return false;
  }

  /**
   * A map of ends that the map has as its ground instead of the loss; null for none.
   * @param {Moment} _moment @returns {import("./decode.js").Message | null}
   */
  ground(_moment) {
    return null;
  }

  /**
   * The ways of many seeds that the map has beneath the present ones; null for none.
   * @param {Moment} _moment @returns {import("./decode.js").Message | null}
   */
  fan(_moment) {
    return null;
  }

  /** Whether nothing of a run may be seen. */
  get veils() {
    return false;
  }

  /** What it draws above the map's layers. @returns {Overlay[]} */
  get overlays() {
    return [];
  }

  /** Whether something is under a finger, or under keys that do not rest yet: nothing is sent then. */
  get inHand() {
    return false;
  }

  destroy() {
    for (const element of this.elements) element.remove();
  }
}

/** The piece of the plane that the map among them shows; null before it does. @param {View[]} views */
export const extentOf = (views) => views.map(({ extent }) => extent).find((extent) => extent !== null) ?? null;
