import { styleText } from 'node:util'
import fastStringTruncatedWidth from 'fast-string-truncated-width'
import type { OutputStream } from '../terminal.ts'
import { cellText } from './csv.ts'

/** The widest column, unless there is room. */
const maxColumnWidth = 40
const gap = '  '

/** Formats rows as an aligned table for people. Its columns fit the terminal; cells that are too long are cut. */
export interface TableFormatter {
  /** The width of the columns is that of the first rows. */
  format(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): string
}

/** Creates a formatter. Its first call returns the header too. */
export function tableFormatter({
  columns: available,
  stream,
}: Pick<OutputStream, 'columns' | 'stream'>): TableFormatter {
  let widths: readonly number[] | undefined
  return {
    format(rows, columns) {
      let text = ''
      if (widths === undefined) {
        widths = fittingWidths(rows, columns, available)
        text = `${styleText('bold', line(columns, widths), { stream })}\n`
      }
      for (const row of rows) {
        text += `${line(
          columns.map((column) => cellText(row[column])),
          widths,
        )}\n`
      }
      return text
    },
  }
}

/** Formats a list that is complete. */
export function formatTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
  stdout: OutputStream,
): string {
  return tableFormatter(stdout).format(rows, columns)
}

function fittingWidths(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
  available: number | undefined,
): number[] {
  const widths = columns.map((column) => {
    const cells = rows.map((row) => widthOf(oneLine(cellText(row[column]))))
    return Math.max(widthOf(column), ...cells.slice(0, 1000), 1)
  })
  if (available === undefined) return widths.map((width) => Math.min(width, 200))
  const total = () => widths.reduce((sum, width) => sum + width + gap.length, -gap.length)
  // Narrows the widest columns first, and none below eight characters.
  while (total() > available) {
    const widest = Math.max(...widths)
    if (widest <= 8) break
    const index = widths.indexOf(widest)
    widths[index] = Math.max(8, widest > maxColumnWidth ? maxColumnWidth : widest - 1)
  }
  return widths
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => fit(oneLine(cell), widths[index] ?? 0, index === cells.length - 1))
    .join(gap)
    .trimEnd()
}

/** Line breaks and control characters, which a document may contain, must not control the terminal. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
}

function fit(text: string, width: number, last: boolean): string {
  const {
    index,
    width: used,
    truncated,
  } = fastStringTruncatedWidth(text, {
    limit: width,
    ellipsis: '…',
    ellipsisWidth: 1,
  })
  const shown = truncated ? `${text.slice(0, index)}…` : text
  const shownWidth = truncated ? used + 1 : used
  return last ? shown : shown + ' '.repeat(Math.max(0, width - shownWidth))
}

function widthOf(text: string): number {
  return fastStringTruncatedWidth(text).width
}
