import type { DocumentFormat } from '@reportline/report-types'
import { errorKind } from '../content/document-text.ts'
import { InvalidRecordsError } from './records-parser.ts'
import type { RecordsFormat } from './types.ts'

/** Characters at the start of a document that decide its format, if it has that many. */
export const minDetectLength = 1_024

/**
 * Detects the format of records by the start of a document. The catalogue's format applies if the document has it.
 *
 * @throws InvalidRecordsError if the document has no records. The message names the method that reads it.
 */
export function detectRecords(text: string, expected: DocumentFormat | undefined): RecordsFormat {
  const start = text.trimStart()
  const error = errorKind(start)
  if (error !== undefined) throw new InvalidRecordsError(`it is ${error}`, { text, isCertain: true })
  const kind = start.startsWith('<') ? 'xml' : /^[{[]/.test(start) ? 'json' : undefined
  if (kind === undefined) throw notRecords(start)
  if (expected?.kind === 'json' || expected?.kind === 'xml') return expected.kind === kind ? expected : { kind }
  return { kind }
}

function notRecords(text: string): InvalidRecordsError {
  if (text.startsWith('%PDF')) return new InvalidRecordsError('it is a PDF: use bytes()')
  if (text.startsWith('PK\u0003\u0004'))
    return new InvalidRecordsError('it is a ZIP archive or a spreadsheet: use files()')
  const [header = '', row] = text.split(/[\r\n]+/)
  if (header.includes('\t') || (row && /[,;]/.test(header) && /[,;]/.test(row))) {
    return new InvalidRecordsError('it is neither JSON nor XML, but looks like a table: use rows()')
  }
  return new InvalidRecordsError('it is neither JSON nor XML, but looks like a message', { text, isCertain: false })
}
