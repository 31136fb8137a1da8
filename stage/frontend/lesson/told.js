// What the server tells of one screen of a lesson: `lessons/telling.py` is the other end.

/**
 * @typedef {"read" | "predict" | "discuss" | "run" | "compare" | "explain" | "try" | "diagnose"} Kind
 * @typedef {{html: string, reason: string, argument: string, right: boolean, curve?: (number | null)[], steps?: number, alpha?: number,
 *            picture?: string}} Option markup of the app's own making; reason: once the truth is out; argument: of those
 *            who chose it; curve: the loss above the lowest there is, null where it is not finite; picture: its address
 * @typedef {{name: string, label: string, symbol: string, values: number[], index: number,
 *            reading: "number" | "factor"}} Slider
 *
 * @typedef {object} Question
 * @property {string} id by which the answer is kept
 * @property {number} place of its screen
 * @property {Kind} kind of its screen
 * @property {"choice" | "curve" | "marker" | "pin" | "order"} ask
 * @property {string} title
 * @property {Option[]} options
 * @property {any} truth of a marker its value, of a pin its place, null where they are not
 *   finite; of an order the place of each runner
 * @property {Slider} [control] of a marker
 * @property {[number, number]} [size] of the window, for a pin
 * @property {string[]} [letters] of the runners, for an order
 * @property {boolean} [same] whether the present picture is the one that was asked about
 *
 * @typedef {number | true | null} Judged null: not reached; else what one's best is counted in
 * @typedef {{id: string, least: boolean, keeps: boolean, counts: string, now: Judged, runner: number,
 *            notches: Record<string, Judged[]>}} Goal runner: whose sliders are judged at their notches
 * @typedef {{shortest: number, longest: number, most: number, start: [number, number], slope: [number, number],
 *            curvatures: [[number, number], [number, number]], treasure: [number, number], near: number}} Walk
 *
 * @typedef {object} Told
 * @property {string} key
 * @property {string} title of the lesson
 * @property {number} place of the screen, from 0
 * @property {{kind: Kind, title: string}[]} screens all of the lesson
 * @property {Kind} kind
 * @property {string} html markup of the app's own making
 * @property {boolean} dark the map is seen beneath the marble alone
 * @property {boolean} veiled nothing of the run is shown
 * @property {Question | null} question
 * @property {Question[]} asked the questions before, whose truth this screen shows
 * @property {Goal | null} goal
 * @property {Walk | null} walk
 * @property {Record<string, {title: string, meaning: string, example: string}>} [words] that its text links to
 * @property {Record<string, string>} [names] what buttons say in another language, by what they say in English
 * @property {string} language
 * @property {string[]} sources whose findings it shows
 * @property {string} sheet what can be printed, as seen from the front page
 * @property {string} notes for the teacher
 * @property {string} page the lesson in one file
 */

export {};
