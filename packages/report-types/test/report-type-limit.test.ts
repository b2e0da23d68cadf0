import { describe, expect, it } from 'vitest'
import { reportTypeLimit } from '../src/index.ts'

describe('reportTypeLimit', () => {
  it('allows one near real-time report every 30 minutes', () => {
    const limit = reportTypeLimit('GET_AFN_INVENTORY_DATA')
    expect(limit).toEqual({ name: 'GET_AFN_INVENTORY_DATA', rate: 1 / 1800, burst: 1 })
  })

  it('allows one fee preview a day', () => {
    expect(reportTypeLimit('GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA')?.rate).toBeCloseTo(1 / 86_400, 12)
  })

  it('returns undefined for a report type without a limit, and for an unknown one', () => {
    expect(reportTypeLimit('GET_MERCHANT_LISTINGS_ALL_DATA')).toBeUndefined()
    expect(reportTypeLimit('GET_NOTHING')).toBeUndefined()
  })
})
