import { describe, expect, it } from 'vitest'
import { windowToSend } from '../src/index.ts'

const week = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-08T00:00:00Z') }

describe('windowToSend', () => {
  it('ends on Saturday if Amazon includes the day of dataEndTime', () => {
    expect(windowToSend('GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT', week)).toEqual({
      dataStartTime: week.from,
      dataEndTime: new Date('2026-11-07T23:59:59Z'),
    })
  })

  it('does not change other windows', () => {
    const unchanged = { dataStartTime: week.from, dataEndTime: week.to }
    expect(windowToSend('GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL', week)).toEqual(unchanged)
    expect(windowToSend('GET_NOTHING', week)).toEqual(unchanged)
  })

  it('does not change an end within a day', () => {
    const to = new Date('2026-11-07T12:00:00Z')
    expect(windowToSend('GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT', { ...week, to }).dataEndTime).toEqual(to)
  })

  it('never moves the end of an empty window before its start', () => {
    const empty = { from: week.from, to: week.from }
    expect(windowToSend('GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT', empty).dataEndTime).toEqual(week.from)
  })
})
