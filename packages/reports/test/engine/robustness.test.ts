import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { begin, beginOptions } from '../../src/engine/begin.ts'
import { minRetentionMs } from '../../src/engine/prune-ledger.ts'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { leaseOf, someJob, start } from '../ledger/jobs.ts'
import { yieldingLedger } from '../ledger/yielding-ledger.ts'
import { report, responses } from '../support/fake-amazon.ts'
import { listJobs } from './list-jobs.ts'
import { created, listings, onTheWay, setUp } from './set-up-engine.ts'

const hour = 3_600_000

const folder = mkdtempSync(join(tmpdir(), 'reportline-'))
let files = 0
afterAll(() => rmSync(folder, { recursive: true }))

describe.each([
  { store: 'in memory', open: () => memoryLedger() },
  { store: 'in a file', open: () => fileLedger({ path: join(folder, `${files++}.db`) }) },
  { store: 'across a network', open: () => yieldingLedger(memoryLedger()) },
])('with a ledger $store', ({ open }) => {
  test('processes that start the same request at the same time get one job', async () => {
    const ledger = open()
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, number) => {
        const job = someJob()
        return begin(job, beginOptions(job, leaseOf(`process ${number}`), start, hour), ledger)
      }),
    )
    expect(results.filter(({ kind }) => kind === 'new')).toHaveLength(1)
    expect(results.filter(({ kind }) => kind === 'busy')).toHaveLength(9)
    expect(new Set(results.map(({ entry }) => entry.job.id)).size).toBe(1)
  })

  test('processes that find the same abandoned job at the same time resume it once', async () => {
    const ledger = open()
    const abandoned = someJob()
    await begin(abandoned, beginOptions(abandoned, leaseOf('dead', start - hour), start, undefined), ledger)
    for (const age of [hour, 2 * hour]) {
      const now = start + age
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, number) => {
          const job = someJob({ requestedAt: new Date(now).toISOString() })
          return begin(job, beginOptions(job, leaseOf(`process ${number}`, now), now, undefined), ledger)
        }),
      )
      expect(results.filter(({ kind }) => kind === 'new' || kind === 'resumed')).toHaveLength(1)
      expect(new Set(results.map(({ entry }) => entry.job.id)).size).toBe(1)
    }
  })
})

test('an abort while an asynchronous ledger is read leaves no unhandled rejection', async () => {
  const { amazon, clock, ledger, open } = setUp()
  const stop = new AbortController()
  const unhandled: unknown[] = []
  const onUnhandled = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', onUnhandled)
  amazon.respond('getReport', ...Array.from({ length: 20 }, () => onTheWay()))
  const owner = open().run(listings, { deadline: new Date(clock.now() + hour) })
  await clock.run(clock.sleep(1_000))
  const aborting: Ledger = {
    ...ledger,
    async find(jobId) {
      const entry = await ledger.find(jobId)
      stop.abort(new Error('enough'))
      return entry
    },
  }
  const joining = open({ ledger: aborting }).run(listings, { signal: stop.signal })
  await expect(clock.run(joining)).rejects.toThrow('enough')
  await new Promise((resolve) => setTimeout(resolve, 0))
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled).toEqual([])
  await clock.run(owner)
})

describe.each([
  { outage: 'the connection is reset', failure: responses.reset },
  { outage: 'the service is unavailable', failure: () => responses.error(503, 'ServiceUnavailable') },
])('if $outage every time', ({ failure }) => {
  test('a call sends createReport three times and then returns the unknown outcome', async () => {
    const { amazon, clock, line } = setUp()
    amazon.respond('createReport', ...Array.from({ length: 400 }, () => () => failure()))
    const before = clock.now()
    expect(await clock.run(line.run(listings))).toMatchObject({ status: 'unknown', candidates: [] })
    expect(amazon.count('createReport')).toBe(3)
    expect(clock.now() - before).toBeLessThan(10 * 60_000)
  })
})

describe('a process that is killed while its job waits for the rate limit', () => {
  test('leaves a job that another process sends without listing reports or waiting', async () => {
    const { amazon, clock, ledger, open } = setUp()
    amazon.respond('createReport', ...created(...Array.from({ length: 17 }, (_, number) => String(number))))
    const fetch: typeof globalThis.fetch = (input, init) => {
      clock.stir()
      return amazon.fetch(input, init)
    }
    const accounts = { eu: amazon.account({ clock, fetch }) }
    const line = open({ accounts })
    await clock.run(
      Promise.all(
        Array.from({ length: 15 }, (_, name) => line.start({ reportType: `GET_${name}`, marketplaces: ['DE'] })),
      ),
    )
    const stop = new AbortController()
    // Nothing that this process does after the kill reaches the ledger.
    const killed: Ledger = { ...ledger, update: () => new Promise(() => {}), release: async () => {} }
    const waiting = open({ ledger: killed, accounts }).run(listings, { signal: stop.signal })
    waiting.catch(() => {})
    await clock.run(clock.sleep(1_000))
    expect(await listJobs(ledger, { reportTypes: [listings.reportType] })).toMatchObject([
      { job: { step: 'creating', notSent: true } },
    ])
    stop.abort(new Error('killed'))
    await clock.run(clock.sleep(120_000))
    const sentAt = clock.now()
    expect(await clock.run(open().start(listings))).toMatchObject({ step: 'waiting' })
    expect(amazon.count('getReports')).toBe(0)
    expect(clock.now() - sentAt).toBeLessThan(1_000)
  })
})

test('jobs that an earlier release saved as unsent are sent without listing reports', async () => {
  const { amazon, clock, line } = setUp()
  const stored = { ...someJob({ requestedAt: new Date(clock.now()).toISOString() }), unsent: true }
  expect(await clock.run(line.resume(stored))).toMatchObject({ status: 'done' })
  expect(amazon.count('getReports')).toBe(0)
})

test('finished jobs leave the ledger after the retention', async () => {
  const { amazon, clock, ledger, line } = setUp()
  amazon.respond('createReport', ...created('1', '2', '3'))
  await clock.run(line.run(listings))
  await clock.run(clock.sleep(minRetentionMs - hour))
  await clock.run(line.run({ ...listings, reportType: 'GET_B' }))
  expect(await listJobs(ledger)).toHaveLength(2)
  await clock.run(clock.sleep(2 * hour))
  await clock.run(line.run({ ...listings, reportType: 'GET_C' }))
  expect((await listJobs(ledger)).map(({ job }) => job.reportType)).toEqual(['GET_B', 'GET_C'])
})

test('a new report that Amazon does not know for a moment is polled again', async () => {
  const { amazon, clock, line } = setUp()
  amazon.respond('getReport', responses.error(404, 'NotFound'), responses.error(404, 'NotFound'), () =>
    responses.report(report()),
  )
  expect(await clock.run(line.run(listings))).toMatchObject({ status: 'done' })
})
