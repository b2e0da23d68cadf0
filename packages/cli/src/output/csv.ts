/** Encodes rows as delimited text according to RFC 4180, with line feeds as line ends. */
export interface CsvEncoder {
  header(columns: readonly string[]): string
  rows(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): string
}

/** Creates an encoder for comma-separated or tab-separated values. */
export function csvEncoder(delimiter: ',' | '\t'): CsvEncoder {
  const needsQuotes = delimiter === ',' ? /[",\n\r]/ : /["\t\n\r]/
  const encodeText = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return {
    header: (columns) => `${columns.map(encodeText).join(delimiter)}\n`,
    rows(rows, columns) {
      let text = ''
      for (const row of rows) {
        let separator = ''
        for (const column of columns) {
          const cell = row[column]
          text += separator + encodeText(typeof cell === 'string' ? cell : cellText(cell))
          separator = delimiter
        }
        text += '\n'
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

function isMoney(cell: unknown): cell is { readonly amount: string; readonly currency: string | undefined } {
  return typeof cell === 'object' && cell !== null && 'amount' in cell && typeof cell.amount === 'string'
}
