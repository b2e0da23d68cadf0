import type { DocumentFormat } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import { checkBatchSize, type GenerateText, type KnownDocument } from '../rows/types.ts'
import type { XmlEvent } from './parse-xml-events.ts'
import type { RecordObject } from './record-object.ts'
import { RecordsReader } from './records-reader.ts'

/** How a document's records are read. */
export interface RecordsOptions {
  /**
   * How many records a batch holds at most; it holds fewer where they are long. Default: as many as come at once, at most
   * 1,000.
   */
  readonly batchSize?: number
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
  /** What the document is, where the catalogue does not know its type or knows it wrong. */
  readonly format?: DocumentFormat
  /** Ends the reading. */
  readonly signal?: AbortSignal
}

/** What reading records has come to. Complete when the iteration has ended. */
export interface RecordsSummary {
  /** Known as soon as the first text is. */
  readonly format: Extract<DocumentFormat, { kind: 'json' | 'xml' }> | undefined
  /** Records handed over. */
  readonly records: number
  /**
   * Of JSON: what stands beside the records, such as `reportSpecification`; their arrays are empty here. With the first
   * batch it is what stands before them, at the end it is all. Undefined where it is more than four million characters,
   * and of XML.
   */
  readonly head: RecordObject | undefined
  /** Known as soon as the first text is. */
  readonly charset: Charset | undefined
}

/** The records of a document in batches, to be iterated once. */
export interface Records extends AsyncIterable<RecordObject[]> {
  readonly summary: RecordsSummary
  /** In place of records: the elements of an XML document as they open and close, with their texts, in batches. */
  events(): AsyncIterable<XmlEvent[]>
}

/**
 * Reads the records of a JSON or XML document of any size, a piece at a time. Nothing is fetched before the first batch
 * is asked for. Iterating fails with a DocumentError with code `NOT_RECORDS` where the document is neither, is damaged,
 * or holds no records where they are looked for; what was handed over before is not the whole document.
 *
 * @throws TypeError for a batch size that is none.
 */
export function readRecords(
  reportDocumentId: string,
  text: GenerateText,
  options: RecordsOptions = {},
  known: KnownDocument = {},
): Records {
  const batchSize = checkBatchSize(options.batchSize)
  const reader = new RecordsReader({ reportDocumentId, text, options, known, batchSize })
  return {
    get summary() {
      return reader.summary()
    },
    [Symbol.asyncIterator]: () => reader.records(),
    events: () => ({ [Symbol.asyncIterator]: () => reader.events() }),
  }
}
