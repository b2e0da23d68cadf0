import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { lineReader, plainLineReader } from '../../src/rows/row-maker.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import type { Field } from '../../src/rows/select-columns.ts'
import { collect, generate } from '../support/streams.ts'

const text =
  'sku\tprice\tcurrency\tquantity\tupdated\nA-1\t9,99\tEUR\t3\t2025-01-31T09:30:00Z\nB-2\t\tEUR\t007\tyesterday\n'
const textOf = (whole: string) => () => generate([whole])

describe('selected columns', () => {
  test('are the only ones, in the requested order', async () => {
    const rows = readRows('doc-1', textOf(text), { columns: ['quantity', 'sku'] })
    const [batch = []] = await collect(rows)
    expect(batch.map((row) => Object.entries(row))).toEqual([
      [
        ['quantity', '3'],
        ['sku', 'A-1'],
      ],
      [
        ['quantity', '007'],
        ['sku', 'B-2'],
      ],
    ])
    expect(rows.summary.columns).toHaveLength(5)
  })

  test('do not change which lines are rows', async () => {
    const rows = readRows('doc-1', textOf('a\tb\tc\n1\t2\t3\n1\n1\t2\t3\t4\n'), { columns: ['a'] })
    expect(await collect(rows)).toEqual([[{ a: '1' }]])
    expect(rows.summary.rejected.map((row) => row.line)).toEqual([3, 4])
  })

  test('can be one of two with the same name', async () => {
    const rows = readRows('doc-1', textOf('a\ta\n1\t2\n'), { columns: ['a (2)'] })
    expect(await collect(rows)).toEqual([[{ 'a (2)': '2' }]])
  })

  test('that do not exist are an error, which names those that do', async () => {
    const reading = collect(readRows('doc-1', textOf(text), { columns: ['sku', 'prices', 'colour'] }))
    await expect(reading).rejects.toBeInstanceOf(DocumentError)
    await expect(reading).rejects.toMatchObject({ code: 'NO_COLUMN' })
    await expect(reading).rejects.toThrow('no column "prices", "colour". Its columns are "sku", "price", "currency"')
  })
})

describe('column types', () => {
  test('convert integers, instants and money, and leave other cells as strings', async () => {
    const rows = readRows('doc-1', textOf(text), {
      types: { price: { type: 'money', currency: 'currency' }, quantity: 'integer', updated: 'instant' },
    })
    expect(await collect(rows)).toEqual([
      [
        {
          sku: 'A-1',
          price: { amount: '9,99', currency: 'EUR' },
          currency: 'EUR',
          quantity: 3,
          updated: new Date('2025-01-31T09:30:00Z'),
        },
        { sku: 'B-2', price: '', currency: 'EUR', quantity: '007', updated: 'yesterday' },
      ],
    ])
  })

  test('leave a number that would not be exact as a string', async () => {
    const whole = 'n\n9007199254740991\n9007199254740993\n-5\n0\n1.0\n'
    const rows = readRows('doc-1', textOf(whole), { types: { n: 'integer' } })
    const [batch = []] = await collect(rows)
    expect(batch.map((row) => row.n)).toEqual([9007199254740991, '9007199254740993', -5, 0, '1.0'])
  })

  test('give money the currency of its column, or the declared currency, or none', async () => {
    const types = {
      a: { type: 'money', currency: 'c' },
      b: { type: 'money', currency: 'JPY' },
      d: { type: 'money' },
    } as const
    const [batch] = await collect(readRows('doc-1', textOf('a\tb\tc\td\n1\t2\tUSD\t3\n'), { types }))
    expect(batch).toEqual([
      {
        a: { amount: '1', currency: 'USD' },
        b: { amount: '2', currency: 'JPY' },
        c: 'USD',
        d: { amount: '3', currency: undefined },
      },
    ])
  })

  test('are the same for a comma-separated table', async () => {
    const options = { types: { n: 'integer', m: { type: 'money', currency: 'c' } }, columns: ['m', 'n'] } as const
    const rows = readRows('doc-1', textOf('n,"m",c\n"1","2,50",EUR\n'), options)
    expect(await collect(rows)).toEqual([[{ m: { amount: '2,50', currency: 'EUR' }, n: 1 }]])
  })

  test('are the same if code generation is disabled', async () => {
    const options = { types: { price: { type: 'money', currency: 'currency' }, quantity: 'integer' } } as const
    const compiled = await collect(readRows('doc-1', textOf(text), options))
    vi.stubGlobal(
      'Function',
      vi.fn().mockImplementation(function refuse() {
        throw new EvalError('Code generation from strings disallowed for this context')
      }),
    )
    const reading = collect(readRows('doc-1', textOf(text), options))
    expect(await reading.finally(() => vi.unstubAllGlobals())).toEqual(compiled)
  })

  test('can be those that the catalogue has for the report type', async () => {
    const reportType = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
    const rows = readRows(
      'doc-1',
      textOf('settlement-id\tcurrency\tamount\n7\tEUR\t1,50\n'),
      { types: true },
      { reportType },
    )
    expect(await collect(rows)).toEqual([
      [{ 'settlement-id': '7', currency: 'EUR', amount: { amount: '1,50', currency: 'EUR' } }],
    ])
  })
})

describe('personal columns', () => {
  const reportType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'
  const orders = 'order-id\tbuyer-email\tbuyer-name\tsku\n1\tBUYER@example.com\tBUYER\tA\nBUYER\n'

  test('are omitted by dropPersonal, with the text of rejected lines', async () => {
    const rows = readRows('doc-1', textOf(orders), { dropPersonal: true }, { reportType })
    expect(await collect(rows)).toEqual([[{ 'order-id': '1', sku: 'A' }]])
    expect(rows.summary.dropped).toEqual(['buyer-email', 'buyer-name'])
    expect(rows.summary.rejected.map((row) => [row.line, row.text])).toEqual([[3, '']])
  })

  test('are omitted even if they are selected', async () => {
    const options = { dropPersonal: true, columns: ['sku', 'buyer-name'] }
    expect(await collect(readRows('doc-1', textOf(orders), options, { reportType }))).toEqual([[{ sku: 'A' }]])
  })

  test('are not known for a report type without columns in the catalogue: the columns to keep must be selected', async () => {
    expect(() => readRows('doc-1', textOf(orders), { dropPersonal: true })).toThrow(TypeError)
    const rows = readRows('doc-1', textOf(orders), { dropPersonal: true, columns: ['sku'] })
    expect(await collect(rows)).toEqual([[{ sku: 'A' }]])
  })
})

describe('reading a line', () => {
  test('is the same with and without compiling, whatever the line and the columns', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '\t', '\t', 'é'), maxLength: 12 })
    fc.assert(
      fc.property(
        line,
        line,
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(5), { maxLength: 6 }),
        (one, next, width, chosen) => {
          const fields: Field[] = chosen
            .filter((index) => index < width)
            .map((index, place) => ({ key: `k${place}`, index }))
          const whole = `${one}\n${next}\n`
          const read = (reader: ReturnType<typeof lineReader>) => {
            const place = { tab: whole.indexOf('\t') }
            const row = reader(whole, 0, one.length, place)
            return { row, tab: row === undefined ? undefined : place.tab }
          }
          expect(read(lineReader(width, fields))).toEqual(read(plainLineReader(width, fields)))
        },
      ),
    )
  })
})
