// What a page of a room says, in the language of the room.

/** Says a text in the room's language. @param {{names?: Record<string, string>} | null} state @returns {(english: string) => string} */
export const tellerOf = (state) => (english) => state?.names?.[english] ?? english;
