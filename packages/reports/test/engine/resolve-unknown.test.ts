import type { Report } from '@reportline/selling-partner-reports-types'
import { describe, expect, test } from 'vitest'
import { report, responses } from '../support/fake-amazon.ts'
import { created, doneAsAsked, listings, setUp } from './set-up-engine.ts'

const second = 1_000

/** The responses of consecutive lists. */
function lists(...pages: (Partial<Report> & { reportId: string })[][]) {
  return pages.map((reports) =>
    responses.reports(reports.map((one) => report({ createdTime: '2025-01-15T00:00:10Z', ...one }))),
  )
}

describe('an unknown createReport', () => {
  test('adopts the only report that belongs to no job', async () => {
    const { amazon, clock, line, types } = setUp()
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists([{ reportId: '7' }]))
      .respond('getReport', doneAsAsked)
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'done', report: { reportId: '7' } })
    expect(amazon.count('createReport')).toBe(1)
    expect(types()).toContain('adopted')
  })

  test('does not adopt a report of another job', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('6')).respond('getReport', doneAsAsked, doneAsAsked)
    const other = { ...listings, reportOptions: { custom: 'true' } }
    await clock.run(line.run(other))
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists([{ reportId: '6' }, { reportId: '7' }]))
    expect(await clock.run(line.run(listings))).toMatchObject({ report: { reportId: '7' } })
  })

  test('has an unknown outcome if there are several candidates, and is not sent again', async () => {
    const { amazon, clock, line } = setUp()
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists([{ reportId: '7' }, { reportId: '8' }], [{ reportId: '7' }, { reportId: '8' }]))
    const outcome = await clock.run(line.run(listings))
    expect(outcome).toMatchObject({ status: 'unknown', candidates: [{ reportId: '7' }, { reportId: '8' }] })
    expect(await line.jobs()).toMatchObject([{ job: { step: 'creating' } }])
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'unknown', job: { id: outcome.job.id } })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('is sent again if no report is listed for two minutes, and not before', async () => {
    const { amazon, clock, line } = setUp()
    const times: number[] = []
    const start = clock.now()
    const note = (response: Response | Error) => () => {
      times.push(Math.round((clock.now() - start) / second))
      return response
    }
    amazon.respond('createReport', note(responses.reset()), note(responses.created()))
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'done' })
    expect(times).toEqual([0, 120])
    expect(amazon.count('getReports')).toBe(4)
  })

  test('adopts a report that is listed late', async () => {
    const { amazon, clock, line } = setUp()
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists([], [], [], [{ reportId: '7' }]))
      .respond('getReport', doneAsAsked)
    expect(await clock.run(line.run(listings))).toMatchObject({ report: { reportId: '7' } })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('waits again if the second createReport is lost as well', async () => {
    const { amazon, clock, line } = setUp()
    amazon
      .respond('createReport', responses.reset(), responses.reset())
      .respond('getReports', ...lists([], [], [], [], [], [{ reportId: '7' }]))
      .respond('getReport', doneAsAsked)
    expect(await clock.run(line.run(listings))).toMatchObject({ report: { reportId: '7' } })
    expect(amazon.count('createReport')).toBe(2)
    expect(amazon.count('getReports')).toBe(6)
  })

  test('does not adopt a report that another job with a lost response may have created', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', responses.reset(), responses.reset())
    const one = { reportId: '7' }
    amazon.respond('getReports', ...lists(...Array.from({ length: 12 }, () => [one])))
    const outcomes = await clock.run(
      Promise.all([line.run(listings), line.run({ ...listings, reportOptions: { custom: 'true' } })]),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['unknown', 'unknown'])
    expect(amazon.count('createReport')).toBe(2)
  })

  test('waits for another job that is being created and may have the report', async () => {
    const { amazon, clock, line } = setUp()
    const late = async () => {
      await clock.sleep(10 * second)
      return Response.json({ reportId: '7' }, { status: 202 })
    }
    amazon
      .respond('createReport', late, responses.reset())
      .respond('getReports', ...lists([{ reportId: '7' }], [{ reportId: '7' }, { reportId: '8' }]))
      .respond('getReport', doneAsAsked, doneAsAsked)
    const outcomes = await clock.run(
      Promise.all([line.run(listings), line.run({ ...listings, reportOptions: { custom: 'true' } })]),
    )
    expect(outcomes.map(({ job }) => job.reportId)).toEqual(['7', '8'])
  })

  test('can be discarded, so that the report can be requested again', async () => {
    const { amazon, clock, line } = setUp()
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists([{ reportId: '7' }, { reportId: '8' }]))
    const { job } = await clock.run(line.run(listings))
    expect(await line.discard(job.id)).toMatchObject({ step: 'finished', failure: { code: 'DISCARDED' } })
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'done', report: { reportId: '50001' } })
    await expect(line.discard(job.id)).rejects.toThrow('is already finished')
    await expect(line.discard('nothing')).rejects.toThrow('has no job nothing')
  })

  test('makes start fail with the candidates, and is resolved by resumeAll', async () => {
    const { amazon, clock, line } = setUp()
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists([{ reportId: '7' }, { reportId: '8' }], [{ reportId: '7' }]))
      .respond('getReport', doneAsAsked)
    await expect(clock.run(line.start(listings))).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
    const all = async () => {
      const found: unknown[] = []
      for await (const { outcome } of line.resumeAll()) found.push(outcome?.job.reportId)
      return found
    }
    expect(await clock.run(all())).toEqual(['7'])
  })
})

describe('a createReport whose response is lost every time', () => {
  const hour = 3_600_000
  const window = { from: '2025-01-13T09:30:00+01:00', to: '2025-01-14T17:45:30+01:00' }
  const losses: readonly [string, () => Response | Error][] = [
    ['503', () => responses.error(503, 'InternalFailure')],
    ['500', () => responses.error(500, 'InternalFailure')],
    ['a reset', () => responses.reset()],
    ['a response without a reportId', () => Response.json({})],
    ['a page of HTML', () => new Response('<html>', { status: 200 })],
  ]

  test.each(losses)('is sent three times at most in one call: %s', async (_, loss) => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...Array.from({ length: 500 }, () => loss))
    const start = clock.now()
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'unknown' })
    expect(amazon.count('createReport')).toBe(3)
    expect(clock.now() - start).toBeLessThan(hour)
  })

  test('is sent three times at most if every kind of loss and a 429 alternate', async () => {
    const { amazon, clock, line } = setUp()
    const mixed = Array.from({ length: 100 }, (_, index) => losses[index % losses.length]?.[1] ?? responses.reset)
    const limited = () => responses.error(429, 'QuotaExceeded')
    amazon.respond('createReport', ...mixed.flatMap((loss) => [limited, loss]))
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'unknown' })
    // A 429 created nothing, and is no lost response.
    expect(amazon.count('createReport')).toBe(6)
  })

  test.each([
    ['in days', '2025-01-13T00:00:00Z', '2025-01-15T00:00:00Z'],
    ['in minutes', '2025-01-13T08:30:00Z', '2025-01-14T16:45:00Z'],
    ['in whole days of another zone', '2025-01-12T23:00:00Z', '2025-01-14T22:59:59Z'],
    ['without its zone', '2025-01-13T09:30:00Z', '2025-01-14T17:45:30Z'],
  ])('is not sent again if a listed report has its window %s, which is a candidate', async (_, start, end) => {
    const { amazon, clock, line } = setUp()
    const made: string[] = []
    const list = () =>
      responses.reports(
        made.map((reportId) =>
          report({
            reportId,
            createdTime: new Date(clock.now()).toISOString(),
            dataStartTime: start,
            dataEndTime: end,
          }),
        ),
      )
    const lost = () => {
      made.push(String(made.length + 1))
      return responses.reset()
    }
    amazon
      .respond('createReport', ...Array.from({ length: 100 }, () => lost))
      .respond('getReports', ...Array.from({ length: 100 }, () => list))
    const request = { ...listings, ...window }
    for (let run = 0; run < 12; run++) {
      expect(await clock.run(line.run(request))).toMatchObject({ status: 'unknown', candidates: [{ reportId: '1' }] })
      await clock.run(clock.sleep(hour))
    }
    expect(made).toHaveLength(1)
  })

  test('is sent again if the listed report is that of the day before', async () => {
    const { amazon, clock, line } = setUp()
    const dayBefore = { dataStartTime: '2025-01-12T08:30:00Z', dataEndTime: '2025-01-13T16:45:30Z' }
    amazon
      .respond('createReport', responses.reset())
      .respond('getReports', ...lists(...Array.from({ length: 4 }, () => [{ reportId: '7', ...dayBefore }])))
    expect(await clock.run(line.run({ ...listings, ...window }))).toMatchObject({ status: 'done' })
    expect(amazon.count('createReport')).toBe(2)
  })
})
