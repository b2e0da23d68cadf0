import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuoted, type QuotedOptions } from '../../src/rows/parse-quoted.ts'
import type { RejectedRowParts } from '../../src/rows/rejected-row.ts'
import type { TypedRow } from '../../src/rows/row-maker.ts'
import { LineTooLongError, NotTableError, type Repair, type TableSink } from '../../src/rows/table-parser.ts'
import { cutText } from '../support/cut-text.ts'

function parse(pieces: readonly string[], options: QuotedOptions = { delimiter: ',' }) {
  const rows: TypedRow[] = []
  const rejected: RejectedRowParts[] = []
  const repaired: Repair[] = []
  const sink: TableSink = {
    columns: (columns) => columns.map(({ key }, index) => ({ key, index })),
    row: (row) => rows.push(row),
    rejected: (row) => rejected.push(row),
    repaired: (how) => repaired.push(how),
  }
  const parser = parseQuoted(sink, options)
  for (const piece of pieces) parser.push(piece)
  parser.end()
  return { rows, rejected, repaired }
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

  test('rejects each line of a record with the wrong number of cells', () => {
    const { rows, rejected } = parse(['a,b\n"1\n2",3,4\n5,6\n'])
    expect(rows).toEqual([{ a: '5', b: '6' }])
    expect(rejected).toEqual([
      { line: 2, lines: 1, reason: 'quotes', cells: 1, expected: 2, text: '"1' },
      { line: 3, lines: 1, reason: 'quotes', cells: 3, expected: 2, text: '2",3,4' },
    ])
  })

  test('rejects a line whose quotation marks do not pair, and continues with the next line', () => {
    const { rows, rejected } = parse(['a,b\n"1"x,2\n3,4\n5,"rack\n6,"7" 8\n9,10\n'])
    expect(rows).toEqual([
      { a: '3', b: '4' },
      { a: '9', b: '10' },
    ])
    expect(rejected).toEqual([
      { line: 2, lines: 1, reason: 'quotes', cells: 2, expected: 2, text: '"1"x,2' },
      { line: 4, lines: 1, reason: 'quotes', cells: 2, expected: 2, text: '5,"rack' },
      { line: 5, lines: 1, reason: 'quotes', cells: 2, expected: 2, text: '6,"7" 8' },
    ])
  })

  test('rejects only the line of a quotation mark that is never closed', () => {
    const { rows, rejected } = parse(['a,b\n1,2\n3,"4\n5,6\n'])
    expect(rows).toEqual([
      { a: '1', b: '2' },
      { a: '5', b: '6' },
    ])
    expect(rejected).toMatchObject([{ line: 3, lines: 1, reason: 'quotes', text: '3,"4' }])
  })

  test('continues after a quotation mark that is not closed within the limit of a record', () => {
    const lines = Array.from({ length: 150_000 }, (_, index) => `${index},x\n`)
    const { rows, rejected } = parse(['a,b\n1,"2\n', ...lines])
    expect(rows).toHaveLength(lines.length)
    expect(rejected).toMatchObject([{ line: 2, lines: 1 }])
  })

  test.each([
    ['a doubled quotation mark at the end of a cell', '\t', '"S1"\t"Arm 27""\t""\t""', ['S1', 'Arm 27"', '', '']],
    ['a quotation mark inside a cell', ',', '"B1","19" rack","1",""', ['B1', '19" rack', '1', '']],
    ['a quotation mark inside the only quoted cell', ',', 'B1,"19" rack",1,', ['B1', '19" rack', '1', '']],
    ['doubled and single quotation marks inside a cell', ',', '"B1","a ""b"" "c"",1,""', ['B1', 'a "b" "c"', '1', '']],
  ] as const)('recovers a row with %s', (_what, delimiter, line, cells) => {
    const header = ['a', 'b', 'c', 'd'].join(delimiter)
    const good = ['1', '2', '3', '4']
    const { rows, rejected, repaired } = parse([`${header}\n${line}\n${good.join(delimiter)}\n`], { delimiter })
    expect(rows.map((row) => Object.values(row))).toEqual([cells, good])
    expect(rejected).toEqual([])
    expect(repaired).toEqual(['recovered'])
  })

  test('does not make a row of the rest of a cell whose start was rejected', () => {
    const { rows, rejected } = parse(['a,b,c\n"1","say "hi" to\nme, you",3\n4,5,6\n'])
    expect(rows).toEqual([{ a: '4', b: '5', c: '6' }])
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'quotes'],
      [3, 'quotes'],
    ])
  })

  test('is rejected if a record is too long', () => {
    const endless = ['a,b\n1,"2\n', ...Array.from({ length: 20 }, () => 'x'.repeat(1_000_000))]
    expect(() => parse(endless)).toThrow(LineTooLongError)
    expect(() => parse(endless)).toThrow('line 3 has more than')
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

  const bad = fc.constantFrom(
    '"S1","Arm 27"","",""',
    '"B1","19" rack","1",""',
    'B1,"19" rack,1,',
    '"1","2',
    '1,"2,3,4',
    '"1","2","3","4","5"',
    '"1"x,"2"',
    '1,2,3,4,5,6',
    '"',
    '"""',
    'short',
    '1,2',
    '"1","2",,,,,',
  )

  test('loses no good row to a bad line before it', () => {
    // With cells such as `, x`, a bad line and the good ones after it can be valid records of several lines.
    const plainCell = cell.map((text) => text.replace(/^[,\t\r\n]+/, ''))
    const good = fc.array(plainCell, { minLength: 4, maxLength: 4 })
    const lines = fc.array(fc.oneof(good, bad), { maxLength: 12 })
    const places = fc.array(fc.nat(300), { maxLength: 8 })
    const asNeeded = (text: string) => (/[",\t\n\r]/.test(text) ? quoted(text) : text)
    const write = fc.constantFrom(quoted, asNeeded)
    fc.assert(
      fc.property(lines, fc.constantFrom(',', '\t'), write, places, (all, delimiter, writeCell, at) => {
        const rowOf = (cells: readonly string[], index: number) => [`r${index}`, ...cells.slice(1)]
        const written = all.map((line, index) =>
          typeof line === 'string'
            ? line.replaceAll(',', delimiter)
            : rowOf(line, index).map(writeCell).join(delimiter),
        )
        const whole = ['h1,h2,h3,h4'.replaceAll(',', delimiter), ...written].map((line) => `${line}\n`).join('')
        const rows = parse(cutText(whole, at), { delimiter }).rows.map((row) => Object.values(row))
        const expected = all.flatMap((line, index) => (typeof line === 'string' ? [] : [rowOf(line, index)]))
        expect(rows.filter(([first]) => String(first).startsWith('r'))).toEqual(expected)
      }),
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
        const blank = lines.filter((line) => /^\r*$/.test(line)).length
        expect(1 + inRows + aside).toBeLessThanOrEqual(lines.length)
        expect(1 + inRows + aside + blank).toBeGreaterThanOrEqual(lines.length)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      }),
    )
  })
})
