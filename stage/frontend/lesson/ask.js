// The contract of a way of asking. One is a file in asks/ and a line in asks.js.

/**
 * What an ask may use of its screen.
 * @typedef {object} Desk
 * @property {import("../view.js").Conductor} stage
 * @property {import("../views/map.js").LandscapeMap | null} map
 * @property {import("../scene.js").Scene} scene the latest
 * @property {(english: string) => string} t what a button says
 * @property {() => void} changed is to be called when the visitor has answered, or changed the answer
 *
 * A question that is being answered.
 * @typedef {object} Asked
 * @property {HTMLElement} element stands below the question's text
 * @property {unknown} answer null until there is one; JSON
 * @property {boolean} [inHand] whether something is under a finger
 * @property {import("../view.js").Overlay} [overlay] drawn on the map
 * @property {() => void} [destroy]
 *
 * What became of an answer.
 * @typedef {object} Outcome
 * @property {boolean} right or near enough
 * @property {HTMLElement} element the answer beside the truth, with the distance
 * @property {import("../view.js").Overlay} [overlay] drawn on the map, where that is the picture that was asked about
 *
 * @typedef {object} AskKind
 * @property {(question: import("./told.js").Question, answer: unknown, desk: Desk) => Asked} build with the answer that was
 *   given before; what a browser has kept may be anything
 * @property {(question: import("./told.js").Question, answer: unknown, desk: Desk) => Outcome} compare
 */

export {};
