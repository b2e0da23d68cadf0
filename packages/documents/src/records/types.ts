import type { DocumentFormat } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import type { DocumentWarning } from '../content/document-warning.ts'
import type { RecordObject } from './records-parser.ts'

/** The format of a document that contains records. */
export type RecordsFormat = Extract<DocumentFormat, { kind: 'json' | 'xml' }>

/** A part of an XML document. The events are in the order of the document. */
export type XmlEvent =
  | { readonly type: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'close'; readonly name: string }

/** How the records of a document are read. */
export interface RecordsOptions {
  /**
   * Maximum number of records per batch. Batches of long records have fewer. By default, records are returned as they
   * arrive, at most 1,000 at a time.
   */
  readonly batchSize?: number | undefined
  /** Overrides the declared charset. */
  readonly charset?: string | undefined
  /** Overrides the format that the catalogue gives for the report type. */
  readonly format?: DocumentFormat | undefined
  /**
   * Returns integers of a JSON document beyond 2^53, such as long identifiers, as strings with all of their digits. By
   * default they are numbers, which are rounded.
   */
  readonly exactIntegers?: boolean | undefined
  /**
   * Omits the properties and elements that the catalogue marks as personal data. If the catalogue does not know them for
   * the report type, `records()` throws a TypeError.
   */
  readonly dropPersonal?: boolean | undefined
  /** Aborts the iteration. */
  readonly signal?: AbortSignal | undefined
}

/** What reading the records has shown so far. Complete when the iteration has ended. */
export interface RecordsSummary {
  /** Set once the first text has been read. */
  readonly format: RecordsFormat | undefined
  /** Number of records returned. */
  readonly records: number
  /**
   * The rest of a JSON document, such as `reportSpecification`, with the arrays of records left empty. With the first
   * batch it contains what comes before the records, and at the end everything. Undefined for XML, and if it has more than
   * 4 Mi characters.
   */
  readonly head: RecordObject | undefined
  /** Set once the first text has been read. */
  readonly charset: Charset | undefined
  /** Names of the personal properties and elements that were omitted. */
  readonly dropped: readonly string[]
  /** Number of characters that could not be decoded. They are U+FFFD in the records. */
  readonly undecodable: number
  /** What a reader of the records should know, at most one warning per code. */
  readonly warnings: readonly DocumentWarning[]
}

/** The records of a document in batches. Can be iterated once. */
export interface Records extends AsyncIterable<RecordObject[]> {
  readonly summary: RecordsSummary
  /** Instead of records, returns the elements of an XML document as they open and close, with their text, in batches. */
  events(): AsyncIterable<XmlEvent[]>
}
