import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from '../../src/rows/match-columns.ts'
import { parseTable } from '../../src/rows/parse-table.ts'
import type { TypedRow } from '../../src/rows/row-maker.ts'
import { LineTooLongError, type Repair } from '../../src/rows/table-parser.ts'
import { cutText } from '../support/cut-text.ts'

function parse(...pieces: string[]) {
  const rows: TypedRow[] = []
  const rejected: { line: number; cells: number; text: string }[] = []
  const repaired: Repair[] = []
  let columns: readonly Column[] = []
  const parser = parseTable({
    columns: (found) => {
      columns = found
      return found.map(({ key }, index) => ({ key, index }))
    },
    row: (row) => rows.push(row),
    rejected: ({ line, cells, text }) => rejected.push({ line, cells, text }),
    repaired: (how) => repaired.push(how),
  })
  for (const piece of pieces) parser.push(piece)
  parser.end()
  return { columns: columns.map((column) => column.key), rows, rejected, repaired }
}

describe('a table', () => {
  test.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('can have lines that end in %s, with or without one after the last line', (_name, end) => {
    const rows = [
      { sku: 'A', price: '1,00' },
      { sku: 'B', price: '' },
    ]
    expect(parse(`sku\tprice${end}A\t1,00${end}B\t${end}`).rows).toEqual(rows)
    expect(parse(`sku\tprice${end}A\t1,00${end}B\t`).rows).toEqual(rows)
  })

  test('keeps quotation marks as data', () => {
    const { rows, rejected } = parse('sku\tname\nA\t19" rack\nB\t"quoted"\nC\t"open\nD\tclosed"\n')
    expect(rows.map((row) => row.name)).toEqual(['19" rack', '"quoted"', '"open', 'closed"'])
    expect(rejected).toEqual([])
  })

  test('keeps a carriage return inside a cell', () => {
    expect(parse('a\tb\r\n1\r2\t3\r\n').rows).toEqual([{ a: '1\r2', b: '3' }])
  })

  test('rejects lines with too few or too many cells, with their line numbers', () => {
    const { rows, rejected } = parse('a\tb\n1\t2\nshort\n3\t4\nx\ty\tz\n5\t6')
    expect(rows).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
      { a: '5', b: '6' },
    ])
    expect(rejected).toEqual([
      { line: 3, cells: 1, text: 'short' },
      { line: 5, cells: 3, text: 'x\ty\tz' },
    ])
  })

  test('adds missing cells at the end of a row, and removes additional empty ones', () => {
    const { rows, rejected, repaired } = parse('a\tb\tc\td\n1\t2\n3\t4\t5\t6\t\t\n7\t8\t9\n')
    expect(rows.map((row) => Object.values(row).join())).toEqual(['1,2,,', '3,4,5,6', '7,8,9,'])
    expect(rejected).toEqual([])
    expect(repaired).toEqual(['padded', 'trimmed', 'padded'])
  })

  test('rejects both halves of a row with a line end inside a cell', () => {
    const { rows, rejected } = parse('a\tb\tc\n1\tfoo\nbar\t3\n4\tfoo\n\nbar\nbaz\t6\n7\t8\t9\n')
    expect(rows).toEqual([{ a: '7', b: '8', c: '9' }])
    expect(rejected).toEqual([
      { line: 2, cells: 2, text: '1\tfoo\nbar\t3' },
      { line: 4, cells: 2, text: '4\tfoo\nbar\nbaz\t6' },
    ])
  })

  test('adds missing cells to consecutive rows with the same first cell, however many are missing', () => {
    const { rows, rejected } = parse('id\tb\tc\n7\tx\n7\ty\n8\tz\tz\n')
    expect(rows.map((row) => Object.values(row).join())).toEqual(['7,x,', '7,y,', '8,z,z'])
    expect(rejected).toEqual([])
  })

  test('rejects a short line with the rest of its last cell in the next line', () => {
    const { rows, rejected } = parse('a\tb\tc\td\n1\tfoo\nbar\n4\t5\t6\t7\n')
    expect(rows).toEqual([{ a: '4', b: '5', c: '6', d: '7' }])
    expect(rejected).toEqual([{ line: 2, cells: 2, text: '1\tfoo\nbar' }])
  })

  test('can have a tab at the end of its header alone', () => {
    const { rows, rejected } = parse('a\tb\t\r\n1\t2\r\n3\t4\t\r\n')
    expect(rows.map(({ a, b }) => [a, b])).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(rejected).toEqual([])
  })

  test('can have lines that end in CR CR LF', () => {
    expect(parse('a\tb\r\r\n1\t2\r\r\n').rows).toEqual([{ a: '1', b: '2' }])
  })

  test('skips empty lines, and counts them in line numbers', () => {
    const { rows, rejected } = parse('\r\na\tb\r\n\r\n1\t2\r\n\r\nshort\r\n\r\n')
    expect(rows).toEqual([{ a: '1', b: '2' }])
    expect(rejected).toEqual([{ line: 6, cells: 1, text: 'short' }])
  })

  test('of one column returns a row with an empty cell for an empty line', () => {
    expect(parse('a\n1\n\n2\n').rows).toEqual([{ a: '1' }, { a: '' }, { a: '2' }])
    expect(parse('a\n1\tx\n').rejected).toEqual([{ line: 2, cells: 2, text: '1\tx' }])
  })

  test('can be empty, or have only a header', () => {
    expect(parse('')).toEqual({ columns: [], rows: [], rejected: [], repaired: [] })
    expect(parse('a\tb')).toEqual({ columns: ['a', 'b'], rows: [], rejected: [], repaired: [] })
    expect(parse('a\tb\r\n')).toEqual({ columns: ['a', 'b'], rows: [], rejected: [], repaired: [] })
  })

  test('is rejected if a line is too long', () => {
    const parser = parseTable({ columns: () => [], row: () => {}, rejected: () => {}, repaired: () => {} })
    parser.push('a\tb\n1\t2\n')
    const push = () => {
      for (let count = 0; count < 20; count++) parser.push('x'.repeat(1_000_000))
    }
    expect(push).toThrow(LineTooLongError)
    expect(push).toThrow('line 3')
  })
})

describe('parsing', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'é', '\t', '\t', '\n', '\r\n', '\r', '"', '', '😀'), { maxLength: 60 })
    .map((parts) => parts.join(''))

  test('returns the same wherever the text is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (whole, places) => {
        const at = [0, ...places.map((place) => Math.floor(place * whole.length)).sort((a, b) => a - b), whole.length]
        const pieces = at.slice(1).map((end, index) => whole.slice(at[index], end))
        expect(parse(...pieces)).toEqual(parse(whole))
      }),
    )
  })

  test('returns the same as splitting the whole text, and loses no line', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const lines = whole.split('\n').map((line) => line.replace(/\r+$/, ''))
        if (whole === '' || whole.endsWith('\n')) lines.pop()
        const first = lines.findIndex((line) => line !== '')
        const width = lines[first]?.split('\t').length ?? 0
        const body = first === -1 ? [] : lines.slice(first + 1)
        const isExact = (cells: readonly string[]) => cells.length === width
        const exact = body.map((line) => line.split('\t')).filter(isExact)
        const { rows, rejected, repaired } = parse(whole)
        expect(rows.map((row) => Object.values(row))).toEqual(expect.arrayContaining(exact))
        expect(rows).toHaveLength(exact.length + repaired.length)
        const aside = rejected.flatMap((row) => row.text.split('\n'))
        const others = body.filter((line) => line !== '' && line.split('\t').length !== width)
        expect(aside.length + repaired.length).toBe(others.length)
      }),
    )
  })

  test('loses no row to missing or additional empty cells, or to a line in between, wherever the text is cut', () => {
    const width = 8
    const cell = fc.constantFrom('', '', 'x', 'a b', '"', '19" rack')
    const row = fc.record({
      cells: fc.array(cell, { minLength: width, maxLength: width }),
      removed: fc.nat(3),
      added: fc.nat(2),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r\r\n'),
      junk: fc.constantFrom('', 'junk\n', '\n', `${'\t'.repeat(width)}x\n`),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.array(fc.nat(300), { maxLength: 8 }), (all, places) => {
        const rows = all.map(({ cells, removed }, index) => {
          return [`r${index}`, ...cells.slice(1, width - removed), ...Array.from({ length: removed }, () => '')]
        })
        const lines = all.map(({ removed, added, lineEnd, junk }, index) => {
          const written = removed > 0 ? rows[index]?.slice(0, width - removed) : rows[index]
          return `${written?.join('\t')}${removed > 0 ? '' : '\t'.repeat(added)}${lineEnd}${junk}`
        })
        const header = Array.from({ length: width }, (_, index) => `h${index}`).join('\t')
        const parsed = parse(...cutText(`${header}\n${lines.join('')}`, places))
        const certain = rows.filter((_, index) => all[index]?.removed === 0 || all[index]?.junk !== 'junk\n')
        expect(parsed.rows.map((parsedRow) => Object.values(parsedRow))).toEqual(certain)
      }),
    )
  })
})
