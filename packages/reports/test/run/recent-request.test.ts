import { describe, expect, test, vi } from 'vitest'
import { accountInternals } from '../../src/accounts/account.ts'
import { recentRequest } from '../../src/run/why-cancelled.ts'
import { FakeAmazon } from '../support/fake-amazon.ts'

const minute = 60_000

function jobOf(reportType: string) {
  const amazon = new FakeAmazon()
  const { job } = amazon.account()[accountInternals].newJob({ reportType, marketplaces: ['DE'] })
  return { job, ago: (minutes: number) => amazon.clock.now() - minutes * minute }
}

describe('a recent request', () => {
  test.each([
    ['GET_AFN_INVENTORY_DATA', 29, true],
    ['GET_AFN_INVENTORY_DATA', 30, false],
    ['GET_FBA_REIMBURSEMENTS_DATA', 239, true],
    ['GET_FBA_REIMBURSEMENTS_DATA', 240, false],
    ['GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA', 23 * 60, true],
    ['GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA', 24 * 60, false],
  ])('for %s that is %i minutes old makes a cancelled report likely: %s', async (type, minutes, expected) => {
    const { job, ago } = jobOf(type)
    const found = await recentRequest(job, async () => ago(minutes))
    expect(found !== undefined).toBe(expected)
  })

  test('is not found if the type was not requested before', async () => {
    const { job } = jobOf('GET_AFN_INVENTORY_DATA')
    expect(await recentRequest(job, async () => undefined)).toBeUndefined()
  })

  test('is not looked up for a type without a limit', async () => {
    const { job, ago } = jobOf('GET_MERCHANT_LISTINGS_ALL_DATA')
    const lastRequested = vi.fn(async () => ago(1))
    expect(await recentRequest(job, lastRequested)).toBeUndefined()
    expect(lastRequested).not.toHaveBeenCalled()
  })
})
