import { describe, expect, test } from 'vitest'
import { readRecords } from '../../src/records/records-reader.ts'
import type { RecordsOptions } from '../../src/records/types.ts'
import { collect, generate } from '../support/streams.ts'

function read(text: string, reportType: string, options: RecordsOptions = {}) {
  const records = readRecords('doc-1', () => generate([text]), { dropPersonal: true, ...options }, { reportType })
  return { records, all: collect(records).then((batches) => batches.flat()) }
}

describe('personal data in records', () => {
  test('is omitted from JSON at any depth, however its name is written', async () => {
    const user = { fullName: 'BUYER', orders: [{ 'primary-email': 'BUYER', asin: 'B01' }], asinMetrics: [1, null] }
    const text = JSON.stringify({ mailingAddress: { city: 'BUYER' }, period: 'MONTH', endUserData: [user] })
    const { records, all } = read(text, 'END_USER_DATA_REPORT')
    expect(await all).toEqual([{ orders: [{ asin: 'B01' }], asinMetrics: [1, null] }])
    expect(records.summary.head).toEqual({ period: 'MONTH', endUserData: [] })
    expect(records.summary.dropped).toEqual(['mailingAddress', 'fullName', 'primary-email'])
  })

  test('is omitted from XML, with or without a namespace', async () => {
    const order =
      '<a:OrderReport><AmazonOrderID>1</AmazonOrderID><BillingData><BuyerName>BUYER</BuyerName></BillingData>' +
      '<a:FulfillmentData><a:Address><a:Name>BUYER</a:Name></a:Address><Method>Ship</Method></a:FulfillmentData></a:OrderReport>'
    const { all } = read(`<Envelope>${order}</Envelope>`, 'GET_ORDER_REPORT_DATA_SHIPPING')
    expect(await all).toEqual([{ AmazonOrderID: '1', 'a:FulfillmentData': { Method: 'Ship' } }])
  })

  test('is an error if the catalogue does not know it', () => {
    expect(() => read('[]', 'UNKNOWN_TYPE')).toThrow(TypeError)
    expect(() => read('[]', 'GET_SALES_AND_TRAFFIC_REPORT')).toThrow('does not know the personal fields')
  })

  test('cannot be omitted from events', () => {
    const { records, all } = read('<a/>', 'GET_ORDER_REPORT_DATA_SHIPPING')
    all.catch(() => {})
    expect(() => records.events()[Symbol.asyncIterator]()).toThrow('dropPersonal cannot be used with events()')
  })
})
