import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from '../../src/rows/name-columns.ts'
import { parseTable } from '../../src/rows/parse-table.ts'
import type { TypedRow } from '../../src/rows/row-maker.ts'
import { LineTooLongError } from '../../src/rows/table-parser.ts'

function parse(...pieces: string[]) {
  const rows: TypedRow[] = []
  const rejected: { line: number; cells: number; text: string }[] = []
  let columns: readonly Column[] = []
  const parser = parseTable({
    columns: (found) => {
      columns = found
      return found.map(({ key }, index) => ({ key, index }))
    },
    row: (row) => rows.push(row),
    rejected: ({ line, cells, text }) => rejected.push({ line, cells, text }),
  })
  for (const piece of pieces) parser.push(piece)
  parser.end()
  return { columns: columns.map((column) => column.key), rows, rejected }
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
    expect(parse('')).toEqual({ columns: [], rows: [], rejected: [] })
    expect(parse('a\tb')).toEqual({ columns: ['a', 'b'], rows: [], rejected: [] })
    expect(parse('a\tb\r\n')).toEqual({ columns: ['a', 'b'], rows: [], rejected: [] })
  })

  test('is rejected if a line is too long', () => {
    const parser = parseTable({ columns: () => [], row: () => {}, rejected: () => {} })
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
        const lines = whole.split('\n').map((line) => line.replace(/\r$/, ''))
        if (lines.at(-1) === '' && (whole === '' || whole.endsWith('\n'))) lines.pop()
        const first = lines.findIndex((line) => line !== '')
        const width = lines[first]?.split('\t').length ?? 0
        const body = first === -1 ? [] : lines.slice(first + 1)
        const split = body.map((line) => line.split('\t'))
        const { rows, rejected } = parse(whole)
        expect(rows.map((row) => Object.values(row))).toEqual(split.filter((cells) => cells.length === width))
        expect(rejected.map((row) => row.text)).toEqual(
          body.filter((line) => line !== '' && line.split('\t').length !== width),
        )
      }),
    )
  })
})
