import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentError, parse } from '../../src/index.ts'
import { collect } from '../support/streams.ts'

const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const planning = 'GET_FBA_INVENTORY_PLANNING_DATA'
const vendorSales = 'GET_VENDOR_SALES_REPORT'
const ordersXml = 'GET_XML_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL'
const shipping = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'

const documentOf = (text: string, reportType?: string) => parse(Buffer.from(text), { reportType })

async function rowsOf(text: string, reportType?: string) {
  const rows = documentOf(text, reportType).rows()
  const all = (await collect(rows)).flat()
  return { all, summary: rows.summary, codes: rows.summary.warnings.map(({ code }) => code) }
}

async function recordsOf(text: string, reportType?: string) {
  const records = documentOf(text, reportType).records()
  const all = (await collect(records)).flat()
  return { all, summary: records.summary, codes: records.summary.warnings.map(({ code }) => code) }
}

const errorOf = async (reading: Promise<unknown>) => {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(DocumentError)
  return error as DocumentError
}

describe('a table in another format than its report type has', () => {
  const row = { sku: 'A-1', name: 'Shelf, oak', quantity: '2' }

  test.each([
    ['with quotation marks', planning, '"sku"\t"name"\t"quantity"\n"A-1"\t"Shelf, oak"\t"2"\n'],
    ['with quotation marks around the cells only', planning, 'sku\tname\tquantity\n"A-1"\t"Shelf, oak"\t"2"\n'],
    ['with commas', listings, 'sku,name,quantity\nA-1,"Shelf, oak",2\n'],
    ['with semicolons', listings, 'sku;name;quantity\nA-1;Shelf, oak;2\n'],
    ['with tabs instead of commas', 'SC_VAT_TAX_REPORT', 'sku\tname\tquantity\nA-1\tShelf, oak\t2\n'],
    ['with semicolons instead of commas', 'SC_VAT_TAX_REPORT', 'sku;name;quantity\nA-1;Shelf, oak;2\n'],
    ['instead of XML', ordersXml, 'sku\tname\tquantity\nA-1\tShelf, oak\t2\n'],
    ['instead of JSON', vendorSales, 'sku,name,quantity\nA-1,"Shelf, oak",2\n'],
  ])('%s is read, with a warning', async (_what, reportType, text) => {
    const { all, codes } = await rowsOf(text, reportType)
    expect(all).toEqual([row])
    expect(codes).toEqual(['FORMAT_DIFFERS'])
  })

  test('is detected wherever the text is cut', async () => {
    const text = Buffer.from('\r\nsku;name;quantity\r\nA-1;Shelf, oak;2\r\n')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: text.length - 1 }), async (at) => {
        const pieces = async function* () {
          yield text.subarray(0, at)
          yield text.subarray(at)
        }
        expect((await collect(parse(pieces(), { reportType: listings }).rows())).flat()).toEqual([row])
      }),
    )
  })

  test('has no warning if it has the format of its report type, or the one that the caller sets', async () => {
    expect((await rowsOf('sku\tname\nA-1\t"Shelf\n', listings)).codes).toEqual([])
    const rows = parse(Buffer.from('sku\tname\nA-1\tShelf\n'), { reportType: 'SC_VAT_TAX_REPORT' }).rows({
      format: { kind: 'tsv' },
    })
    await collect(rows)
    expect(rows.summary.warnings).toEqual([])
  })

  test('is an error that names the option if the delimiter is not certain', async () => {
    const error = await errorOf(rowsOf('a,b,c\n1\n2,3\n', listings))
    expect(error).toMatchObject({ code: 'NOT_ROWS' })
    expect(error.message).toContain("format to { kind: 'csv' }")
  })
})

describe('records in another format than their report type has', () => {
  test.each([
    ['JSON instead of a table', listings, '{"items":[{"sku":"A-1"}]}'],
    ['JSON instead of XML', ordersXml, '{"items":[{"sku":"A-1"}]}'],
  ])('are read, with a warning: %s', async (_what, reportType, text) => {
    const { all, codes } = await recordsOf(text, reportType)
    expect(all).toEqual([{ sku: 'A-1' }])
    expect(codes).toEqual(['FORMAT_DIFFERS'])
  })

  test.each([
    ['a table', 'sku\tname\nA-1\tShelf\n', vendorSales],
    ['a table', 'sku,name\nA-1,Shelf\n', ordersXml],
    ['XML', '<Items><Item/></Items>', listings],
    ['JSON', '{"items":[{"sku":"A-1"}]}', listings],
  ])('never have two readers that refer to each other: %s', async (_what, text, reportType) => {
    const [rows, records] = await Promise.allSettled([rowsOf(text, reportType), recordsOf(text, reportType)])
    const messages = [rows, records].map((result) => (result.status === 'rejected' ? String(result.reason) : ''))
    expect(messages[0]?.includes('records()') && messages[1]?.includes('rows()')).toBe(false)
  })
})

describe('something else than a report', () => {
  const sentence = 'Date range exceeded, please request a shorter one.'
  const messages = [
    sentence,
    'Date range exceeded',
    'Report could not be generated',
    '<!DOCTYPE html><html><body>Service unavailable</body></html>',
    '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
    '{"errors":[{"code":"InvalidInput","message":"Bad"}]}',
    '{"errorDetails":"The reportPeriod is missing."}',
    '{"requestId":"1","errors":[{"code":"InternalFailure"}]}',
  ]

  test.each(messages)('is an error of rows() and records() that shows its start: %s', async (text) => {
    const start = text.replace(/\s+/g, ' ').slice(0, 200)
    for (const reportType of [listings, vendorSales]) {
      const rows = await errorOf(rowsOf(text, reportType))
      expect(rows).toMatchObject({ code: 'NOT_ROWS', message: expect.stringContaining(start) })
      const records = await errorOf(recordsOf(text, reportType))
      expect(records).toMatchObject({ code: 'NOT_RECORDS', message: expect.stringContaining(start) })
    }
  })

  test.each(messages)('shows only its length under a type with personal data: %s', async (text) => {
    for (const reading of [rowsOf(text, shipping), recordsOf(text, shipping), recordsOf(text, ordersXml)]) {
      const { message } = await errorOf(reading)
      expect(message).not.toContain(text.slice(0, 20))
      expect(message).toContain('characters')
    }
  })

  test('shows at most 200 characters', async () => {
    const { message } = await errorOf(rowsOf(`Something went wrong. ${'x'.repeat(1_000)}.`, listings))
    expect(message).not.toContain('x'.repeat(200))
  })

  test('is XML with another root element and without records', async () => {
    const error = await errorOf(recordsOf('<Report><Status>NONE</Status></Report>', ordersXml))
    expect(error.message).toContain('its root element is Report instead of AmazonEnvelope')
    expect((await recordsOf('<AmazonEnvelope><Header/></AmazonEnvelope>', ordersXml)).all).toEqual([])
  })

  test('is not a report whose list of errors is empty', async () => {
    const { all } = await recordsOf('{"errors":[],"salesByAsin":[{"asin":"B1"}]}', vendorSales)
    expect(all).toEqual([{ asin: 'B1' }])
  })
})

describe('an empty document', () => {
  test.each(['', '\ufeff', '\n', ' \r\n'])('has no rows and no records, and a warning: %j', async (text) => {
    for (const reportType of [undefined, listings, vendorSales, ordersXml, 'SC_VAT_TAX_REPORT']) {
      for (const read of [rowsOf, recordsOf]) {
        const { all, codes } = await read(text, reportType)
        expect(all).toEqual([])
        expect(codes).toEqual(['EMPTY_DOCUMENT'])
      }
    }
  })
})
