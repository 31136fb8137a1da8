// Points of one's own on their way: what need not be sent, whether an answer is to what was sent, and which line it names.

const LARGEST_FILE = 200_000; // bytes
const LONGEST = 20_000; // characters that the server reads
const LARGEST = 24_000; // bytes of a text on its way; what is much larger ends the connection
const ENDINGS = [".csv", ".tsv", ".txt"];

/**
 * The points of a landscape as the page has them, beside what is drawn of them.
 * @typedef {object} PointsFacts
 * @property {string} words how many there are, and how many are held back
 * @property {string} scaling how the numbers that are shown come from those that were given; "": they are the same
 * @property {number | null} seed of the draw; null: they are not drawn
 * @property {boolean} own whether they are the visitor's own
 * @property {string} text the points in two columns
 * @property {null | {text: string, sentence: string}} refused the latest text that was not taken, and why
 * @property {boolean} linked whether a link can hold them
 * @property {string} noise how the points that a step sees disturb its gradient; "": each step sees all
 */

/** Why a file is not read, "" if it may be. @param {{name: string, size: number}} file */
export function refuseFile({ name, size }) {
  if (size > LARGEST_FILE)
    return `This file has ${counted(Math.ceil(size / 1000))} kB: give at most ${LARGEST_FILE / 1000}, which is far more than 200 points need.`;
  if (ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))) return "";
  return "This is not a file of text: save the table as CSV, or copy its two columns and paste them here.";
}

/** Whether this is none that a person can read. @param {string} text */
export const isBinary = (text) => text.includes("\0");

/** Why a text is not sent, "" if it may be. @param {string} text */
export function refuseText(text) {
  if (!text.trim()) return "There are no numbers yet: paste two columns, one point per line, such as 1.5, 2.3.";
  if (isBinary(text)) return "This is not plain text: save the table as CSV in UTF-8, or copy its two columns and paste them here.";
  if (text.length <= LONGEST && new TextEncoder().encode(JSON.stringify(text)).length <= LARGEST) return "";
  return `${counted(text.length)} characters are too many: give at most 200 rows and ${counted(LONGEST)} characters.`;
}

/**
 * What a scene says to a text that was sent; null: it is none of an answer yet.
 * @param {string} sent @param {PointsFacts} before when it was sent @param {PointsFacts} now
 * @returns {"taken" | "refused" | null}
 */
export function answerTo(sent, before, now) {
  if (now.refused) return now.refused.text === sent || now.refused.text !== before.refused?.text ? "refused" : null;
  return now.own && now !== before ? "taken" : null;
}

/** Where the line stands that a sentence begins with; null if it names none. @param {string} sentence @param {string} text */
export function placeOfLine(sentence, text) {
  const [, number] = /^Line (\d+)\b/.exec(sentence) ?? [];
  const lines = text.split("\n");
  const line = lines[Number(number) - 1];
  if (line === undefined) return null;
  const from = lines.slice(0, Number(number) - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return { from, to: from + line.length };
}

/** With commas between thousands, as the server writes them. @param {number} count */
const counted = (count) => count.toLocaleString("en");
