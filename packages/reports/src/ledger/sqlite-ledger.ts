import type { DatabaseSync } from 'node:sqlite'
import type { Job } from '../run/job.ts'
import { chooseJob, endedAt, isLive } from './choose-job.ts'
import { jobTable } from './job-table.ts'
import type { BeginOptions, BeginResult, Lease, Ledger, LedgerEntry } from './ledger.ts'
import { closed, notHeld, reportOwned } from './ledger-error.ts'
import { explained, inTransaction } from './ledger-file.ts'
import { requestKey } from './request-key.ts'
import { sqliteSeen } from './sqlite-seen.ts'

/** A ledger on an open file. */
export function sqliteLedger(path: string, database: DatabaseSync): Ledger {
  const jobs = jobTable(path, database)
  let isClosed = false
  const reading = async <T>(work: () => T): Promise<T> => {
    if (isClosed) throw closed()
    return explained(path, work)
  }
  const exclusively = <T>(work: () => T): Promise<T> => reading(() => inTransaction(database, work))
  const keep = (job: Job, holder: string | undefined, now: number): LedgerEntry => {
    const { account = '', reportId } = job
    const owner = reportId === undefined ? undefined : jobs.ownerOf(account, reportId)
    if (owner !== undefined && owner !== job.id) throw reportOwned(job.id, reportId ?? '')
    jobs.put(job, requestKey(job), endedAt(job, now), holder)
    return known(job.id)
  }
  const known = (jobId: string): LedgerEntry => {
    const entry = jobs.find(jobId)
    if (entry === undefined) throw notHeld(jobId)
    return entry
  }
  const begin = (job: Job, terms: BeginOptions): BeginResult => {
    const { lease, now } = terms
    jobs.lease(lease)
    const chosen = chooseJob(jobs.ofWish(requestKey(job)), terms)
    if (chosen === undefined) return { kind: 'new', entry: keep(job, lease.holder, now) }
    if (chosen.kind !== 'taken') return chosen
    jobs.hold(chosen.entry.job.id, lease.holder)
    return { kind: 'taken', entry: known(chosen.entry.job.id) }
  }
  const take = (job: Job, lease: Lease, now: number) => {
    jobs.lease(lease)
    const before = jobs.find(job.id) ?? keep(job, undefined, now)
    const taken = before.lease?.holder === lease.holder || !isLive(before.lease, now)
    if (taken) jobs.hold(job.id, lease.holder)
    return { taken, entry: known(job.id) }
  }
  const save = (job: Job, holder: string, now: number) => {
    if (jobs.find(job.id)?.lease?.holder !== holder) throw notHeld(job.id)
    keep(job, holder, now)
  }
  const close = async () => {
    if (!isClosed) database.close()
    isClosed = true
  }
  return {
    begin: (job, terms) => exclusively(() => begin(job, terms)),
    save: (job, holder, now) => exclusively(() => save(job, holder, now)),
    take: (job, lease, now) => exclusively(() => take(job, lease, now)),
    renew: (lease) => exclusively(() => jobs.lease(lease)),
    release: (jobId, holder) => exclusively(() => jobs.release(jobId, holder)),
    deliver: (jobId) => exclusively(() => jobs.deliver(jobId)),
    find: (jobId) => reading(() => jobs.find(jobId)),
    list: (filter = {}) => reading(() => jobs.list(filter)),
    ownerOf: (account, reportId) => reading(() => jobs.ownerOf(account, reportId)),
    lastRequested: (job) => reading(() => jobs.lastRequested(job)),
    seen: (account) => sqliteSeen(database, account, reading, exclusively),
    close,
    [Symbol.asyncDispose]: close,
  }
}
