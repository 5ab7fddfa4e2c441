/** A chunk of a long stage ends after this long, so that a pause and a cancel are never far away; the next goes on from the store. */
export const chunkMs = 25_000;
