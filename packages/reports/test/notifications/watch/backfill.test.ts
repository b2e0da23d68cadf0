import type { Report } from '@reportline/selling-partner-reports-types'
import { describe, expect, test } from 'vitest'
import { listings, report, responses } from '../../support/fake-amazon.ts'
import { settled } from './manual-clock.ts'
import { notification } from './notification.ts'
import { next, watching } from './watching.ts'

const minute = 60_000
const reportTypes = [listings]

/** A report that ended this many minutes before noon of the test's day. */
function ended(reportId: string, minutesAgo: number): Report {
  const time = new Date(Date.UTC(2026, 2, 4, 12) - minutesAgo * minute).toISOString()
  return report({ reportId, createdTime: time, processingEndTime: time })
}

describe('a backfill', () => {
  test('yields a report whose notification never arrived, once', async () => {
    const { clock, amazon, watch, told } = watching()
    const reports = watch({ reportTypes })
    amazon.respond('getReports', ...Array(2).fill(() => responses.reports([ended('7', 30)])))
    const first = next(reports)
    await clock.advance(20_000)
    const lost = await first
    expect(lost).toMatchObject({ source: 'backfill', reportId: '7', report: { reportId: '7' } })
    expect(await lost.document?.text()).toContain('Café')
    const second = next(reports)
    await clock.advance(16 * minute)
    expect(told('backfilled')).toEqual([
      { type: 'backfilled', found: 1 },
      { type: 'backfilled', found: 0 },
    ])
    expect(amazon.count('getReports')).toBe(2)
    void second.catch(() => {})
  })

  test('makes a late notification a duplicate', async () => {
    const { clock, sqs, amazon, watch, told } = watching()
    amazon.respond('getReports', responses.reports([ended('7', 30)]))
    const reports = watch({ reportTypes })
    const first = next(reports)
    await clock.advance(20_000)
    await first
    sqs.put(notification({ reportId: '7' }))
    sqs.put(notification({ reportId: '8' }))
    expect(await next(reports)).toMatchObject({ source: 'queue', reportId: '8' })
    expect(told('duplicate')).toMatchObject([{ reportId: '7' }])
    expect(sqs.messages).toHaveLength(1)
  })

  test('yields the report again at the next backfill if the consumer failed', async () => {
    const { clock, amazon, watch } = watching()
    amazon.respond('getReports', ...Array(2).fill(() => responses.reports([ended('7', 30)])))
    const reports = watch({ reportTypes })
    const first = next(reports)
    await clock.advance(20_000)
    await (await first).failed()
    const second = next(reports)
    await clock.advance(16 * minute)
    expect(await second).toMatchObject({ source: 'backfill', reportId: '7' })
  })

  test('skips a report that has just ended, because its notification may still arrive', async () => {
    const { clock, amazon, watch, told } = watching()
    amazon.respond('getReports', ...Array(2).fill(() => responses.reports([ended('7', 1)])))
    const first = next(watch({ reportTypes }))
    await clock.advance(20_000)
    expect(told('backfilled')).toEqual([{ type: 'backfilled', found: 0 }])
    await clock.advance(16 * minute)
    expect(await first).toMatchObject({ source: 'backfill', reportId: '7' })
  })

  test('lists ten types at a time, finished reports only, page by page with the token alone, oldest first', async () => {
    const { clock, amazon, watch } = watching()
    const many = Array.from({ length: 12 }, (_, index) => `GET_TYPE_${index}`)
    amazon.respond('getReports', responses.reports([ended('2', 20)], 'page two'), responses.reports([ended('1', 40)]))
    const first = next(watch({ reportTypes: many, backfill: { lookBack: 60 * minute } }))
    await clock.advance(20_000)
    expect(await first).toMatchObject({ reportId: '1' })
    const queries = amazon.sent
      .filter(({ operation }) => operation === 'getReports')
      .map(({ request }) => Object.fromEntries(new URL(request.url).searchParams))
    expect(queries).toEqual([
      {
        reportTypes: many.slice(0, 10).join(','),
        processingStatuses: 'DONE,CANCELLED,FATAL',
        createdSince: '2026-03-04T11:00:20.000Z',
        pageSize: '100',
      },
      { nextToken: 'page two' },
      expect.objectContaining({ reportTypes: many.slice(10).join(',') }),
    ])
  })

  test('that fails temporarily is retried later', async () => {
    const { clock, amazon, watch, told } = watching()
    amazon.respond('getReports', ...Array(5).fill(() => responses.error(503, 'ServiceUnavailable')))
    amazon.respond('getReports', responses.reports([ended('7', 30)]))
    const first = next(watch({ reportTypes }))
    for (let passed = 0; passed < 18; passed++) await clock.advance(minute)
    expect(told('backfill-failed')).toHaveLength(1)
    expect(await first).toMatchObject({ reportId: '7' })
  })

  test('that is rejected ends the watch', async () => {
    const { clock, amazon, watch } = watching()
    amazon.respond('getReports', responses.error(400, 'InvalidInput'))
    const first = expect(next(watch({ reportTypes }))).rejects.toMatchObject({ status: 400 })
    await clock.advance(20_000)
    await first
  })

  test('is delayed by a busy queue, but not forever', async () => {
    const { clock, sqs, amazon, watch } = watching()
    const reports = watch({ reportTypes, backfill: { interval: 5 * minute } })
    amazon.respond('getReports', responses.reports([ended('lost', 30)]))
    const sources: string[] = []
    for (let number = 0; number < 6; number++) {
      sqs.put(notification({ reportId: String(number) }))
      sources.push((await next(reports)).source)
      await clock.advance(2 * minute)
    }
    expect(sources).toEqual(['queue', 'queue', 'queue', 'backfill', 'queue', 'queue'])
  })

  test('does not run without report types or if it is disabled', async () => {
    for (const options of [{}, { reportTypes, backfill: false as const }]) {
      const { clock, amazon, watch } = watching()
      void next(watch(options)).catch(() => {})
      await clock.advance(60 * minute)
      await settled()
      expect(amazon.count('getReports')).toBe(0)
    }
  })
})
