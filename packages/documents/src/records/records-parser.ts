import type { UnexpectedText } from '../content/message-content.ts'
import type { RecordObject } from './record-object.ts'

/** Receives what a parser of records finds. */
export interface RecordsSink {
  readonly records: (batch: RecordObject[]) => void
  /** Receives the document without its records, as far as it has been read. */
  readonly head: (head: RecordObject | undefined) => void
}

/** Parses the text of a document piece by piece. */
export interface RecordsParser {
  /** Parses the next piece of text. Pieces can be cut anywhere. */
  push(text: string): void
  /** @throws InvalidRecordsError if the document is incomplete or contains no records. */
  end(): void
}

/** Thrown if a document contains no records, or is damaged. The message says where, but never what the text contains. */
export class InvalidRecordsError extends Error {
  readonly unexpected: UnexpectedText | undefined
  constructor(message: string, unexpected?: UnexpectedText) {
    super(message)
    this.unexpected = unexpected
  }
}

/** Deeper nesting is not a report but an attempt to exhaust the parser. */
export const maxDepth = 1_000

/** Maximum number of characters of a record. No report has longer ones. */
export const maxRecordLength = 16_777_216
