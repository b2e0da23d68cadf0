import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { readSettlement } from '../../src/settlement/settlement-reader.ts'
import type { SettlementOptions } from '../../src/settlement/types.ts'
import { cutText } from '../support/cut-text.ts'
import { collect, generate } from '../support/streams.ts'

const header = 'settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency'
const v2 = (total: string, ...amounts: string[]) =>
  [
    `${header}\ttransaction-type\tamount\tsku`,
    `77\t01.03.2025 00:00:00 UTC\t15.03.2025 00:00:00 UTC\t17.03.2025\t${total}\tEUR\t\t\t`,
    ...amounts.map((amount) => `77\t\t\t\t\t\tOrder\t${amount}\tA-1`),
    '',
  ].join('\r\n')
const pay = (...rows: string[]) =>
  [
    '"SettlementStartDate","2022-11-18T15:06:30 +0000"',
    '"SettlementEndDate","2022-12-02T15:03:50 +0000"',
    '"TransactionPostedDate","SettlementId","TransactionType","CurrencyCode","TransactionAmount","NetTransactionAmount"',
    ...rows.map((row) => `"2022-11-21T09:12:44 +0000","135",${row}`),
    '',
  ].join('\n')

async function read(text: string, options?: SettlementOptions, places: readonly number[] = []) {
  const settlement = await readSettlement('doc-1', () => generate(cutText(text, places)), options)
  const rows = (await collect(settlement.rows)).flat()
  return { summary: settlement.summary, rows, result: settlement.rows.summary }
}

describe('closing a settlement', () => {
  const reading = () => {
    let closed = false
    const text = async function* () {
      try {
        yield v2('1.00', '0.40')
        yield '77\t\t\t\t\t\tOrder\t0.60\tA-1\r\n'
      } finally {
        closed = true
      }
    }
    return { settlement: readSettlement('doc-1', text), isClosed: () => closed }
  }

  test('ends the read', async () => {
    const { settlement, isClosed } = reading()
    await (await settlement).close()
    expect(isClosed()).toBe(true)
  })

  test('is done by await using', async () => {
    const { settlement, isClosed } = reading()
    {
      await using disposed = await settlement
      expect(disposed.summary.settlementId).toBe('77')
      expect(isClosed()).toBe(false)
    }
    expect(isClosed()).toBe(true)
  })
})

describe('a settlement of the Selling Partner API', () => {
  test.each([
    ['tabs and quotation marks', '\t', true],
    ['commas', ',', false],
    ['commas and quotation marks', ',', true],
    ['semicolons', ';', false],
    ['semicolons and quotation marks', ';', true],
  ])('is read by its columns if it has %s', (_, delimiter, isQuoted) => {
    const settlementType = { reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' }
    const mark = delimiter === ',' && !isQuoted ? '.' : ','
    const text = v2(`95${mark}00`, `100${mark}50`, `-5${mark}50`)
    const lines = text.split('\r\n').filter((line) => line !== '')
    const cellsOf = (line: string) => line.split('\t').map((cell) => (isQuoted ? `"${cell}"` : cell))
    const written = lines.map((line) => `${cellsOf(line).join(delimiter)}\r\n`).join('')
    return fc.assert(
      fc.asyncProperty(fc.array(fc.nat(400), { maxLength: 4 }), fc.boolean(), async (places, isKnown) => {
        const pieces = cutText(written, places)
        const known = isKnown ? settlementType : {}
        const settlement = await readSettlement('doc-1', () => generate(pieces), {}, known)
        const expected = await read(text)
        expect((await collect(settlement.rows)).flat()).toEqual(expected.rows)
        expect(settlement.summary).toEqual(expected.summary)
        expect(settlement.rows.summary).toMatchObject({ rows: 2, sums: expected.result.sums })
        const codes = settlement.rows.summary.warnings.map(({ code }) => code)
        expect(codes).toEqual(isKnown ? ['FORMAT_DIFFERS'] : [])
      }),
      { numRuns: 30 },
    )
  })

  test('has its first row as the summary, and amounts with their currency in the other rows', async () => {
    const { summary, rows, result } = await read(v2('95,00', '100,50', '-5,50'))
    expect(summary).toMatchObject({
      settlementId: '77',
      startDate: '01.03.2025 00:00:00 UTC',
      endDate: '15.03.2025 00:00:00 UTC',
      depositDate: '17.03.2025',
      total: { amount: '95,00', currency: 'EUR' },
    })
    expect(rows.map((row) => [row.amount, row.sku])).toEqual([
      [{ amount: '100,50', currency: 'EUR' }, 'A-1'],
      [{ amount: '-5,50', currency: 'EUR' }, 'A-1'],
    ])
    expect(result).toMatchObject({ rows: 2, sums: [{ amount: '95,00', currency: 'EUR' }], warnings: [] })
  })

  test('has its summary before the rows are read', async () => {
    const more = vi.fn()
    const settlement = await readSettlement('doc-1', async function* () {
      yield v2('1.00', '0.40')
      more()
      yield '77\t\t\t\t\t\tOrder\t0.60\tA-1\r\n'
    })
    expect(settlement.summary.total).toEqual({ amount: '1.00', currency: 'EUR' })
    expect(more).not.toHaveBeenCalled()
    expect((await collect(settlement.rows)).flat()).toHaveLength(2)
    expect(settlement.rows.summary.warnings).toEqual([])
  })

  test('warns if the rows do not add up to the total, to the last digit', async () => {
    const onWarning = vi.fn()
    const { result } = await read(v2('0.31', '0.1', '0.2'), { onWarning })
    const message = 'The rows add up to 0.3, and not to 0.31.'
    const warning = {
      code: 'SUM_DIFFERS',
      message,
      count: 1,
      currency: 'EUR',
      expected: '0.31',
      sum: '0.3',
      difference: '-0.01',
    }
    expect(result.warnings).toEqual([warning])
    expect(onWarning.mock.calls).toEqual([[warning]])
  })

  test('warns about unreadable amounts and rejected rows, and shows neither', async () => {
    const { result } = await read(`${v2('1.00', '1.00', 'SECRET')}SECRET\r\n`)
    expect(result.warnings).toMatchObject([
      { code: 'UNREADABLE_AMOUNTS', count: 1 },
      { code: 'REJECTED_ROWS', count: 1 },
    ])
    expect(inspect(result, { showHidden: true, depth: null })).not.toContain('SECRET')
  })

  test('can have a summary row without its last cells', async () => {
    const text = v2('1.00', '1.00').replace('EUR\t\t\t', 'EUR')
    const { summary, rows, result } = await read(text)
    expect(summary.total).toEqual({ amount: '1.00', currency: 'EUR' })
    expect(rows).toHaveLength(1)
    expect(result).toMatchObject({ rows: 1, rejectedCount: 0, rejected: [] })
    expect(result.warnings).toMatchObject([{ code: 'PADDED_ROWS', count: 1 }])
  })

  test('of version 1 adds up all columns of amounts', async () => {
    const text = `${header}\ttransaction-type\tprice-amount\tother-amount\n7\t\t\t\t3.00\tUSD\t\t\t\n7\t\t\t\t\t\tOrder\t4.00\t\n7\t\t\t\t\t\tFee\t\t-1\n`
    expect((await read(text)).result).toMatchObject({ sums: [{ amount: '3.00', currency: 'USD' }], warnings: [] })
  })

  test.each(['', '\ufeff\r\n'])('of an empty document is empty, with a warning: %j', async (text) => {
    const { summary, rows, result } = await read(text)
    expect(summary).toMatchObject({ settlementId: undefined, total: undefined, fields: {} })
    expect(rows).toEqual([])
    expect(result).toMatchObject({ rows: 0, warnings: [{ code: 'EMPTY_DOCUMENT', count: 1 }] })
  })

  test('can be closed without reading its rows', async () => {
    const ended = vi.fn()
    const settlement = await readSettlement('doc-1', async function* () {
      try {
        yield v2('1.00', '1.00')
        yield 'more'
      } finally {
        ended()
      }
    })
    await settlement.close()
    expect(ended).toHaveBeenCalledOnce()
  })

  test.each([
    ['its first row is none', v2('', '1.00')],
    ['it has no rows', `${header}\tamount\n`],
    ['it is another table', 'sku\tprice\nSECRET\t1\n'],
    ['it is comma-separated', 'a,b\nSECRET,2\n'],
  ])('is rejected when %s', async (_name, text) => {
    const error = await read(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DocumentError)
    expect(error).toMatchObject({ code: 'NOT_SETTLEMENT' })
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain('SECRET')
  })

  test('can be iterated only once', async () => {
    const settlement = await readSettlement('doc-1', () => generate([v2('1.00', '1.00')]))
    await collect(settlement.rows)
    await expect(collect(settlement.rows)).rejects.toThrow(TypeError)
  })
})

describe('a settlement of Amazon Pay', () => {
  test('has its dates before the header, and its id in the rows', async () => {
    const { summary, rows, result } = await read(pay('"Capture","JPY","1100","1000"', '"Refund","JPY","-10","-10"'))
    expect(summary).toMatchObject({
      settlementId: '135',
      startDate: '2022-11-18T15:06:30 +0000',
      endDate: '2022-12-02T15:03:50 +0000',
      total: undefined,
      currency: 'JPY',
    })
    expect(rows[0]).toMatchObject({
      TransactionType: 'Capture',
      TransactionAmount: { amount: '1100', currency: 'JPY' },
      NetTransactionAmount: { amount: '1000', currency: 'JPY' },
    })
    expect(result).toMatchObject({ sums: [{ amount: '990', currency: 'JPY' }], warnings: [] })
  })

  test('compares the rows with the payouts', async () => {
    const right = pay('"Capture","EUR","9.00","8.50"', '"Transfer","EUR","","-8.50"')
    expect((await read(right)).result).toMatchObject({ sums: [{ amount: '8.50', currency: 'EUR' }], warnings: [] })
    const wrong = pay('"Capture","EUR","9.00","8.50"', '"Transfer","EUR","","-8.49"')
    expect((await read(wrong)).result.warnings).toMatchObject([
      { code: 'SUM_DIFFERS', expected: '8.49', difference: '0.01' },
    ])
  })

  test('can have no rows', async () => {
    const { summary, rows } = await read(pay())
    expect(summary.startDate).toBe('2022-11-18T15:06:30 +0000')
    expect(rows).toEqual([])
  })

  test('can be read as rows, without the lines before the header', async () => {
    const { readRows } = await import('../../src/rows/rows-reader.ts')
    const known = { reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_' }
    const rows = readRows('doc-1', () => generate([pay('"Capture","JPY","1100","1000"')]), {}, known)
    expect((await collect(rows)).flat()).toMatchObject([{ SettlementId: '135', NetTransactionAmount: '1000' }])
  })
})

describe('reading a settlement', () => {
  const amount = fc.integer({ min: -100_000, max: 100_000 }).map((cents) => (cents / 100).toFixed(2))
  const places = fc.array(fc.nat(600), { maxLength: 10 })

  test('finds no difference if the rows add up, with either decimal mark, wherever the text is cut', () =>
    fc.assert(
      fc.asyncProperty(fc.array(amount, { maxLength: 12 }), fc.boolean(), places, async (amounts, comma, at) => {
        const cents = amounts.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0)
        const written = [(cents / 100).toFixed(2), ...amounts].map((text) => (comma ? text.replace('.', ',') : text))
        const text = v2(written[0] ?? '', ...written.slice(1))
        const whole = await read(text)
        expect(whole.result.warnings).toEqual([])
        expect(whole.rows).toHaveLength(amounts.length)
        expect(await read(text, {}, at)).toEqual(whole)
      }),
    ))

  test('finds every difference', () =>
    fc.assert(
      fc.asyncProperty(fc.array(amount, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), async (amounts, off) => {
        const cents = amounts.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0)
        const { result } = await read(v2(((cents + off) / 100).toFixed(2), ...amounts))
        expect(result.warnings).toMatchObject([{ code: 'SUM_DIFFERS', difference: `-0.0${off}` }])
      }),
    ))
})
