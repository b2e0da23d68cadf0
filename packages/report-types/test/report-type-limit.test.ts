import { describe, expect, it } from 'vitest'
import { reportTypeLimit } from '../src/index.ts'

describe('reportTypeLimit', () => {
  it('lets a report on today’s stock be asked for every thirty minutes', () => {
    const limit = reportTypeLimit('GET_AFN_INVENTORY_DATA')
    expect(limit).toEqual({ name: 'GET_AFN_INVENTORY_DATA', rate: 1 / 1800, burst: 1 })
  })

  it('lets the fee preview be asked for once a day', () => {
    expect(reportTypeLimit('GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA')?.rate).toBeCloseTo(1 / 86_400, 12)
  })

  it('has none for a report type without a clock, or an unknown one', () => {
    expect(reportTypeLimit('GET_MERCHANT_LISTINGS_ALL_DATA')).toBeUndefined()
    expect(reportTypeLimit('GET_NOTHING')).toBeUndefined()
  })
})
