import { describe, expect, test } from 'vitest'
import { jobRecord } from '../../src/engine/begin.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { adopt } from '../../src/run/job.ts'
import { ReportError } from '../../src/run/report-error.ts'
import { report, responses } from '../support/fake-amazon.ts'
import { listJobs } from './list-jobs.ts'
import { created, listings, onTheWay, setUp } from './set-up-engine.ts'

const hour = 3_600_000

describe('run', () => {
  test('stores its job before createReport is sent, and after each step', async () => {
    const { amazon, ledger, clock, line } = setUp()
    const seen: string[] = []
    const note = async (response: () => Response) => {
      seen.push(...(await listJobs(ledger)).map(({ job, lease }) => `${job.step}, leased: ${lease !== undefined}`))
      return response()
    }
    amazon.respond('createReport', () => note(responses.created)).respond('getReport', () => note(responses.report))
    const outcome = await clock.run(line.run(listings))
    expect(outcome).toMatchObject({ status: 'done', job: { account: 'eu', step: 'finished' } })
    expect(seen).toEqual(['creating, leased: true', 'waiting, leased: true'])
    const [entry] = await line.jobs()
    expect(entry).toMatchObject({ job: { step: 'finished', reportId: '50001' }, delivered: true })
    expect(entry?.lease).toBeUndefined()
  })

  test('sends nothing if the ledger cannot store the job', async () => {
    const ledger = memoryLedger()
    const full: Ledger = { ...ledger, insert: () => Promise.reject(new Error('the disk is full')) }
    const { amazon, clock, line } = setUp({ ledger: full })
    await expect(clock.run(line.run(listings))).rejects.toThrow('the disk is full')
    expect(amazon.sent).toEqual([])
  })

  test('throws the job that could not be saved, and resumes it once there is space', async () => {
    const ledger = memoryLedger()
    let isFull = true
    const update: Ledger['update'] = async (record, owner) => {
      if (isFull && record.job.step === 'waiting') throw new Error('the disk is full')
      return ledger.update(record, owner)
    }
    const { amazon, clock, line } = setUp({ ledger: { ...ledger, update } })
    const error = await clock.run(line.run(listings)).catch((caught: unknown) => caught)
    if (!(error instanceof ReportError)) throw error
    expect(error).toMatchObject({ code: 'NOT_SAVED', job: { reportId: '50001' } })
    expect(await line.jobs()).toMatchObject([{ job: { step: 'creating' } }])
    isFull = false
    expect(await clock.run(line.resume(error.job))).toMatchObject({ status: 'done', job: { reportId: '50001' } })
    expect(amazon.count('createReport')).toBe(1)
    expect(await line.jobs()).toMatchObject([{ job: { step: 'finished' }, delivered: true }])
  })

  test('stops if another process has acquired its job, and uses the report of that process', async () => {
    const { amazon, clock, ledger, line } = setUp()
    amazon.respond('getReport', onTheWay, async () => {
      // As if this process had been suspended for an hour.
      const [entry] = await listJobs(ledger)
      const job = entry?.job
      if (job === undefined) throw new Error('there is no job')
      const later = clock.now() + hour
      await ledger.acquire(job.id, { owner: 'another', until: later + 60_000 }, later)
      const { reportId = '', reportType } = job
      const report = { reportId, reportType, processingStatus: 'DONE', reportDocumentId: 'theirs' }
      await ledger.update(jobRecord({ ...job, step: 'finished', report }, later), 'another')
      return responses.report()
    })
    const outcome = await clock.run(line.run(listings))
    expect(outcome).toMatchObject({ status: 'done', report: { reportDocumentId: 'theirs' } })
  })

  test.each(['works on it', 'has finished it'])(
    'sends nothing if another process acquired its job during the wait for the rate limit and %s',
    async (how) => {
      const { amazon, clock, ledger, line } = setUp()
      amazon.respond('createReport', ...created(...Array.from({ length: 15 }, (_, number) => String(number))))
      const others = Array.from({ length: 15 }, (_, name) =>
        line.start({ reportType: `GET_${name}`, marketplaces: ['DE'] }),
      )
      await clock.run(Promise.all(others))
      const standing = line.run(listings)
      await clock.run(clock.sleep(1_000))
      const [entry] = await listJobs(ledger, { reportTypes: [listings.reportType] })
      if (entry === undefined) throw new Error('there is no job')
      const later = clock.now() + hour
      await ledger.acquire(entry.job.id, { owner: 'another', until: later + hour }, later)
      const finish = async () => {
        const report = {
          reportId: '77',
          reportType: listings.reportType,
          processingStatus: 'DONE',
          reportDocumentId: 'theirs',
        }
        await ledger.update(jobRecord({ ...entry.job, step: 'finished', reportId: '77', report }, later), 'another')
        await ledger.release(entry.job.id, 'another')
      }
      if (how === 'has finished it') await finish()
      const outcome = clock.run(standing)
      await clock.run(clock.sleep(120_000))
      if (how === 'works on it') await finish()
      expect(await outcome).toMatchObject({ report: { reportId: '77' } })
      expect(amazon.count('createReport')).toBe(15)
    },
  )

  test('reuses a recent document of the ledger without a request', async () => {
    const { amazon, clock, line, types } = setUp()
    await clock.run(line.run(listings))
    const sent = amazon.sent.length
    await clock.run(clock.sleep(hour))
    const again = await clock.run(line.run(listings, { maxAge: hour + 10_000 }))
    expect(again).toMatchObject({ status: 'done', report: { reportId: '50001' } })
    expect(amazon.sent).toHaveLength(sent)
    expect(types()).toContain('reused')
  })

  test('requests a new report if the document is too old, nothing may be reused, or the options differ', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1', '2', '3', '4'))
    await clock.run(line.run(listings))
    await clock.run(clock.sleep(hour))
    await clock.run(line.run(listings, { maxAge: hour - 1 }))
    await clock.run(line.run(listings))
    await clock.run(line.run({ ...listings, reportOptions: { custom: 'true' } }, { maxAge: hour }))
    expect(amazon.count('createReport')).toBe(4)
  })

  test('sends one request for identical concurrent calls', async () => {
    const { amazon, clock, line, types } = setUp()
    const outcomes = await clock.run(Promise.all([line.run(listings), line.run(listings), line.run(listings)]))
    expect(outcomes.map(({ job }) => job.reportId)).toEqual(['50001', '50001', '50001'])
    expect(amazon.count('createReport')).toBe(1)
    expect(types().filter((type) => type === 'joined')).toHaveLength(2)
  })

  test('continues when the call that it joined is aborted', async () => {
    const { amazon, clock, line } = setUp()
    const stop = new AbortController()
    amazon.respond('getReport', onTheWay, () => {
      stop.abort(new Error('enough'))
      return onTheWay()
    })
    const first = line.run(listings, { signal: stop.signal })
    const second = line.run(listings)
    await expect(clock.run(first)).rejects.toThrow('enough')
    expect(await clock.run(second)).toMatchObject({ status: 'done' })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('continues when the call that it joined reaches its deadline, and keeps its own', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('getReport', ...Array.from({ length: 30 }, () => onTheWay))
    const at = (milliseconds: number) => ({ deadline: new Date(clock.now() + milliseconds) })
    const first = line.run(listings, at(60_000))
    const second = line.run(listings)
    const third = line.run(listings, at(30_000))
    const late = { code: 'DEADLINE' }
    await clock.run(Promise.all([expect(first).rejects.toMatchObject(late), expect(third).rejects.toMatchObject(late)]))
    expect(await clock.run(second)).toMatchObject({ status: 'done' })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('waits for another process that works on the same, and uses what it got', async () => {
    const { amazon, clock, open } = setUp()
    amazon.respond('getReport', ...Array.from({ length: 9 }, () => onTheWay))
    const [first, second] = await clock.run(Promise.all([open().run(listings), open().run(listings)]))
    expect(second.job).toEqual(first.job)
    expect(amazon.count('createReport')).toBe(1)
  })

  test('takes over from another process once its lease has run out, and stops when its own was taken', async () => {
    const { amazon, clock, ledger, open } = setUp({ lease: 60_000 })
    amazon.respond('getReport', onTheWay)
    const dead = { ...ledger, renew: async () => {}, release: async () => {} }
    const stop = new AbortController()
    const died = open({ ledger: dead }).run(listings, { signal: stop.signal })
    const taken = open().run(listings)
    void clock.run(clock.sleep(6_000)).then(() => stop.abort(new Error('killed')))
    await expect(clock.run(died)).rejects.toThrow('killed')
    expect(await clock.run(taken)).toMatchObject({ status: 'done' })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('requests a new report if the abandoned job is too old, and leaves that to resumeAll', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1', '2')).respond('getReport', onTheWay)
    await expect(clock.run(line.run(listings, { deadline: new Date(clock.now() + 6_000) }))).rejects.toThrow('deadline')
    await clock.run(clock.sleep(hour))
    expect(await clock.run(line.run(listings))).toMatchObject({ job: { reportId: '2' } })
    const all = await line.jobs()
    expect(all.map(({ job }) => job.step)).toEqual(['waiting', 'finished'])
  })

  test('resumes a job of yesterday only if its window had ended before the request', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1', '2', '3', '4'))
    const ended = {
      reportType: 'GET_A',
      marketplaces: ['DE'],
      from: '2025-01-01T00:00:00Z',
      to: '2025-01-02T00:00:00Z',
    }
    const open = { ...ended, to: '2025-01-15T06:00:00Z' }
    await clock.run(Promise.all([line.start(ended), line.start(open)]))
    await clock.run(clock.sleep(23 * hour))
    const outcomes = await clock.run(Promise.all([line.run(ended), line.run(open)]))
    expect(outcomes.map(({ job }) => job.reportId)).toEqual(['1', '3'])
    await clock.run(line.start({ ...ended, reportType: 'GET_B' }))
    await clock.run(clock.sleep(25 * hour))
    expect(await clock.run(line.run({ ...ended, reportType: 'GET_B' }))).toMatchObject({ job: { reportId: '50001' } })
  })

  test('finishes a job whose createReport was refused, and requests a new report the next time', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', responses.error(400, 'InvalidInput'))
    await expect(clock.run(line.run(listings))).rejects.toMatchObject({ status: 400 })
    expect(await line.jobs()).toMatchObject([{ job: { step: 'finished', failure: { status: 400 } }, delivered: true }])
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'done' })
  })

  test('lets normal requests overtake a backfill at the same rate limit', async () => {
    const { amazon, clock, line } = setUp()
    const ids = Array.from({ length: 20 }, (_, number) => String(number))
    amazon.respond('createReport', ...created(...ids))
    const request = (day: number) => ({
      ...listings,
      reportType: 'GET_SOMETHING',
      from: new Date(Date.UTC(2024, 0, day)),
    })
    const old = Array.from({ length: 18 }, (_, day) => line.run(request(day + 1), { priority: 'backfill' }))
    const tonight = clock.run(clock.sleep(1_000)).then(() => line.run(request(30)))
    await clock.run(Promise.all([...old, tonight]))
    const sent = amazon.sent.filter(({ operation }) => operation === 'createReport').map(({ body }) => JSON.parse(body))
    expect(sent[15].dataStartTime).toBe('2024-01-30T00:00:00.000Z')
  })
})

describe('start and resume', () => {
  test('request a report once and wait for it later', async () => {
    const { amazon, clock, line, open } = setUp()
    const job = await clock.run(line.start(listings))
    expect(job).toMatchObject({ account: 'eu', step: 'waiting', reportId: '50001' })
    expect(await clock.run(line.start(listings))).toEqual(job)
    expect(await clock.run(open().resume(job.id))).toMatchObject({ status: 'done', job: { id: job.id } })
    expect(await clock.run(open().resume(job))).toMatchObject({ status: 'done' })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('accept a job that was created without a ledger', async () => {
    const { amazon, clock, line } = setUp()
    const job = await clock.run(amazon.account({ clock }).start(listings))
    expect(await clock.run(line.resume(job))).toMatchObject({ status: 'done', job: { account: 'eu' } })
    expect(await line.jobs()).toMatchObject([{ job: { id: job.id, account: 'eu' } }])
  })

  test('send a job that was aborted before it was sent', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created(...Array.from({ length: 20 }, (_, number) => String(number))))
    const request = (name: number) => ({ reportType: `GET_${name}`, marketplaces: ['DE'] })
    await clock.run(Promise.all(Array.from({ length: 15 }, (_, name) => line.start(request(name)))))
    const stop = new AbortController()
    const waiting = line.start(request(15), { signal: stop.signal })
    void clock.run(clock.sleep(1_000)).then(() => stop.abort(new Error('enough')))
    await expect(clock.run(waiting)).rejects.toThrow('enough')
    expect(await clock.run(line.start(request(15)))).toMatchObject({ step: 'waiting', reportId: '15' })
    expect((await line.jobs()).filter(({ job }) => job.notSent)).toEqual([])
    expect(amazon.count('getReports')).toBe(0)
  })

  test('can be followed by discard, so that a failed report can be requested again', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...created('1', '2')).respond('getReport', responses.error(403, 'Unauthorized'))
    await expect(clock.run(line.run(listings))).rejects.toMatchObject({ status: 403 })
    const [left] = await line.jobs()
    await line.discard(left?.job.id ?? '')
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'done' })
    expect(amazon.count('createReport')).toBe(2)
  })

  test('cannot be followed by discard while the job is in progress', async () => {
    const { clock, line } = setUp()
    const running = line.run(listings)
    await clock.run(clock.sleep(1_000))
    const [entry] = await line.jobs()
    await expect(line.discard(entry?.job.id ?? '')).rejects.toThrow('is in progress')
    await clock.run(running)
  })

  test('name the unknown job', async () => {
    const { line } = setUp()
    await expect(line.resume('nothing')).rejects.toThrow('The ledger has no job nothing')
  })

  test('continue with the report that the caller adopted', async () => {
    const { amazon, clock, line } = setUp()
    const createdTime = new Date(clock.now()).toISOString()
    const two = [report({ reportId: '7', createdTime }), report({ reportId: '8', createdTime })]
    amazon.respond('createReport', responses.reset()).respond('getReports', responses.reports(two))
    const outcome = await clock.run(line.run(listings))
    if (outcome.status !== 'unknown') throw new Error(outcome.status)
    await clock.run(line.resume(adopt(outcome.job, '8')))
    expect(await line.jobs()).toMatchObject([{ job: { step: 'finished', reportId: '8' } }])
  })
})
