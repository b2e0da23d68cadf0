import type { SqliteFile } from '@reportline/request/sqlite-file'
import { jobTable } from './job-table.ts'
import { isLive, type Lease } from './lease.ts'
import type { AcquireResult, InsertOptions, InsertResult, JobRecord, Ledger } from './ledger.ts'
import { leaseLost, reportOwned } from './ledger-error.ts'
import type { SeenLedger } from './seen-reports.ts'

/** Creates a ledger on an open file. */
export function sqliteLedger(file: SqliteFile): Ledger {
  const jobs = jobTable(file)
  const checkReport = ({ job: { id, account = '', reportId } }: JobRecord): void => {
    const owner = reportId === undefined ? undefined : jobs.ownerOf(account, reportId)
    if (owner !== undefined && owner !== id) throw reportOwned(id, reportId ?? '')
  }
  const insert = (record: JobRecord, { lease, supersedes }: InsertOptions): InsertResult => {
    const { job, requestKey } = record
    const current = jobs.current(requestKey)
    if (current !== undefined && current.job.id !== supersedes) return { inserted: false, entry: current }
    checkReport(record)
    jobs.renew(lease)
    jobs.clearCurrent(requestKey)
    jobs.insert(record, lease.owner, job.step !== 'finished')
    return { inserted: true, entry: { ...record, delivered: false, lease } }
  }
  const add = (record: JobRecord): void => {
    if (jobs.find(record.job.id) !== undefined) return
    checkReport(record)
    jobs.insert(record, undefined, record.job.step !== 'finished' && jobs.current(record.requestKey) === undefined)
  }
  const acquire = (jobId: string, lease: Lease, now: number): AcquireResult | undefined => {
    const entry = jobs.find(jobId)
    if (entry === undefined) return undefined
    if (entry.lease?.owner !== lease.owner && isLive(entry.lease, now)) return { acquired: false, entry }
    jobs.renew(lease)
    jobs.setOwner(jobId, lease.owner)
    return { acquired: true, entry: { ...entry, lease } }
  }
  const update = (record: JobRecord, owner: string): void => {
    const { id } = record.job
    if (jobs.leaseOwner(id) !== owner) throw leaseLost(id)
    checkReport(record)
    jobs.update(record)
  }
  // Each method is asynchronous, so that an error of the file is a rejection.
  return {
    insert: async (record, options) => file.write(() => insert(record, options)),
    add: async (record) => file.write(() => add(record)),
    acquire: async (jobId, lease, now) => file.write(() => acquire(jobId, lease, now)),
    update: async (record, owner) => file.write(() => update(record, owner)),
    renew: async (lease) => file.write(() => jobs.renew(lease)),
    release: async (jobId, owner) => file.write(() => jobs.release(jobId, owner)),
    deliver: async (jobId) => file.write(() => jobs.deliver(jobId)),
    find: async (jobId) => file.read(() => jobs.find(jobId)),
    findDocument: async (requestKey, since) => file.read(() => jobs.findDocument(requestKey, since)),
    ownerOf: async (account, reportId) => file.read(() => jobs.ownerOf(account, reportId)),
    lastRequested: async (query) => file.read(() => jobs.lastRequested(query)),
    list: async (filter, page) => file.read(() => jobs.list(filter, page)),
    prune: async ({ olderThan, limit }) => file.write(() => jobs.prune(olderThan, limit)),
    seen: (account) => sqliteSeen(file, account),
    close: async () => file.close(),
    [Symbol.asyncDispose]: async () => file.close(),
  }
}

/** Returns what `collect` and `watch` of an account remember, in a ledger file. */
function sqliteSeen(file: SqliteFile, account: string): SeenLedger {
  const { database } = file
  const has = database.prepare('SELECT 1 FROM ledger_seen WHERE account = ? AND key = ?')
  const add = database.prepare('INSERT OR IGNORE INTO ledger_seen (account, key, added) VALUES (?, ?, ?)')
  const claim = database.prepare(
    `INSERT INTO ledger_claim VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
     SET owner = excluded.owner, until = excluded.until WHERE owner = excluded.owner OR until <= ?`,
  )
  const release = database.prepare('DELETE FROM ledger_claim WHERE account = ? AND key = ? AND owner = ?')
  return {
    has: async (key) => file.read(() => has.get(account, key) !== undefined),
    add: async (key, now) => file.write(() => void add.run(account, key, Math.floor(now))),
    claim: async (key, { owner, until }, now) =>
      file.write(() => claim.run(account, key, owner, Math.floor(until), Math.floor(now)).changes > 0),
    release: async (key, owner) => file.write(() => void release.run(account, key, owner)),
  }
}
