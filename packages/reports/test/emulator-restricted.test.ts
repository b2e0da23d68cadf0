import { describe, expect, test } from 'vitest'
import { accountAt, listingFetch, withEmulator } from './support/emulated.ts'

const orders = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'
const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const document = { content: 'order-id\tbuyer-name\n1\tAda\n' }
const askedForToken = (calls: readonly string[]) =>
  calls.filter((call) => call === 'POST /tokens/2021-03-01/restrictedDataToken').length
const askedForAddress = (calls: readonly string[]) =>
  calls.filter((call) => call.startsWith('GET /reports/2021-06-30/documents/')).length

describe('a document with personal data, against the emulator,', () => {
  test('is read with a restricted data token, which is used again', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ reportTypes: [{ reportType: orders, document }] })
      const { fetch, calls } = listingFetch()
      const account = accountAt(emulator, { fetch })
      const outcome = await account.run({ reportType: orders, marketplaces: ['US'] })
      if (outcome.status !== 'done') throw new Error(outcome.status)
      expect(await outcome.document.text()).toBe(document.content)
      const alone = account.document(outcome.document.reportDocumentId, { reportType: orders })
      expect(await alone.text()).toBe(document.content)
      expect([askedForToken(calls), askedForAddress(calls)]).toEqual([1, 2])
    }))

  test('is read after one rejection if its type is unknown', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ reportTypes: [{ reportType: orders, document }] })
      const outcome = await accountAt(emulator).run({ reportType: orders, marketplaces: ['US'] })
      if (outcome.status !== 'done') throw new Error(outcome.status)
      const { fetch, calls } = listingFetch()
      const alone = accountAt(emulator, { fetch }).document(outcome.document.reportDocumentId)
      expect(await alone.text()).toBe(document.content)
      expect([askedForToken(calls), askedForAddress(calls)]).toEqual([1, 2])
    }))

  test('is read with a new restricted data token after the old one has expired', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ reportTypes: [{ reportType: orders, document }] })
      const { fetch, calls } = listingFetch()
      const account = accountAt(emulator, { fetch })
      const outcome = await account.run({ reportType: orders, marketplaces: ['US'] })
      if (outcome.status !== 'done') throw new Error(outcome.status)
      await outcome.document.text()
      await emulator.advance(3_600_000)
      expect(await outcome.document.text()).toBe(document.content)
      expect(askedForToken(calls)).toBe(2)
    }))

  test('is read with the access token if its type turns out not to be restricted', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({
        restrictedReportTypes: { [orders]: false },
        reportTypes: [{ reportType: orders, document }],
      })
      const { fetch, calls } = listingFetch()
      const outcome = await accountAt(emulator, { fetch }).run({ reportType: orders, marketplaces: ['US'] })
      if (outcome.status !== 'done') throw new Error(outcome.status)
      for (let time = 0; time < 2; time++) expect(await outcome.document.text()).toBe(document.content)
      expect([askedForToken(calls), askedForAddress(calls)]).toEqual([1, 1])
    }))

  test('is read with a restricted data token if its type turns out to be restricted', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ restrictedReportTypes: { [listings]: true } })
      const { fetch, calls } = listingFetch()
      const outcome = await accountAt(emulator, { fetch }).run({ reportType: listings, marketplaces: ['US'] })
      if (outcome.status !== 'done') throw new Error(outcome.status)
      expect(await outcome.document.text()).toContain('seller-sku')
      expect([askedForToken(calls), askedForAddress(calls)]).toEqual([1, 2])
    }))
})
