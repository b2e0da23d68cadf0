import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { done, someJob, start, terms, waiting } from './jobs.ts'

let folder = ''
let ledger: Ledger = memoryLedger()

const kinds = [
  { name: 'a ledger in memory', open: () => memoryLedger() },
  { name: 'a ledger in a file', open: () => fileLedger({ path: join(folder, 'ledger.db') }) },
]

describe.each(kinds)('$name', ({ open }) => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    ledger = open()
  })
  afterEach(async () => {
    await ledger.close()
    rmSync(folder, { recursive: true })
  })

  test('keeps a new job as it is and gives it back', async () => {
    const job = someJob({ reportOptions: { custom: 'true' } })
    const begun = await ledger.begin(job, terms('a'))
    expect(begun).toEqual({
      kind: 'new',
      entry: { job, delivered: false, lease: { holder: 'a', until: start + 60_000 } },
    })
    expect(await ledger.find(job.id)).toEqual(begun.entry)
    expect(await ledger.find('another')).toBeUndefined()
  })

  test('finds a job of the same wish that somebody works on, whatever the order of its options', async () => {
    const job = someJob({ reportOptions: { a: '1', b: '2' }, marketplaceIds: ['M1', 'M2'] })
    await ledger.begin(job, terms('a'))
    const again = someJob({ reportOptions: { b: '2', a: '1' }, marketplaceIds: ['M2', 'M1'] })
    expect(await ledger.begin(again, terms('b'))).toMatchObject({ kind: 'busy', entry: { job: { id: job.id } } })
    expect(await ledger.find(again.id)).toBeUndefined()
  })

  test.each([
    { reportType: 'GET_LEDGER_DETAIL_VIEW_DATA' },
    { account: 'another' },
    { marketplaceIds: ['A13V1IB3VIYZZH'] },
    { dataStartTime: '2025-01-01T00:00:00.000Z' },
    { dataEndTime: '2025-01-01T00:00:00.000Z' },
    { reportOptions: { custom: 'true' } },
  ])('takes a job that differs in %o for another wish', async (fields) => {
    await ledger.begin(someJob(), terms('a'))
    expect(await ledger.begin(someJob(fields), terms('a'))).toMatchObject({ kind: 'new' })
  })

  test('hands a job over that nobody works on, but not one that was asked for too long ago', async () => {
    const job = someJob()
    await ledger.begin(job, terms('a'))
    await ledger.release(job.id, 'a')
    const late = { ...terms('b'), joinIfCreatedAfter: start + 1 }
    expect(await ledger.begin(someJob(), late)).toMatchObject({ kind: 'new' })
    const other = someJob({ account: 'na' })
    await ledger.begin(other, terms('a'))
    await ledger.release(other.id, 'a')
    expect(await ledger.begin(someJob({ account: 'na' }), terms('b'))).toMatchObject({
      kind: 'taken',
      entry: { job: { id: other.id }, lease: { holder: 'b' } },
    })
  })

  test('hands a job over once the lease of its holder has run out, and not before', async () => {
    const job = someJob()
    await ledger.begin(job, terms('a'))
    const early = await ledger.take(job, { holder: 'b', until: start + 100_000 }, start + 59_999)
    expect(early).toMatchObject({ taken: false, entry: { lease: { holder: 'a' } } })
    const late = await ledger.take(job, { holder: 'b', until: start + 120_000 }, start + 60_000)
    expect(late).toMatchObject({ taken: true, entry: { lease: { holder: 'b' } } })
    await expect(ledger.save(waiting(job, '1'), 'a', start)).rejects.toMatchObject({ code: 'NOT_HELD' })
    expect((await ledger.find(job.id))?.job.step).toBe('creating')
  })

  test('renews all that a holder has at once', async () => {
    const [one, other] = [someJob(), someJob({ account: 'na' })]
    await ledger.begin(one, terms('a'))
    await ledger.begin(other, terms('a'))
    await ledger.renew({ holder: 'a', until: start + 90_000 })
    for (const job of [one, other]) {
      expect(await ledger.take(job, { holder: 'b', until: start + 100_000 }, start + 89_999)).toMatchObject({
        taken: false,
      })
    }
  })

  test('keeps a job on which a holder whose lease ran out still works, if nobody took it', async () => {
    const job = someJob()
    await ledger.begin(job, terms('a'))
    await ledger.save(waiting(job, '1'), 'a', start + 200_000)
    expect((await ledger.find(job.id))?.job.reportId).toBe('1')
  })

  test('takes in a job that it does not know', async () => {
    const job = waiting(someJob(), '7')
    expect(await ledger.take(job, terms('a').lease, start)).toMatchObject({ taken: true, entry: { job } })
    expect(await ledger.ownerOf('eu', '7')).toBe(job.id)
  })

  test('gives a report of an account to one job only', async () => {
    const [one, other, abroad] = [someJob(), someJob({ dataEndTime: 'x' }), someJob({ account: 'na' })]
    for (const job of [one, other, abroad]) await ledger.begin(job, terms('a'))
    await ledger.save(waiting(one, '50001'), 'a', start)
    await expect(ledger.save(waiting(other, '50001'), 'a', start)).rejects.toMatchObject({ code: 'REPORT_OWNED' })
    await ledger.save(waiting(abroad, '50001'), 'a', start)
    expect(await ledger.ownerOf('eu', '50001')).toBe(one.id)
    expect(await ledger.ownerOf('na', '50001')).toBe(abroad.id)
    expect(await ledger.ownerOf('fe', '50001')).toBeUndefined()
    expect((await ledger.find(other.id))?.job.step).toBe('creating')
  })

  test('finds a document that is young enough, by when Amazon ended its report', async () => {
    const job = someJob()
    await ledger.begin(job, terms('a'))
    await ledger.save(done(job, '1', start + 5_000), 'a', start + 900_000)
    await ledger.release(job.id, 'a')
    const old = { ...terms('b', start + 900_000), reuseIfEndedAfter: start + 5_001 }
    const young = { ...old, reuseIfEndedAfter: start + 5_000 }
    expect(await ledger.begin(someJob(), young)).toMatchObject({ kind: 'reused', entry: { job: { reportId: '1' } } })
    expect(await ledger.begin(someJob(), old)).toMatchObject({ kind: 'new' })
  })

  test('uses nothing again that has no document, nor without being told to', async () => {
    const jobs = [
      done(someJob({ account: 'one' }), '1'),
      { ...someJob({ account: 'two' }), step: 'finished' as const, failure: { code: 'API_ERROR', message: 'no' } },
    ]
    const cancelled = done(someJob({ account: 'three' }), '3')
    jobs.push({ ...cancelled, report: { reportId: '3', reportType: 'T', processingStatus: 'CANCELLED' } })
    for (const job of jobs) await ledger.take(job, terms('a').lease, start)
    expect(await ledger.begin(someJob({ account: 'one' }), terms('b'))).toMatchObject({ kind: 'new' })
    for (const account of ['two', 'three']) {
      const begun = await ledger.begin(someJob({ account }), { ...terms('b'), reuseIfEndedAfter: 0 })
      expect(begun).toMatchObject({ kind: 'new' })
    }
  })

  test('lists jobs, the oldest first, by account, type, step and whether they were delivered', async () => {
    const late = someJob({ requestedAt: new Date(start + 1).toISOString(), account: 'na' })
    const early = someJob()
    for (const job of [late, early]) await ledger.take(job, terms('a').lease, start)
    await ledger.save(done(early, '1'), 'a', start)
    const ids = async (filter = {}) => (await ledger.list(filter)).map(({ job }) => job.id)
    expect((await ids()).sort()).toEqual([early.id, late.id].sort())
    expect(await ids({ accounts: ['na'] })).toEqual([late.id])
    expect(await ids({ steps: ['creating', 'waiting'] })).toEqual([late.id])
    expect(await ids({ reportTypes: ['OTHER'] })).toEqual([])
    await ledger.deliver(early.id)
    expect(await ids({ delivered: true })).toEqual([early.id])
    expect(await ids({ delivered: false })).toEqual([late.id])
  })

  test('knows when a report of a type was last asked for before a job', async () => {
    const at = (milliseconds: number) => someJob({ requestedAt: new Date(start + milliseconds).toISOString() })
    const [one, two, three] = [at(0), at(1_000), at(2_000)]
    for (const job of [one, two, three]) await ledger.take(job, terms('a').lease, start)
    expect(await ledger.lastRequested(one)).toBeUndefined()
    expect(await ledger.lastRequested(two)).toBe(start)
    expect(await ledger.lastRequested(three)).toBe(start + 1_000)
    expect(await ledger.lastRequested({ ...three, account: 'na' })).toBeUndefined()
  })

  test('remembers which reports have been seen, account by account', async () => {
    const seen = ledger.seen('eu')
    expect(await seen.has('1')).toBe(false)
    await seen.add('1')
    await seen.add('1')
    expect(await ledger.seen('eu').has('1')).toBe(true)
    expect(await ledger.seen('na').has('1')).toBe(false)
  })

  test('lets one claim a report at a time', async () => {
    const seen = ledger.seen('eu')
    expect(await seen.claim('1', 'a', start + 10, start)).toBe(true)
    expect(await seen.claim('1', 'a', start + 20, start)).toBe(true)
    expect(await seen.claim('1', 'b', start + 30, start + 19)).toBe(false)
    expect(await ledger.seen('na').claim('1', 'b', start + 30, start)).toBe(true)
    expect(await seen.claim('1', 'b', start + 40, start + 20)).toBe(true)
    await seen.release('1', 'a')
    expect(await seen.claim('1', 'a', start + 50, start + 30)).toBe(false)
    await seen.release('1', 'b')
    expect(await seen.claim('1', 'a', start + 50, start + 30)).toBe(true)
  })

  test('does nothing more once it is closed', async () => {
    await ledger.close()
    await ledger.close()
    await expect(ledger.list()).rejects.toMatchObject({ code: 'CLOSED', message: 'the ledger has been closed' })
  })
})
