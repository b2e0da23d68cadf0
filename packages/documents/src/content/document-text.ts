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

/** Returns the format that the caller has set. It applies whatever the document looks like. */
export function setFormat(format: DocumentFormat | undefined, known: KnownDocument): DocumentFormat | undefined {
  const catalogue = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.format
  return format ?? (known.format === catalogue ? undefined : known.format)
}

/** @throws TypeError unless `batchSize` is undefined or a positive whole number. */
export function checkBatchSize(batchSize: number | undefined): number | undefined {
  if (batchSize === undefined) return undefined
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new TypeError('batchSize must be a positive whole number')
  return batchSize
}

/** Returns whether a text has white space and byte order marks only. */
export function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** Counts the characters that could not be decoded. */
export function countUndecodable(text: string): number {
  let count = 0
  for (let index = text.indexOf('\ufffd'); index !== -1; index = text.indexOf('\ufffd', index + 1)) count += 1
  return count
}

/** The first bytes of most UTF-8 characters, as Windows-1252. Searching for them is much faster than `misread`. */
const misreadLeads = ['\u00c3', '\u00c2', '\u00e2', '\u00c4', '\u00c5', '\u00e3'] as const

/**
 * Characters of two or three bytes in UTF-8, decoded as Windows-1252: `Ã¼` is `ü`, and `â‚¬` is `€`. No language has
 * such sequences.
 */
const misread =
  /[\u00c2-\u00df][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|[\u00e1-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2}/g

/** Counts the characters of a text in Windows-1252 that seem to be UTF-8: a document can contain both. */
export function countMisread(text: string, charset: string | undefined): number {
  if (charset !== 'windows-1252' || !misreadLeads.some((lead) => text.includes(lead))) return 0
  return text.match(misread)?.length ?? 0
}

/** The start of a document that is something else than a report. The reader decides whether an error may show it. */
export interface UnexpectedText {
  readonly text: string
  /** Whether it is certainly not a report. */
  readonly isCertain: boolean
}

const maxExcerptLength = 200

/** Properties of a JSON document that only an error has. */
const errorProperty = /^(?:errors?|errorDetails|errorMessage|fault)$/
/** Properties that an error can have beside those. */
const errorContext = /^(?:code|message|status|requestId|timestamp|path|errorCode)$/

/** How the start of an error document in JSON looks. An empty list of errors is part of a report. */
const jsonErrorStart = /^\{\s*"(?:errors?|errorDetails|errorMessage|fault)"\s*:\s*(?!null|\[\s*\])/
const xmlErrorStart =
  /^<(?:\w+:)?(?:errors?|errorresponse|errordetails|fault|envelope[^>]*>\s*<(?:\w+:)?body[^>]*>\s*<(?:\w+:)?fault)\b/i
const htmlStart = /^<(?:!doctype\s+html|html|head|body)\b/i
const xmlProlog = /^(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)+/

/** Detects an HTML page, or an error in XML or JSON, by its start. Returns undefined for other documents. */
export function errorKind(text: string): string | undefined {
  const start = text.trimStart()
  if (start.startsWith('{')) return isJsonError(start) ? 'an error message in JSON' : undefined
  const root = start.replace(xmlProlog, '')
  if (htmlStart.test(root)) return 'an HTML page'
  return xmlErrorStart.test(root) ? 'an error message in XML' : undefined
}

function isJsonError(text: string): boolean {
  if (jsonErrorStart.test(text)) return true
  try {
    const entries = Object.entries(JSON.parse(text) as object)
    const isError = entries.some(([name, value]) => errorProperty.test(name) && !isEmpty(value))
    return isError && entries.every(([name]) => errorProperty.test(name) || errorContext.test(name))
  } catch {
    return false
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Returns the start of a document for an error message: never what may be personal data. */
export function excerptOf(
  { text, isCertain }: UnexpectedText,
  reportType: string | undefined,
  dropPersonal: boolean | undefined,
): string {
  const start = text.trim()
  const known = reportType === undefined ? undefined : reportTypeFacts(reportType)
  const isShown = !dropPersonal && (known === undefined ? isCertain : !isPersonal(known))
  if (isShown) return `It starts with: ${start.slice(0, maxExcerptLength).replace(/\s+/g, ' ')}`
  const [line = ''] = start.split(/[\r\n]/, 1)
  return `Its first line has ${line.length} characters. They are not shown, because they may be personal data`
}

function isPersonal({ restricted, personalFields, columns }: NonNullable<ReturnType<typeof reportTypeFacts>>): boolean {
  if (restricted !== undefined || personalFields !== undefined) return true
  return Object.values(columns ?? {}).some(({ personal }) => personal)
}
