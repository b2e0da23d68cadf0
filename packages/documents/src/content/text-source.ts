import { type DocumentFormat, reportTypeFacts } from '@reportline/report-types'
import type { ReadSummary } from './content-source.ts'
import type { OnCharset } from './decode.ts'

/** Reads the text of a document from its beginning. Calls `onCharset` before it yields the first text. */
export type GenerateText = (signal: AbortSignal, onCharset: OnCharset) => AsyncGenerator<string>

/** What is known about a document before it is read. */
export interface KnownDocument {
  readonly reportType?: string | undefined
  readonly format?: DocumentFormat | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  /** Called, and awaited, when the document has been read to its end. */
  readonly onRead?: ((summary: ReadSummary) => Promise<void>) | undefined
}

/** Returns the given format, or else the one that is known, or else the catalogue's for the report type. */
export function formatOf(format: DocumentFormat | undefined, known: KnownDocument): DocumentFormat | undefined {
  const { reportType } = known
  return format ?? known.format ?? (reportType === undefined ? undefined : reportTypeFacts(reportType)?.format)
}

/** @throws TypeError unless `batchSize` is undefined or a positive whole number. */
export function checkBatchSize(batchSize: number | undefined): number | undefined {
  if (batchSize === undefined) return undefined
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new TypeError('batchSize must be a positive whole number')
  return batchSize
}

/** Counts the characters that could not be decoded. */
export function countUndecodable(text: string): number {
  let count = 0
  for (let index = text.indexOf('\ufffd'); index !== -1; index = text.indexOf('\ufffd', index + 1)) count += 1
  return count
}
