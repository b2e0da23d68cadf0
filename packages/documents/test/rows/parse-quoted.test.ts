import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuoted, type QuotedOptions } from '../../src/rows/parse-quoted.ts'
import type { RejectedRowParts } from '../../src/rows/rejected-row.ts'
import type { TypedRow } from '../../src/rows/row-maker.ts'
import { LineTooLongError, NotTableError, type TableSink } from '../../src/rows/table-parser.ts'
import { cutText } from '../support/cut-text.ts'

function parse(pieces: readonly string[], options: QuotedOptions = { delimiter: ',' }) {
  const rows: TypedRow[] = []
  const rejected: RejectedRowParts[] = []
  const sink: TableSink = {
    columns: (columns) => columns.map(({ key }, index) => ({ key, index })),
    row: (row) => rows.push(row),
    rejected: (row) => rejected.push(row),
  }
  const parser = parseQuoted(sink, options)
  for (const piece of pieces) parser.push(piece)
  parser.end()
  return { rows, rejected }
}

const rowsOf = (text: string) => parse([text]).rows

describe('a table with quoted cells', () => {
  test('can have quoted and unquoted cells, and both kinds of line ends', () => {
    expect(rowsOf('a,"b"\r\n1,"2"\n"3",4')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ])
  })

  test('reads a doubled quotation mark as one, and delimiters and line ends in quotation marks as data', () => {
    expect(rowsOf('a,b\n"say ""hi""","x, y\r\nz"\n"""",""\n')).toEqual([
      { a: 'say "hi"', b: 'x, y\r\nz' },
      { a: '"', b: '' },
    ])
  })

  test('reads a quotation mark in an unquoted cell as data', () => {
    expect(rowsOf('a,b\n19" rack,x"y"\n')).toEqual([{ a: '19" rack', b: 'x"y"' }])
  })

  test('can be tab-separated, like the two ledger reports', () => {
    const { rows } = parse(['"Date"\t"Title"\n"01/31/2025"\t"19"" rack\t2"\n'], { delimiter: '\t' })
    expect(rows).toEqual([{ Date: '01/31/2025', Title: '19" rack\t2' }])
  })

  test('rejects a record with the wrong number of cells, with all of its lines', () => {
    const { rows, rejected } = parse(['a,b\n"1\n2",3,4\n5,6\n'])
    expect(rows).toEqual([{ a: '5', b: '6' }])
    expect(rejected).toEqual([{ line: 2, lines: 2, reason: 'cells', cells: 3, expected: 2, text: '"1\n2",3,4' }])
  })

  test('rejects a malformed record up to the end of its line', () => {
    const { rows, rejected } = parse(['a,b\n"1"x,2\n3,4\n5,"rack\n6,"7" 8\n9,10\n'])
    expect(rows).toEqual([
      { a: '3', b: '4' },
      { a: '9', b: '10' },
    ])
    expect(rejected).toEqual([
      { line: 2, lines: 1, reason: 'quotes', cells: 1, expected: 2, text: '"1"x,2' },
      { line: 4, lines: 2, reason: 'quotes', cells: 2, expected: 2, text: '5,"rack\n6,"7" 8' },
    ])
  })

  test('rejects the rest of the text after a quotation mark that is never closed', () => {
    const { rows, rejected } = parse(['a,b\n1,2\n3,"4\n5,6\n'])
    expect(rows).toEqual([{ a: '1', b: '2' }])
    expect(rejected).toMatchObject([{ line: 3, lines: 2, reason: 'quotes', text: '3,"4\n5,6' }])
  })

  test('is rejected if a record is too long', () => {
    const endless = ['a,b\n1,"2\n', ...Array.from({ length: 20 }, () => 'x'.repeat(1_000_000))]
    expect(() => parse(endless)).toThrow(LineTooLongError)
    expect(() => parse(endless)).toThrow('line 2 has more than')
  })

  test('is rejected if its header is malformed', () => {
    expect(() => parse(['"a"b,c\n'])).toThrow(NotTableError)
    expect(() => parse(['"a,b\n1,2'])).toThrow('its header has unbalanced quotation marks')
  })

  test('skips empty lines, unless it has only one column', () => {
    expect(rowsOf('\na,b\n\r\n1,2\n\n')).toEqual([{ a: '1', b: '2' }])
    expect(rowsOf('a\n1\n\n"2"\n')).toEqual([{ a: '1' }, { a: '' }, { a: '2' }])
  })

  test('returns the records before its header if a preamble is expected', () => {
    const preamble: (readonly string[])[] = []
    const { rows } = parse(['"From","2025"\n\n"To","2026"\na,b,c\n1,2,3\n'], {
      delimiter: ',',
      preamble: (cells) => preamble.push(cells),
    })
    expect(preamble).toEqual([
      ['From', '2025'],
      ['To', '2026'],
    ])
    expect(rows).toEqual([{ a: '1', b: '2', c: '3' }])
  })

  test('is rejected if it has no header', () => {
    expect(() => parse(['a,b\n'.repeat(200)], { delimiter: ',', preamble: () => {} })).toThrow(NotTableError)
  })
})

describe('parsing quoted cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\t', '\n', '\r', ' ', '😀'), maxLength: 6 })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

  test('returns the rows that were written', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const row = fc.array(cell, { minLength: width, maxLength: width })
      return fc.array(row, { maxLength: 6 }).map((rows) => ({ width, rows }))
    })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', '\t'),
        fc.constantFrom('\n', '\r\n'),
        ({ width, rows }, delimiter, end) => {
          const header = Array.from({ length: width }, (_, index) => `c${index}`)
          const lines = [header, ...rows].map((cells) => cells.map(quoted).join(delimiter) + end)
          const parsed = parse([lines.join('')], { delimiter })
          expect(parsed.rejected).toEqual([])
          expect(parsed.rows.map((row) => Object.values(row))).toEqual(rows)
        },
      ),
    )
  })

  const messy = fc
    .array(fc.constantFrom('a', '"', '"', '""', ',', '\n', '\r\n', '\r', ''), { maxLength: 50 })
    .map((parts) => `h,i\n${parts.join('')}`)

  test('returns the same wherever the text is cut', () => {
    fc.assert(
      fc.property(messy, fc.array(fc.nat(60), { maxLength: 12 }), (whole, places) => {
        expect(parse(cutText(whole, places))).toEqual(parse([whole]))
      }),
    )
  })

  test('loses no line: each one is a row, rejected or empty', () => {
    fc.assert(
      fc.property(messy, (whole) => {
        const { rows, rejected } = parse([whole])
        const inRows = rows.reduce((sum, row) => sum + Object.values(row).join('').split('\n').length, 0)
        const aside = rejected.reduce((sum, row) => sum + row.lines, 0)
        const numbers = rejected.map((row) => row.line)
        const lines = whole.replace(/\n$/, '').split('\n')
        const blank = lines.filter((line) => /^\r?$/.test(line)).length
        expect(1 + inRows + aside).toBeLessThanOrEqual(lines.length)
        expect(1 + inRows + aside + blank).toBeGreaterThanOrEqual(lines.length)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      }),
    )
  })
})
