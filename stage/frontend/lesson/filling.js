// Sentences with gaps: a translation has what is to stand in them where its language wants it.

/** @param {string} sentence with names in braces: "You: {you}." @param {Record<string, string | number>} facts by name */
export const fillIn = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (gap, name) => String(facts[name] ?? gap));
