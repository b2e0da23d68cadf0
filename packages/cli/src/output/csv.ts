/** Encodes rows as delimited text according to RFC 4180, with line feeds as line ends. */
export interface CsvEncoder {
  header(columns: readonly string[]): string
  rows(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): string
}

/** Creates an encoder for comma-separated or tab-separated values. */
export function csvEncoder(delimiter: ',' | '\t'): CsvEncoder {
  const needsQuotes = delimiter === ',' ? /[",\n\r]/ : /["\t\n\r]/
  const encodeText = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  // Readers skip empty lines, so the only cell of a row is quoted if it is empty.
  const encodeLine = (line: string): string => (line === '' ? '""\n' : `${line}\n`)
  return {
    header: (columns) => `${columns.map(encodeText).join(delimiter)}\n`,
    rows(rows, columns) {
      let text = ''
      for (const row of rows) {
        let line = ''
        let separator = ''
        for (const column of columns) {
          const cell = row[column]
          line += separator + encodeText(typeof cell === 'string' ? cell : cellText(cell))
          separator = delimiter
        }
        text += encodeLine(line)
      }
      return text
    },
  }
}

/** The text of a cell that was converted by its type. */
export function cellText(cell: unknown): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString()
  if (isMoney(cell)) return cell.currency === undefined ? cell.amount : `${cell.amount} ${cell.currency}`
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

/** Whether a cell is an amount with its currency. */
export function isMoney(cell: unknown): cell is { readonly amount: string; readonly currency: string | undefined } {
  return typeof cell === 'object' && cell !== null && 'amount' in cell && typeof cell.amount === 'string'
}
