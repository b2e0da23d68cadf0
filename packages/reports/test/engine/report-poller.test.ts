import type { Report } from '@reportline/selling-partner-reports-types'
import { describe, expect, test } from 'vitest'
import { jobRecord } from '../../src/engine/begin.ts'
import { responses } from '../support/fake-amazon.ts'
import { doneAsAsked, onTheWay, setUp } from './set-up-engine.ts'

const windows = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    from: new Date(Date.UTC(2024, 0, 1, number)),
    to: new Date(Date.UTC(2024, 0, 1, number + 1)),
  }))
const hour = 3_600_000

/** Many waiting jobs. Their reports are finished once `done` contains them. */
async function waitingJobs(count: number, types = 1) {
  const set = setUp()
  const { amazon, clock, ledger, line } = set
  const done = new Set<string>()
  for (const [number, { from }] of windows(count).entries()) {
    const job = {
      version: 1 as const,
      id: `job-${number}`,
      api: 'selling-partner' as const,
      account: 'eu',
      region: 'eu',
      reportType: `GET_TYPE_${number % types}`,
      marketplaceIds: ['A1PA6795UKMFR9'],
      dataStartTime: from.toISOString(),
      step: 'waiting' as const,
      requestedAt: new Date(clock.now()).toISOString(),
      reportId: String(number),
    }
    await ledger.add(jobRecord(job, clock.now()))
  }
  const own = (request: Request) => {
    const reportId = new URL(request.url).pathname.split('/').at(-1) ?? ''
    return done.has(reportId) ? doneAsAsked(request) : onTheWay()
  }
  amazon.respond('getReport', ...Array.from({ length: 20_000 }, () => own))
  const queries: URLSearchParams[] = []
  let isForbidden = false
  const list = (request: Request) => {
    if (isForbidden) return responses.error(403, 'Unauthorized')
    const { searchParams } = new URL(request.url)
    queries.push(searchParams)
    const reports: Report[] = []
    for (const { job } of entries) {
      if (!searchParams.get('reportTypes')?.split(',').includes(job.reportType) || done.has(job.reportId ?? ''))
        continue
      const { reportType, marketplaceIds, requestedAt: createdTime, reportId = '' } = job
      reports.push({
        reportId,
        reportType,
        marketplaceIds: [...marketplaceIds],
        createdTime,
        processingStatus: 'IN_PROGRESS',
      })
    }
    return responses.reports(reports)
  }
  const entries = await line.jobs()
  amazon.respond('getReports', ...Array.from({ length: 2_000 }, () => list))
  const found: string[] = []
  const all = async () => {
    for await (const { job, error } of line.resumeAll()) {
      if (error) throw error
      found.push(job.reportId ?? '')
    }
  }
  const forbid = () => {
    isForbidden = true
  }
  return { ...set, done, queries, found, all, forbid }
}

describe('waiting', () => {
  test('uses at most half of the quota of getReport', async () => {
    const { amazon, clock, done, all } = await waitingJobs(80)
    const running = clock.run(all())
    await clock.run(clock.sleep(hour))
    // One per second after a burst of seven. The other half of the quota is for other callers.
    expect(amazon.count('getReport')).toBeLessThanOrEqual(7 + hour / 1_000)
    expect(amazon.count('getReport')).toBeGreaterThan(1_000)
    expect(amazon.count('getReports')).toBe(0)
    for (let number = 0; number < 80; number += 1) done.add(String(number))
    await running
  })

  test('for more than 90 reports of an account lists the unfinished ones, ten types at a time', async () => {
    const { amazon, clock, done, queries, found, all } = await waitingJobs(200, 12)
    const running = clock.run(all())
    await clock.run(clock.sleep(hour))
    const polls = amazon.count('getReport')
    // Once at the start, and then once in a quarter of an hour despite the lists.
    expect(polls).toBeLessThan(200 * 5 + 50)
    expect(amazon.count('getReports')).toBeGreaterThan(20)
    expect(amazon.count('getReports')).toBeLessThanOrEqual(10 + (hour * 0.0222) / 1_000)
    expect(queries[0]?.get('processingStatuses')).toBe('IN_QUEUE,IN_PROGRESS')
    expect(queries[0]?.get('pageSize')).toBe('100')
    expect(queries[0]?.get('reportTypes')?.split(',')).toHaveLength(10)
    expect(queries[1]?.get('reportTypes')?.split(',')).toHaveLength(2)
    done.add('17').add('23')
    await clock.run(clock.sleep(hour / 10))
    expect(found.sort()).toEqual(['17', '23'])
    for (let number = 0; number < 200; number += 1) done.add(String(number))
    await running
    expect(found).toHaveLength(200)
  })

  test('polls each report again when few are left', async () => {
    const { amazon, clock, done, found, all } = await waitingJobs(120)
    const running = clock.run(all())
    await clock.run(clock.sleep(hour))
    for (let number = 0; number < 100; number += 1) done.add(String(number))
    await clock.run(clock.sleep(hour / 4))
    expect(found).toHaveLength(100)
    const lists = amazon.count('getReports')
    await clock.run(clock.sleep(hour))
    expect(amazon.count('getReports')).toBe(lists)
    for (let number = 100; number < 120; number += 1) done.add(String(number))
    await running
  })

  test('polls each report if listing is not allowed', async () => {
    const { amazon, clock, done, found, all, types, forbid } = await waitingJobs(120)
    forbid()
    const running = clock.run(all())
    await clock.run(clock.sleep(hour))
    expect(types().filter((type) => type === 'bulk-poll-failed')).toHaveLength(1)
    expect(amazon.count('getReports')).toBe(1)
    for (let number = 0; number < 120; number += 1) done.add(String(number))
    await running
    expect(found).toHaveLength(120)
  })

  test('polls a report immediately when a notification says that it is finished', async () => {
    const { clock, done, found, all, line } = await waitingJobs(1)
    const running = clock.run(all())
    await clock.run(clock.sleep(hour))
    done.add('0')
    const before = clock.now()
    expect(line.reportEnded('0', 'eu')).toBe(true)
    expect(line.reportEnded('another')).toBe(false)
    await running
    expect(found).toEqual(['0'])
    expect(clock.now() - before).toBeLessThan(1_000)
  })

  test('ends at its deadline in a bulkPollThreshold as well', async () => {
    const { clock, line, all, done } = await waitingJobs(100)
    const running = clock.run(all())
    await clock.run(clock.sleep(60_000))
    const deadline = new Date(clock.now() + 60_000)
    const request = { reportType: 'GET_LATE', marketplaces: ['DE'] }
    const late = expect(line.run(request, { deadline })).rejects.toMatchObject({ code: 'DEADLINE' })
    await clock.run(late)
    expect(clock.now()).toBeLessThanOrEqual(deadline.getTime() + 1)
    for (let number = 0; number < 100; number += 1) done.add(String(number))
    await running
  })
})
