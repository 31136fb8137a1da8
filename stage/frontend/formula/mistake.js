// Where in a text a mistake is: the character itself, or the place after the last one.

const END = "\u00a0"; // a space that is seen when it is marked

/**
 * The text before a mistake, what is marked, and the text after it. Places are counted as Python counts them, in whole
 * characters; one that others are set upon is marked with them.
 * @param {string} text @param {number} at @returns {{before: string, marked: string, after: string}}
 */
export function partsAt(text, at) {
  const characters = Array.from(text);
  const place = Math.min(Math.max(at, 0), characters.length);
  let next = place + 1;
  while (next < characters.length && /^\p{M}/u.test(characters[next])) next += 1;
  return {
    before: characters.slice(0, place).join(""),
    marked: characters.slice(place, next).join("") || END,
    after: characters.slice(next).join(""),
  };
}

/** The place in words, before a sentence. @param {number} at */
export const tellPlace = (at) => `At character ${at + 1}: `;
