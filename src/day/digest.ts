/** The kind of the note in which notices are told together; digestCards.ts renders it. */
export const DIGEST = 'day.digest';
