/** Thrown for a document that holds no records, or damaged ones. Says where, never what stands there. */
export class RecordsFault extends Error {}

/** Deeper nesting is no report but an attempt to exhaust a reader. */
export const deepest = 1_000

/** No record of a report is as long, in characters. */
export const longestRecord = 16_777_216
