import type { DocumentFormat } from '@reportline/report-types'

/**
 * Something that is unusual about a document, but does not prevent reading it. It never contains personal data. `count` is
 * the number of rows, lines, characters, amounts or names that it is about.
 */
export type DocumentWarning =
  | CountWarning
  /** The columns in `columns` should have a type, but were not found. The header may be translated. */
  | (WarningParts & { readonly code: 'COLUMNS_NOT_FOUND'; readonly columns: readonly string[] })
  /** The document has the format `actual`, although the catalogue has `expected` for its report type. */
  | (WarningParts & {
      readonly code: 'FORMAT_DIFFERS'
      readonly expected: DocumentFormat
      readonly actual: DocumentFormat
    })
  /** The sum of a settlement's rows is not its total. `difference` is `sum` minus `expected`. */
  | (WarningParts & {
      readonly code: 'SUM_DIFFERS'
      readonly currency: string | undefined
      readonly expected: string
      readonly sum: string
      readonly difference: string
    })

interface WarningParts {
  /** What happened, in a sentence. */
  readonly message: string
  readonly count: number
}

/** A warning that consists of a number. */
export interface CountWarning extends WarningParts {
  /**
   * - `TITLE_LINES`: lines before the header of a table, which are not rows. They were skipped.
   * - `PADDED_ROWS`: rows without their last cells, which are empty strings.
   * - `TRIMMED_ROWS`: rows with additional empty cells, which were removed.
   * - `RECOVERED_ROWS`: rows whose quotation marks do not pair.
   * - `REJECTED_ROWS`: lines that are not rows. See `rejected`.
   * - `UNDECODABLE_CHARACTERS`: characters that are not valid in the charset. They are U+FFFD.
   * - `MISREAD_CHARACTERS`: pairs of characters that seem to be UTF-8, although the rest of the document, or its label,
   *   is Windows-1252. The document may contain both. If all of it is UTF-8, set the option `charset`.
   * - `EMPTY_DOCUMENT`: the document has no bytes, or white space only. Always counts 1.
   * - `NO_RECORDS`: an XML document has elements, but none with the name of a record. It may be another document.
   * - `UNREADABLE_AMOUNTS`: amounts that could not be converted, or are not part of the sum of a settlement.
   * - `MIXED_DECIMAL_MARKS`: some amounts have a decimal point, and some a decimal comma. Always counts 1.
   */
  readonly code:
    | 'TITLE_LINES'
    | 'PADDED_ROWS'
    | 'TRIMMED_ROWS'
    | 'RECOVERED_ROWS'
    | 'REJECTED_ROWS'
    | 'UNDECODABLE_CHARACTERS'
    | 'MISREAD_CHARACTERS'
    | 'EMPTY_DOCUMENT'
    | 'NO_RECORDS'
    | 'UNREADABLE_AMOUNTS'
    | 'MIXED_DECIMAL_MARKS'
}

const messages: Readonly<Record<CountWarning['code'], string>> = {
  TITLE_LINES: 'Lines before the header were skipped.',
  PADDED_ROWS: 'Rows have fewer cells than the header. The missing cells are empty strings.',
  TRIMMED_ROWS: 'Rows have more cells than the header. The additional cells are empty and were removed.',
  RECOVERED_ROWS: 'Rows have quotation marks that do not pair. Their cells were split at the delimiters.',
  REJECTED_ROWS: 'Lines were rejected, because they do not match the header. See `rejected`.',
  UNDECODABLE_CHARACTERS: 'Characters are not valid in the charset and became U+FFFD.',
  MISREAD_CHARACTERS: 'Characters were decoded as Windows-1252, but seem to be UTF-8. The document may contain both.',
  EMPTY_DOCUMENT: 'The document is empty.',
  NO_RECORDS: 'The document has elements, but none with the name of a record.',
  UNREADABLE_AMOUNTS: 'Amounts could not be read with certainty. They are as in the document, and not part of a sum.',
  MIXED_DECIMAL_MARKS: 'Some amounts have a decimal point, and some a decimal comma.',
}

/** Creates the warnings of the counts that are not zero. */
export function countWarnings(counts: Readonly<Partial<Record<CountWarning['code'], number>>>): CountWarning[] {
  const entries = Object.entries(counts) as [CountWarning['code'], number][]
  return entries.flatMap(([code, count]) => (count === 0 ? [] : [{ code, message: messages[code], count }]))
}

/** Creates the warning about columns with a type that were not found. */
export function columnsNotFound(columns: readonly string[]): DocumentWarning {
  const message = 'Columns with a type were not found in the header, which may be translated.'
  return { code: 'COLUMNS_NOT_FOUND', message, count: columns.length, columns }
}

/** Creates the warning about a document with another format than the catalogue. */
export function formatDiffers(expected: DocumentFormat, actual: DocumentFormat): DocumentWarning {
  const message = `The document is ${formatName(actual)}, but documents of its report type should be ${formatName(expected)}.`
  return { code: 'FORMAT_DIFFERS', message, count: 1, expected, actual }
}

function formatName(format: DocumentFormat): string {
  if (format.kind === 'csv') return format.delimiter === undefined ? 'comma-separated' : 'semicolon-separated'
  if (format.kind === 'tsv') return format.quoted ? 'tab-separated with quotation marks' : 'tab-separated'
  if (format.kind !== 'pay-settlement' || format.delimiter === undefined) {
    return format.kind.endsWith('settlement') ? 'a settlement' : format.kind.toUpperCase()
  }
  return format.delimiter === ';' ? 'a semicolon-separated settlement' : 'a tab-separated settlement'
}
