import { describe, expect, test } from 'vitest'
import { amazonBusiness } from '../../src/accounts/business/index.ts'
import { FakeAmazon } from '../support/fake-amazon.ts'
import { FakePay } from './pay/fake-pay.ts'

const refunds = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'
const invoices = 'GET_AB_INVOICE_PDF'
const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const window = { from: '2025-01-13T00:00:00Z', to: '2025-01-14T00:00:00Z' }

describe('a report type of another API', () => {
  test.each([
    [refunds, 'amazonPay()'],
    [refunds.slice(1, -1), 'amazonPay()'],
    [invoices, 'amazonBusiness()'],
  ])('is refused by a selling partner account, which says where it is: %s', async (reportType, expected) => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    const calls = [
      () => account.run({ reportType, marketplaces: ['DE'] }),
      () => account.start({ reportType, marketplaces: ['DE'] }),
      async () => account.collect({ reportTypes: [listings, reportType] }),
      () => account.schedules.list([reportType]),
      () => account.schedules.plan([{ reportType, marketplaces: ['DE'], period: 'P1D' }]),
    ]
    for (const call of calls) await expect(call()).rejects.toThrow(expected)
    expect(amazon.sent).toEqual([])
  })

  test('is refused by an account of Amazon Pay', async () => {
    const account = new FakePay().account()
    await expect(account.run({ reportType: listings as never, ...window })).rejects.toThrow('sellingPartner()')
    await expect(account.schedules.list([invoices as never])).rejects.toThrow('amazonBusiness()')
    expect(() => account.collect({ reportTypes: [listings] })).toThrow('sellingPartner()')
  })

  test('is refused by an account of Amazon Business', async () => {
    const account = amazonBusiness({ region: 'eu', credentials: { clientId: '', clientSecret: '', refreshToken: '' } })
    await expect(account.run({ reportType: refunds, marketplaces: ['DE'] })).rejects.toThrow('amazonPay()')
    expect(() => account.collect({ reportTypes: [listings] })).toThrow('sellingPartner()')
  })

  test('is sent with `override`', async () => {
    const amazon = new FakeAmazon()
    await amazon.account().start({ reportType: refunds, marketplaces: ['DE'], override: true })
    expect(amazon.count('createReport')).toBe(1)
  })
})
