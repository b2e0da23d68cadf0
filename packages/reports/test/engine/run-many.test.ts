import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../src/engine/engine-event.ts'
import type { ProgressEvent } from '../../src/run/report-event.ts'
import { responses } from '../support/fake-amazon.ts'
import { created, doneAsAsked, onTheWay, setUp } from './set-up-engine.ts'

const windows = (count: number) =>
  Array.from({ length: count }, (_, day) => ({
    from: new Date(Date.UTC(2024, 0, 1 + day)),
    to: new Date(Date.UTC(2024, 0, 2 + day)),
  }))
const requests = (count: number) => ({ reportTypes: ['GET_A'], marketplaces: ['DE'], windows: windows(count) })
const ids = (count: number) => Array.from({ length: count }, (_, number) => String(number + 1))
const always = (count: number, response: (request: Request) => Response) =>
  Array.from({ length: count }, () => response)

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const result of results) found.push(result)
  return found
}

describe('runMany', () => {
  test('yields each report as it is finished, in any order', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1', '2', '3'))
    const slow = (request: Request) => (request.url.endsWith('/1') ? onTheWay() : doneAsAsked(request))
    amazon.respond('getReport', ...always(3, slow), ...always(3, doneAsAsked))
    const results = await clock.run(all(line.runMany(requests(3))))
    expect(results.map(({ outcome }) => outcome?.job.reportId)).toEqual(['2', '3', '1'])
    expect(results[2]?.request).toMatchObject({ reportType: 'GET_A', account: 'eu', from: '2024-01-01T00:00:00.000Z' })
  })

  test('continues with the others when one fails, and emits the progress', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1'), responses.error(400, 'InvalidInput'), ...created('3'))
    amazon.respond('getReport', ...always(3, doneAsAsked))
    const progress: ProgressEvent[] = []
    const onEvent = (event: EngineEvent | ProgressEvent) => event.type === 'progress' && progress.push(event)
    const results = await clock.run(all(line.runMany(requests(3), { onEvent })))
    expect(results.filter(({ error }) => error !== undefined)).toMatchObject([
      { request: { from: '2024-01-02T00:00:00.000Z' }, error: { status: 400 } },
    ])
    expect(results.filter(({ outcome }) => outcome?.status === 'done')).toHaveLength(2)
    expect(progress.at(-1)).toEqual({ type: 'progress', total: 3, requested: 2, finished: 2, failed: 1 })
  })

  test('leaves every job resumable when its signal is aborted, and resumeAll requests nothing twice', async () => {
    const { amazon, clock, line, open } = setUp()
    const stop = new AbortController()
    amazon
      .respond('createReport', ...created(...ids(20)))
      .respond('getReport', ...always(400, (request) => (stop.signal.aborted ? doneAsAsked(request) : onTheWay())))
    const running = all(line.runMany(requests(20), { signal: stop.signal }))
    void clock.run(clock.sleep(90_000)).then(() => stop.abort(new Error('the machine goes down')))
    await expect(clock.run(running)).rejects.toThrow('the machine goes down')
    const left = await line.jobs({ steps: ['creating', 'waiting'] })
    expect(left.length).toBeGreaterThanOrEqual(15)
    expect(left.every(({ lease }) => lease === undefined)).toBe(true)
    const before = amazon.count('createReport')
    const resumed = await clock.run(all(open().resumeAll()))
    expect(resumed).toHaveLength(left.length)
    expect(resumed.every(({ outcome }) => outcome?.status === 'done')).toBe(true)
    const creating = left.filter(({ job }) => job.step === 'creating')
    expect(amazon.count('createReport')).toBe(before + creating.length)
    // They were waiting for the rate limit, so they were certainly not sent.
    expect(creating.every(({ job }) => job.notSent)).toBe(true)
    expect(amazon.count('getReports')).toBe(0)
    expect(await clock.run(all(open().resumeAll()))).toEqual([])
  })

  test('stops all work when the loop is left, and delivers the rest later', async () => {
    const { amazon, clock, line, open } = setUp()
    amazon.respond('createReport', ...created(...ids(3))).respond('getReport', ...always(9, doneAsAsked))
    const first = async () => {
      for await (const { outcome } of line.runMany(requests(3))) return outcome?.job.reportId
      return undefined
    }
    expect(await clock.run(first())).toBe('1')
    const rest = await clock.run(all(open().resumeAll()))
    // The result of the last iteration was not delivered.
    expect(rest.map(({ job }) => job.reportId).sort()).toEqual(['1', '2', '3'])
    expect(amazon.count('createReport')).toBe(3)
  })

  test('reuses documents that are recent enough', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created(...ids(4))).respond('getReport', ...always(4, doneAsAsked))
    await clock.run(all(line.runMany(requests(2))))
    await clock.run(all(line.runMany(requests(4), { maxAge: 3_600_000 })))
    expect(amazon.count('createReport')).toBe(4)
  })

  test('sends nothing before the iteration starts', async () => {
    const { amazon, clock, line } = setUp()
    line.runMany(requests(3))
    await clock.run(clock.sleep(1_000))
    expect(amazon.sent).toEqual([])
  })
})

describe('resumeAll', () => {
  test('skips the jobs of a live process', async () => {
    const { amazon, clock, open } = setUp()
    amazon.respond('getReport', ...always(20, onTheWay))
    const running = open().run({ reportType: 'GET_A', marketplaces: ['DE'] })
    const resumed = clock.run(clock.sleep(1_000)).then(() => all(open().resumeAll()))
    expect(await clock.run(resumed)).toEqual([])
    expect(await clock.run(running)).toMatchObject({ status: 'done' })
  })

  test('waits once for a live process, however many jobs it has', async () => {
    const { amazon, clock, open } = setUp({ lease: 60_000 })
    amazon.respond('createReport', ...created(...ids(60))).respond('getReport', ...always(20_000, onTheWay))
    const stop = new AbortController()
    const running = all(open().runMany(requests(60), { signal: stop.signal }))
    running.catch(() => {})
    await clock.run(clock.sleep(3_000_000))
    const before = clock.now()
    expect(await clock.run(all(open().resumeAll()))).toEqual([])
    expect(clock.now() - before).toBeLessThanOrEqual(60_000)
    stop.abort(new Error('enough'))
    await expect(clock.run(running)).rejects.toThrow('enough')
  })

  test('skips jobs that this process works on or has not delivered yet', async () => {
    const { amazon, clock, line, open } = setUp()
    amazon.respond('createReport', ...created('1', '2')).respond('getReport', doneAsAsked, ...always(30, onTheWay))
    const first = line.runMany(requests(2))
    expect(await clock.run(first.next())).toMatchObject({ value: { outcome: { job: { reportId: '1' } } } })
    expect(await clock.run(all(line.resumeAll()))).toEqual([])
    expect(await clock.run(all(open().resumeAll()))).toEqual([])
    const left = await line.jobs({ delivered: false })
    expect(left).toMatchObject([{ job: { step: 'finished' } }, { job: { step: 'waiting' } }])
    expect(left.every(({ lease }) => lease !== undefined)).toBe(true)
    amazon.respond('getReport', doneAsAsked)
    expect(await clock.run(all(first))).toHaveLength(1)
    expect(await line.jobs({ delivered: false })).toEqual([])
  })

  test('yields the error of a job and continues with the others', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1', '2'))
    const jobs = await clock.run(
      Promise.all(['GET_A', 'GET_B'].map((reportType) => line.start({ reportType, marketplaces: ['DE'] }))),
    )
    amazon.respond('getReport', responses.error(403, 'Unauthorized'), doneAsAsked)
    const results = await clock.run(all(line.resumeAll()))
    expect(results).toMatchObject([
      { job: { id: jobs[0]?.id }, error: { status: 403 } },
      { outcome: { status: 'done' } },
    ])
  })
})
