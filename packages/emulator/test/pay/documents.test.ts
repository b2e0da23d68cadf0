import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, minute } from '../support/durations.ts'
import { type PayClient, startPayClient, types } from '../support/pay-client.ts'

let client: PayClient

beforeEach(async () => {
  client = await startPayClient()
})
afterEach(() => client.emulator.stop())

/** Parses lines whose values are all in quotation marks. */
function cells(text: string): string[][] {
  const lines = text.split('\r\n').slice(0, -1)
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('","')
      .map((cell) => cell.replaceAll('""', '"')),
  )
}

function table([header = [], ...rows]: readonly (readonly string[])[]): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}

describe('the URL of a document', () => {
  test('is valid for 30 seconds on the emulator’s clock, and can be requested again', async () => {
    client.emulator.addFixtures({ documents: [{ reportDocumentId: 'amzn1.tortuga.3.id', content: 'text' }] })
    const response = () => client.get('/live/v2/report-documents/amzn1.tortuga.3.id')
    const { url, ...rest } = (await response()) as { url: string }
    expect(rest).toEqual({ reportDocumentId: 'amzn1.tortuga.3.id', compressionAlgorithm: 'N/A' })
    await client.emulator.advance(30_000)
    expect((await fetch(url)).status).toBe(200)
    await client.emulator.advance(1_000)
    const late = await fetch(url)
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
    expect((await fetch(((await response()) as { url: string }).url)).status).toBe(200)
  })
})

describe('a settlement', () => {
  test('creates a report every 14 days without a request', async () => {
    await client.emulator.advance(14 * day - 1)
    expect(await client.reports()).toEqual([])
    await client.emulator.advance(14 * day + 1 + minute)
    expect(await client.reports()).toMatchObject([
      { reportType: types.settlement, startTime: '20260318T120000Z', endTime: '20260401T120000Z' },
      {
        reportType: types.settlement,
        startTime: '20260304T120000Z',
        endTime: '20260318T120000Z',
        createdTime: '20260318T120000Z',
        processingStatus: 'COMPLETED',
      },
    ])
    expect(await client.reports('/sandbox/v2/reports')).toEqual([])
  })

  test('starts again when the clock is set back, and skips reports that would already be deleted', async () => {
    client.emulator.addFixtures({ now: '2022-01-01T00:00:00Z' })
    expect(await client.reports()).toEqual([])
    await client.emulator.advance(14 * day)
    expect(await client.reports()).toMatchObject([{ startTime: '20220101T000000Z' }])
    await client.emulator.advance(1000 * day)
    expect(await client.reports()).toHaveLength(6)
  })

  test('has its period before the header, and rows whose amounts have the correct sum', async () => {
    await client.emulator.advance(14 * day + minute)
    const [report] = await client.reports()
    const lines = cells(await client.download(report?.reportId ?? ''))
    expect(lines.slice(0, 2)).toEqual([
      ['SettlementStartDate', '2026-03-04T12:00:00+0000'],
      ['SettlementEndDate', '2026-03-18T12:00:00+0000'],
    ])
    const rows = table(lines.slice(2))
    expect(rows.map((row) => [row.TransactionType, row.TransactionAmount, row.NetTransactionAmount])).toEqual([
      ['Capture', '1000.50', '971.19'],
      ['Capture', '26.75', '25.67'],
      ['Capture', '12.50', '11.84'],
      ['Refund', '-5.00', '-4.85'],
    ])
    for (const row of rows) {
      const cents = (name: string) => Math.round(Number(row[name]) * 100)
      expect(cents('TransactionPercentageFee') + cents('TransactionFixedFee')).toBe(cents('TotalTransactionFee'))
      expect(cents('TransactionAmount') + cents('TotalTransactionFee')).toBe(cents('NetTransactionAmount'))
      expect(row).toMatchObject({ CurrencyCode: 'USD', SettlementId: rows[0]?.SettlementId })
    }
  })
})

describe('the documents of the other report types', () => {
  const offAmazon = (name: string) => `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_${name}_DATA_`

  test.each([
    [offAmazon('ORDER_REFERENCE'), 'AmazonOrderReferenceId', 3],
    [offAmazon('BILLING_AGREEMENT'), 'AmazonBillingAgreementId', 1],
    [offAmazon('AUTHORIZATION'), 'AmazonAuthorizationId', 3],
    [offAmazon('CAPTURE'), 'AmazonCaptureId', 3],
    [offAmazon('REFUND'), 'AmazonRefundId', 1],
    [types.multiCurrency, 'AmazonTransactionId', 3],
  ])('are tables: %s', async (reportType, column, count) => {
    const reportId = await client.createReport({ reportType })
    await client.emulator.advance(minute)
    const rows = table(cells(await client.download(reportId)))
    const ids = rows.map((row) => row[column])
    expect([new Set(ids).size, ids.every((id) => id !== '')]).toEqual([count, true])
  })

  test('escape quotation marks', async () => {
    const reportId = await client.createReport()
    await client.emulator.advance(minute)
    expect(await client.download(reportId)).toContain('"Café Press™ ""Grande"", 34 oz"')
  })

  test.each([
    ['na', 'USD', '1000.50'],
    ['eu', 'EUR', '1000.50'],
    ['JP', 'JPY', '100050'],
  ])('use the currency of the caller’s region: %s', async (region, code, total) => {
    const body = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }
    const { body: created } = await client.call('POST', '/live/v2/reports', { body, region })
    await client.emulator.advance(minute)
    const rows = table(cells(await client.download((created as { reportId: string }).reportId)))
    expect(rows[0]).toMatchObject({ CurrencyCode: code, OrderTotal: total })
  })
})
