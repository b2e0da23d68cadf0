import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { SqliteFile } from '@reportline/request/sqlite-file'
import type { Job } from '../run/job.ts'
import type { Lease } from './lease.ts'
import type { JobFilter, JobPage, JobRecord, LastRequestedQuery, LedgerEntry, PageOptions } from './ledger.ts'

/** The table of jobs in a ledger file, and that of their leases. The caller opens the transactions. */
export interface JobTable {
  insert(record: JobRecord, owner: string | undefined, isCurrent: boolean): void
  /** Replaces a job that exists. A finished job is no longer current. */
  update(record: JobRecord): void
  find(id: string): LedgerEntry | undefined
  current(requestKey: string): LedgerEntry | undefined
  clearCurrent(requestKey: string): void
  findDocument(requestKey: string, since: number): LedgerEntry | undefined
  list(filter: JobFilter, page: PageOptions): JobPage
  ownerOf(account: string, reportId: string): string | undefined
  lastRequested(query: LastRequestedQuery): number | undefined
  /** Returns the last owner of a job, whether or not the lease is live. */
  leaseOwner(id: string): string | undefined
  renew(lease: Lease): void
  setOwner(id: string, owner: string): void
  release(id: string, owner: string): void
  deliver(id: string): void
  prune(olderThan: number, limit: number): number
}

const columns = `job, request_key, finished, has_document, delivered, ledger_job.owner, until`
const select = `SELECT ${columns} FROM ledger_job LEFT JOIN ledger_lease ON ledger_lease.owner = ledger_job.owner`

/** Prepares the statements of the table. */
export function jobTable(file: SqliteFile): JobTable {
  const { database } = file
  const entry = (row: Record<string, SQLOutputValue> | undefined) => row && entryOf(file, row)
  const find = database.prepare(`${select} WHERE ledger_job.id = ?`)
  const current = database.prepare(`${select} WHERE request_key = ? AND is_current = 1`)
  const document = database.prepare(
    `${select} WHERE request_key = ? AND has_document = 1 AND finished >= ? ORDER BY finished DESC LIMIT 1`,
  )
  const owner = database.prepare('SELECT id FROM ledger_job WHERE account = ? AND report_id = ?')
  const last = database.prepare(
    `SELECT requested FROM ledger_job WHERE account = ? AND report_type = ? AND requested <= ? AND id <> ?
     ORDER BY requested DESC LIMIT 1`,
  )
  return {
    ...jobWrites(database),
    ...leaseWrites(database),
    find: (id) => entry(find.get(id)),
    current: (requestKey) => entry(current.get(requestKey)),
    findDocument: (requestKey, since) => entry(document.get(requestKey, Math.ceil(since))),
    list: (filter, page) => list(file, filter, page),
    ownerOf(account, reportId) {
      const id = owner.get(account, reportId)?.id
      return typeof id === 'string' ? id : undefined
    },
    lastRequested({ account, reportType, before, except }) {
      const requested = last.get(account, reportType, before, except)?.requested
      return typeof requested === 'number' ? requested : undefined
    },
  }
}

function jobWrites(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO ledger_job (id, account, request_key, report_type, step, requested, finished, report_id, has_document,
     job, owner, is_current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare(
    `UPDATE ledger_job SET step = ?1, finished = ?2, report_id = ?3, has_document = ?4, job = ?5,
     is_current = is_current AND ?1 <> 'finished' WHERE id = ?6`,
  )
  const clear = database.prepare('UPDATE ledger_job SET is_current = 0 WHERE request_key = ? AND is_current = 1')
  const deliver = database.prepare("UPDATE ledger_job SET delivered = 1 WHERE id = ? AND step = 'finished'")
  const prune = database.prepare(
    `DELETE FROM ledger_job WHERE rowid IN
     (SELECT rowid FROM ledger_job WHERE delivered = 1 AND finished < ? ORDER BY finished LIMIT ?)`,
  )
  const pruneOthers = [
    'DELETE FROM ledger_seen WHERE added < ?',
    'DELETE FROM ledger_claim WHERE until < ?',
    'DELETE FROM ledger_lease WHERE until < ?',
  ].map((statement) => database.prepare(statement))
  return {
    insert(record: JobRecord, leaseOwner: string | undefined, isCurrent: boolean) {
      const { id, account = '', reportType, step, requestedAt } = record.job
      const [finished, reportId, hasDocument, job] = valuesOf(record)
      const requested = Date.parse(requestedAt)
      const fixed = [id, account, record.requestKey, reportType, step, requested] as const
      insert.run(...fixed, finished, reportId, hasDocument, job, leaseOwner ?? null, Number(isCurrent))
    },
    update: (record: JobRecord) => void update.run(record.job.step, ...valuesOf(record), record.job.id),
    clearCurrent: (requestKey: string) => void clear.run(requestKey),
    deliver: (id: string) => void deliver.run(id),
    prune(olderThan: number, limit: number) {
      const time = Math.floor(olderThan)
      for (const statement of pruneOthers) statement.run(time)
      return Number(prune.run(time, limit).changes)
    },
  }
}

function valuesOf({ job, finishedAt, hasDocument }: JobRecord) {
  const finished = finishedAt === undefined ? null : Math.floor(finishedAt)
  return [finished, job.reportId ?? null, Number(hasDocument), JSON.stringify(job)] as const
}

function leaseWrites(database: DatabaseSync) {
  const renew = database.prepare(
    'INSERT INTO ledger_lease VALUES (?, ?) ON CONFLICT DO UPDATE SET until = excluded.until',
  )
  const setOwner = database.prepare('UPDATE ledger_job SET owner = ? WHERE id = ?')
  const release = database.prepare('UPDATE ledger_job SET owner = NULL WHERE id = ? AND owner = ?')
  const owner = database.prepare('SELECT owner FROM ledger_job WHERE id = ?')
  const removeUnused = database.prepare(
    'DELETE FROM ledger_lease WHERE owner = ?1 AND NOT EXISTS (SELECT 1 FROM ledger_job WHERE owner = ?1)',
  )
  return {
    leaseOwner(id: string) {
      const value = owner.get(id)?.owner
      return typeof value === 'string' ? value : undefined
    },
    renew: ({ owner, until }: Lease) => void renew.run(owner, Math.floor(until)),
    setOwner: (id: string, owner: string) => void setOwner.run(owner, id),
    release(id: string, owner: string) {
      release.run(id, owner)
      removeUnused.run(owner)
    },
  }
}

function list(file: SqliteFile, filter: JobFilter, { limit, after }: PageOptions): JobPage {
  const { where, values } = conditionOf(filter, after)
  const rows = file.database
    .prepare(
      `SELECT requested, ledger_job.rowid AS sequence, ${columns} FROM ledger_job
       LEFT JOIN ledger_lease ON ledger_lease.owner = ledger_job.owner
       ${where} ORDER BY requested, ledger_job.rowid LIMIT ?`,
    )
    .all(...values, limit + 1)
  const last = rows[limit - 1]
  return {
    entries: rows.slice(0, limit).map((row) => entryOf(file, row)),
    next: rows.length > limit ? `${last?.requested} ${last?.sequence}` : undefined,
  }
}

function conditionOf(filter: JobFilter, after: string | undefined): { where: string; values: (string | number)[] } {
  const { accounts, reportTypes, steps, delivered } = filter
  // Undelivered jobs are few. The plus signs keep SQLite from using the index of a column instead.
  const plus = delivered === false ? '+' : ''
  const lists = [
    ['account', accounts],
    ['report_type', reportTypes],
    ['step', steps],
  ] as const
  const parts = lists.flatMap(([column, values]) =>
    values === undefined ? [] : [`${plus}${column} IN (${values.map(() => '?').join(', ')})`],
  )
  const values: (string | number)[] = lists.flatMap(([, some]) => some ?? [])
  if (delivered !== undefined) parts.push(`delivered = ${Number(delivered)}`)
  if (after !== undefined) {
    parts.push('(requested, ledger_job.rowid) > (?, ?)')
    values.push(...after.split(' ').map(Number))
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values }
}

function entryOf(file: SqliteFile, row: Record<string, SQLOutputValue>): LedgerEntry {
  const { finished, delivered, owner, until } = row
  return {
    job: jobOf(file, row.job),
    requestKey: String(row.request_key),
    finishedAt: typeof finished === 'number' ? finished : undefined,
    hasDocument: row.has_document === 1,
    delivered: delivered === 1,
    lease: typeof owner === 'string' && typeof until === 'number' ? { owner, until } : undefined,
  }
}

function jobOf(file: SqliteFile, json: SQLOutputValue | undefined): Job {
  try {
    const job: unknown = JSON.parse(String(json))
    if (isJob(job)) return job
  } catch {}
  throw file.damaged()
}

/** Checks only what the ledger needs: a run checks the job before it sends anything. */
function isJob(value: unknown): value is Job {
  return typeof value === 'object' && value !== null && 'id' in value && 'step' in value && 'requestedAt' in value
}
