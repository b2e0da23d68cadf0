import assert from 'node:assert/strict'
import type { Job } from '../run/job.ts'
import type { Lease } from './lease.ts'
import type { JobFilter, JobRecord, Ledger } from './ledger.ts'

/** Opens an empty ledger. */
export type OpenLedger = () => Promise<Ledger> | Ledger

/** One check of a ledger. */
export interface LedgerCheck {
  /** A sentence about a ledger. */
  readonly name: string
  /** Rejects with an AssertionError if the ledger does not behave like that. */
  run(open: OpenLedger): Promise<void>
}

const start = Date.UTC(2025, 0, 15)
const minute = 60_000

/**
 * The checks that every implementation of `Ledger` must pass. They do not depend on a test runner.
 *
 * @example
 * ```ts
 * import { test } from 'node:test'
 * import { memoryLedger } from '@reportline/reports'
 * import { ledgerContract } from '@reportline/reports/ledger-contract'
 *
 * for (const { name, run } of ledgerContract) test(name, () => run(() => memoryLedger()))
 * ```
 */
export const ledgerContract: readonly LedgerCheck[] = [
  check('inserts a job and returns it', async (ledger) => {
    const record = recordOf({ reportOptions: { custom: 'true' } })
    const { inserted, entry } = await ledger.insert(record, { lease: lease('a') })
    assert.equal(inserted, true)
    assert.deepEqual(entry, { ...record, delivered: false, lease: lease('a') })
    assert.deepEqual(await ledger.find(record.job.id), entry)
    assert.equal(await ledger.find('another'), undefined)
  }),
  check('returns the current job instead of inserting a second one with the same key', async (ledger) => {
    const [one, two] = [recordOf(), recordOf()]
    await ledger.insert(one, { lease: lease('a') })
    const { inserted, entry } = await ledger.insert(two, { lease: lease('b') })
    assert.deepEqual([inserted, entry.job.id, entry.lease], [false, one.job.id, lease('a')])
    assert.equal(await ledger.find(two.job.id), undefined)
    assert.equal((await ledger.insert(recordOf({}, 'other key'), { lease: lease('b') })).inserted, true)
  }),
  check('inserts one of many jobs with the same key that arrive at the same time', async (ledger) => {
    const records = Array.from({ length: 20 }, () => recordOf())
    const results = await Promise.all(records.map((record, n) => ledger.insert(record, { lease: lease(`${n}`) })))
    assert.equal(results.filter(({ inserted }) => inserted).length, 1)
    assert.equal(new Set(results.map(({ entry }) => entry.job.id)).size, 1)
  }),
  check('supersedes only the job that is current', async (ledger) => {
    const [one, two, three, four] = [recordOf(), recordOf(), recordOf(), recordOf()]
    await ledger.insert(one, { lease: lease('a') })
    const both = await Promise.all(
      [two, three].map((record) => ledger.insert(record, { lease: lease('b'), supersedes: one.job.id })),
    )
    assert.deepEqual(both.map(({ inserted }) => inserted).sort(), [false, true])
    const late = await ledger.insert(four, { lease: lease('b'), supersedes: one.job.id })
    assert.equal(late.inserted, false)
    assert.equal((await ledger.find(one.job.id))?.job.step, 'creating')
  }),
  check('inserts another job with the same key once the current one is finished', async (ledger) => {
    const record = recordOf()
    await ledger.insert(record, { lease: lease('a') })
    await ledger.update(finished(record), 'a')
    assert.equal((await ledger.insert(recordOf(), { lease: lease('a') })).inserted, true)
  }),
  check('does not renew the leases of an owner whose insertion or acquisition is refused', async (ledger) => {
    const [expired, current] = [recordOf({}, 'expired'), recordOf()]
    await ledger.insert(expired, { lease: lease('a') })
    await ledger.insert(current, { lease: lease('b', 3 * minute) })
    await ledger.insert(recordOf(), { lease: lease('a', 3 * minute) })
    await ledger.acquire(current.job.id, lease('a', 3 * minute), start)
    assert.equal((await ledger.acquire(expired.job.id, lease('c', 3 * minute), start + minute))?.acquired, true)
  }),
  check('adds a job that was created elsewhere, once', async (ledger) => {
    const record = waiting(recordOf(), '7')
    await ledger.add(record)
    await ledger.add(recordOf({ id: record.job.id }))
    assert.deepEqual(await ledger.find(record.job.id), { ...record, delivered: false, lease: undefined })
    assert.equal(await ledger.ownerOf('eu', '7'), record.job.id)
    assert.equal((await ledger.insert(recordOf(), { lease: lease('a') })).entry.job.id, record.job.id)
    await assertCode('REPORT_OWNED', ledger.add(waiting(recordOf(), '7')))
  }),
  check('leases a job to another owner once the lease has expired, and not before', async (ledger) => {
    const record = recordOf()
    await ledger.insert(record, { lease: lease('a') })
    const early = await ledger.acquire(record.job.id, lease('b', 2 * minute), start + minute - 1)
    assert.deepEqual([early?.acquired, early?.entry.lease], [false, lease('a')])
    const late = await ledger.acquire(record.job.id, lease('b', 2 * minute), start + minute)
    assert.deepEqual([late?.acquired, late?.entry.lease], [true, lease('b', 2 * minute)])
    await assertCode('LEASE_LOST', ledger.update(waiting(record, '1'), 'a'))
    assert.equal((await ledger.find(record.job.id))?.job.step, 'creating')
    assert.equal(await ledger.acquire('another', lease('b'), start), undefined)
  }),
  check('leases a job to one of many owners that acquire it at the same time', async (ledger) => {
    const record = recordOf()
    await ledger.add(record)
    const owners = Array.from({ length: 20 }, (_, number) => lease(`owner ${number}`))
    const results = await Promise.all(owners.map((one) => ledger.acquire(record.job.id, one, start)))
    assert.equal(results.filter((result) => result?.acquired).length, 1)
  }),
  check('lets the owner acquire its own job again', async (ledger) => {
    const record = recordOf()
    await ledger.insert(record, { lease: lease('a') })
    assert.equal((await ledger.acquire(record.job.id, lease('a', 2 * minute), start))?.acquired, true)
  }),
  check('renews all leases of an owner at once', async (ledger) => {
    const records = [recordOf(), recordOf({}, 'other key')]
    for (const record of records) await ledger.insert(record, { lease: lease('a') })
    await ledger.renew(lease('a', 2 * minute))
    for (const { job } of records) {
      assert.equal((await ledger.acquire(job.id, lease('b', 3 * minute), start + 2 * minute - 1))?.acquired, false)
    }
  }),
  check('releases a job of the owner only', async (ledger) => {
    const record = recordOf()
    await ledger.insert(record, { lease: lease('a') })
    await ledger.release(record.job.id, 'b')
    assert.deepEqual((await ledger.find(record.job.id))?.lease, lease('a'))
    await ledger.release(record.job.id, 'a')
    assert.equal((await ledger.find(record.job.id))?.lease, undefined)
    await assertCode('LEASE_LOST', ledger.update(record, 'a'))
  }),
  check('updates a job whose lease has expired, if no other owner has acquired it', async (ledger) => {
    const record = recordOf()
    await ledger.insert(record, { lease: { owner: 'a', until: start - 1 } })
    await ledger.update(waiting(record, '1'), 'a')
    assert.equal((await ledger.find(record.job.id))?.job.reportId, '1')
  }),
  check('gives a report of an account to one job only', async (ledger) => {
    const one = recordOf({}, 'one')
    const two = recordOf({}, 'two')
    const other = recordOf({ account: 'na' }, 'other')
    for (const record of [one, two, other]) await ledger.insert(record, { lease: lease('a') })
    await ledger.update(waiting(one, '50001'), 'a')
    await assertCode('REPORT_OWNED', ledger.update(waiting(two, '50001'), 'a'))
    await ledger.update(waiting(other, '50001'), 'a')
    assert.equal(await ledger.ownerOf('eu', '50001'), one.job.id)
    assert.equal(await ledger.ownerOf('na', '50001'), other.job.id)
    assert.equal(await ledger.ownerOf('fe', '50001'), undefined)
    assert.equal((await ledger.find(two.job.id))?.job.step, 'creating')
  }),
  check('finds the last job of a request that has a document', async (ledger) => {
    const records = [5_000, 7_000, 6_000].map((time) => finished(recordOf(), start + time))
    for (const record of records) await ledger.add(record)
    await ledger.add({ ...finished(recordOf(), start + 9_000), hasDocument: false })
    const newest = records[1]?.job.id
    assert.equal((await ledger.findDocument('key', start + 7_000))?.job.id, newest)
    assert.equal((await ledger.findDocument('key', start))?.job.id, newest)
    assert.equal(await ledger.findDocument('key', start + 7_001), undefined)
    assert.equal(await ledger.findDocument('other key', 0), undefined)
  }),
  check('delivers finished jobs only', async (ledger) => {
    const record = recordOf()
    await ledger.insert(record, { lease: lease('a') })
    await ledger.deliver(record.job.id)
    assert.equal((await ledger.find(record.job.id))?.delivered, false)
    await ledger.update(finished(record), 'a')
    await ledger.deliver(record.job.id)
    assert.equal((await ledger.find(record.job.id))?.delivered, true)
  }),
  check('lists jobs by account, report type, step and delivery, the oldest first', async (ledger) => {
    const late = recordOf({ account: 'na', requestedAt: new Date(start + 1).toISOString() }, 'late')
    const early = recordOf({}, 'early')
    for (const record of [late, early]) await ledger.insert(record, { lease: lease('a') })
    await ledger.update(finished(early), 'a')
    const ids = async (filter: JobFilter) => (await ledger.list(filter, { limit: 10 })).entries.map(({ job }) => job.id)
    assert.deepEqual(await ids({}), [early.job.id, late.job.id])
    assert.deepEqual(await ids({ accounts: ['na'] }), [late.job.id])
    assert.deepEqual(await ids({ steps: ['creating', 'waiting'] }), [late.job.id])
    assert.deepEqual(await ids({ reportTypes: ['OTHER'] }), [])
    assert.deepEqual(await ids({ delivered: false }), [early.job.id, late.job.id])
    await ledger.deliver(early.job.id)
    assert.deepEqual(await ids({ delivered: true }), [early.job.id])
    assert.deepEqual(await ids({ delivered: false }), [late.job.id])
    assert.deepEqual(await ids({ steps: ['finished'], delivered: false }), [])
  }),
  check('lists jobs in pages', async (ledger) => {
    const times = [3, 1, 2, 1, 5]
    for (const [number, time] of times.entries()) {
      await ledger.add(recordOf({ requestedAt: new Date(start + time).toISOString() }, `key ${number}`))
    }
    const found: string[] = []
    let after: string | undefined
    do {
      const { entries, next } = await ledger.list({}, { limit: 2, after })
      assert.ok(entries.length <= 2)
      found.push(...entries.map(({ requestKey }) => requestKey))
      after = next
    } while (after !== undefined)
    assert.deepEqual(found, ['key 1', 'key 3', 'key 2', 'key 0', 'key 4'])
  }),
  check('knows when a report type was last requested', async (ledger) => {
    const records = [0, 1_000, 2_000].map((time) =>
      recordOf({ requestedAt: new Date(start + time).toISOString() }, `key ${time}`),
    )
    for (const record of records) await ledger.add(record)
    const before = (index: number, account = 'eu') => {
      const { id, reportType, requestedAt } = records[index]?.job ?? someJob()
      return ledger.lastRequested({ account, reportType, before: Date.parse(requestedAt), except: id })
    }
    assert.equal(await before(0), undefined)
    assert.equal(await before(1), start)
    assert.equal(await before(2), start + 1_000)
    assert.equal(await before(2, 'na'), undefined)
  }),
  check('prunes the oldest finished and delivered jobs, up to the limit', async (ledger) => {
    const records = [1, 2, 3, 4, 5].map((time) => finished(recordOf({}, `key ${time}`), start + time))
    const [, second, third, fourth, last] = records
    const open = recordOf({}, 'open')
    for (const record of [...records, open]) await ledger.add(record)
    for (const { job } of records) if (job !== fourth?.job) await ledger.deliver(job.id)
    assert.equal(await ledger.prune({ olderThan: start + 5, limit: 2 }), 2)
    assert.equal(await ledger.find(second?.job.id ?? ''), undefined)
    assert.notEqual(await ledger.find(third?.job.id ?? ''), undefined)
    assert.equal(await ledger.prune({ olderThan: start + 5, limit: 2 }), 1)
    const { entries } = await ledger.list({}, { limit: 10 })
    assert.deepEqual(entries.map(({ job }) => job.id).sort(), [fourth, last, open].map((one) => one?.job.id).sort())
    assert.equal(await ledger.findDocument('key 3', 0), undefined)
  }),
  check('remembers which reports have been seen, per account, until they are pruned', async (ledger) => {
    const seen = ledger.seen('eu')
    assert.equal(await seen.has('1'), false)
    await seen.add('1', start)
    await seen.add('2', start + minute)
    assert.equal(await ledger.seen('eu').has('1'), true)
    assert.equal(await ledger.seen('na').has('1'), false)
    await ledger.prune({ olderThan: start + minute, limit: 10 })
    assert.deepEqual([await seen.has('1'), await seen.has('2')], [false, true])
  }),
  check('gives the claim of a report to one owner at a time', async (ledger) => {
    const seen = ledger.seen('eu')
    assert.equal(await seen.claim('1', lease('a'), start), true)
    assert.equal(await seen.claim('1', lease('a', 2 * minute), start), true)
    assert.equal(await seen.claim('1', lease('b', 3 * minute), start + 2 * minute - 1), false)
    assert.equal(await ledger.seen('na').claim('1', lease('b'), start), true)
    assert.equal(await seen.claim('1', lease('b', 3 * minute), start + 2 * minute), true)
    await seen.release('1', 'a')
    assert.equal(await seen.claim('1', lease('a', 4 * minute), start + 2 * minute), false)
    await seen.release('1', 'b')
    assert.equal(await seen.claim('1', lease('a', 4 * minute), start + 2 * minute), true)
  }),
  check('rejects every call once it is closed', async (ledger) => {
    await ledger.close()
    await ledger.close()
    await assertCode('CLOSED', ledger.list({}, { limit: 1 }))
    await assertCode('CLOSED', ledger.insert(recordOf(), { lease: lease('a') }))
  }),
]

function check(name: string, body: (ledger: Ledger) => Promise<void>): LedgerCheck {
  return {
    name,
    async run(open) {
      await using ledger = await open()
      await body(ledger)
    },
  }
}

async function assertCode(code: string, rejected: Promise<unknown>): Promise<void> {
  await assert.rejects(rejected, { name: 'LedgerError', code })
}

function lease(owner: string, duration = minute): Lease {
  return { owner, until: start + duration }
}

function someJob(fields: Partial<Job> = {}): Job {
  return {
    version: 1,
    id: crypto.randomUUID(),
    api: 'selling-partner',
    account: 'eu',
    region: 'eu',
    reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    marketplaceIds: ['A1PA6795UKMFR9'],
    step: 'creating',
    requestedAt: new Date(start).toISOString(),
    ...fields,
  }
}

function recordOf(fields: Partial<Job> = {}, requestKey = 'key'): JobRecord {
  return { job: someJob(fields), requestKey, finishedAt: undefined, hasDocument: false }
}

function waiting({ job, ...record }: JobRecord, reportId: string): JobRecord {
  return { ...record, job: { ...job, step: 'waiting', reportId } }
}

function finished({ job, ...record }: JobRecord, finishedAt = start): JobRecord {
  return { ...record, job: { ...job, step: 'finished' }, finishedAt, hasDocument: true }
}
