import type { UnexpectedText } from '../content/document-text.ts'

/** A value in a record. */
export type RecordValue = string | number | boolean | null | readonly RecordValue[] | RecordObject

/** A record: an object in an array of a JSON document, or an element of an XML document. */
export interface RecordObject {
  readonly [key: string]: RecordValue
}

/** A value of an XML record that is being built. */
type MutableValue = string | MutableRecord | MutableValue[]

/** An XML record that is being built. */
export interface MutableRecord {
  [key: string]: MutableValue
}

/** Adds a property. A second value for the same key turns the property into an array. */
export function addValue(record: MutableRecord, key: string, value: MutableValue): void {
  const existing = Object.hasOwn(record, key) ? record[key] : undefined
  if (Array.isArray(existing)) existing.push(value)
  else setProperty(record, key, existing === undefined ? value : [existing, value])
}

function setProperty(record: MutableRecord, key: string, value: MutableValue): void {
  if (key !== '__proto__') record[key] = value
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}

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
