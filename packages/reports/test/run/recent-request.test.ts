import { describe, expect, test, vi } from 'vitest'
import { accountInternals } from '../../src/accounts/account-internals.ts'
import { requestedTooOften } from '../../src/run/recent-request.ts'
import { FakeAmazon } from '../support/fake-amazon.ts'

const minute = 60_000

function jobOf(reportType: string) {
  const amazon = new FakeAmazon()
  const job = amazon.account()[accountInternals].newJob({ reportType, marketplaces: ['DE'] })
  return { job, ago: (minutes: number) => new Date(amazon.clock.now() - minutes * minute) }
}

describe('a report', () => {
  test.each([
    ['GET_AFN_INVENTORY_DATA', 29, true],
    ['GET_AFN_INVENTORY_DATA', 30, false],
    ['GET_FBA_REIMBURSEMENTS_DATA', 239, true],
    ['GET_FBA_REIMBURSEMENTS_DATA', 240, false],
    ['GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA', 23 * 60, true],
    ['GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA', 24 * 60, false],
  ])('of type %s that is asked for %i minutes after the last is one too many: %s', async (type, minutes, expected) => {
    const { job, ago } = jobOf(type)
    const found = await requestedTooOften(job, { lastRequested: async () => ago(minutes) })
    expect(found !== undefined).toBe(expected)
  })

  test('is none too many where nobody remembers, or none was asked for', async () => {
    const { job } = jobOf('GET_AFN_INVENTORY_DATA')
    expect(await requestedTooOften(job, {})).toBeUndefined()
    expect(await requestedTooOften(job, { lastRequested: async () => undefined })).toBeUndefined()
  })

  test('of a type without a clock costs no look into the ledger', async () => {
    const { job, ago } = jobOf('GET_MERCHANT_LISTINGS_ALL_DATA')
    const lastRequested = vi.fn(async () => ago(1))
    expect(await requestedTooOften(job, { lastRequested })).toBeUndefined()
    expect(lastRequested).not.toHaveBeenCalled()
  })
})
