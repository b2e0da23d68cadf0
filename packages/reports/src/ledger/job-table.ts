import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { SqliteFile } from '@reportline/request/sqlite-file'
import type { Job } from '../run/job.ts'
import type { Lease } from './lease.ts'
import type { JobFilter, JobPage, JobRecord, LastRequestedQuery, LedgerEntry, PageOptions } from './ledger.ts'
import { rowChecksum } from './row-checksum.ts'

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

// Names its columns, because the names in a result are otherwise those of the file, whose case a flipped bit may change.
const columns = `id AS id, account AS account, request_key AS request_key, report_type AS report_type, step AS step,
  requested AS requested, finished AS finished, report_id AS report_id, has_document AS has_document, job AS job,
  delivered AS delivered, ledger_job.checksum AS checksum, ledger_job.owner AS owner, until AS until,
  ledger_lease.checksum AS lease_checksum`
const from = 'FROM ledger_job LEFT JOIN ledger_lease ON ledger_lease.owner = ledger_job.owner'
const select = `SELECT ${columns} ${from}`

/** Prepares the statements of the table. */
export function jobTable(file: SqliteFile): JobTable {
  const { database } = file
  const entry = (row: Record<string, SQLOutputValue> | undefined) => row && entryOf(file, row)
  const find = database.prepare(`${select} WHERE ledger_job.id = ?`)
  const current = database.prepare(`${select} WHERE request_key = ? AND is_current = 1`)
  const document = database.prepare(
    `${select} WHERE request_key = ? AND has_document = 1 AND finished >= ? ORDER BY finished DESC LIMIT 1`,
  )
  const owner = database.prepare('SELECT id AS id FROM ledger_job WHERE account = ? AND report_id = ?')
  const last = database.prepare(
    `SELECT requested AS requested FROM ledger_job WHERE account = ? AND report_type = ? AND requested <= ? AND id <> ?
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
     job, checksum, owner, is_current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const fixedColumns = database.prepare(
    `SELECT account AS account, request_key AS request_key, report_type AS report_type, requested AS requested
     FROM ledger_job WHERE id = ?`,
  )
  const update = database.prepare(
    `UPDATE ledger_job SET step = ?1, finished = ?2, report_id = ?3, has_document = ?4, job = ?5, checksum = ?6,
     is_current = is_current AND ?1 <> 'finished' WHERE id = ?7`,
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
      const fixed = [id, account, record.requestKey, reportType, step, Date.parse(requestedAt)] as const
      const values = valuesOf(record)
      insert.run(...fixed, ...values, rowChecksum(...fixed, ...values), leaseOwner ?? null, Number(isCurrent))
    },
    update(record: JobRecord) {
      const { id, step } = record.job
      const { account, request_key, report_type, requested } = fixedColumns.get(id) ?? {}
      const values = valuesOf(record)
      const checksum = rowChecksum(id, account, request_key, report_type, step, requested, ...values)
      update.run(step, ...values, checksum, id)
    },
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
    `INSERT INTO ledger_lease VALUES (?, ?, ?) ON CONFLICT DO UPDATE
     SET until = excluded.until, checksum = excluded.checksum`,
  )
  const setOwner = database.prepare('UPDATE ledger_job SET owner = ? WHERE id = ?')
  const release = database.prepare('UPDATE ledger_job SET owner = NULL WHERE id = ? AND owner = ?')
  const owner = database.prepare('SELECT owner AS owner FROM ledger_job WHERE id = ?')
  const removeUnused = database.prepare(
    'DELETE FROM ledger_lease WHERE owner = ?1 AND NOT EXISTS (SELECT 1 FROM ledger_job WHERE owner = ?1)',
  )
  return {
    leaseOwner(id: string) {
      const value = owner.get(id)?.owner
      return typeof value === 'string' ? value : undefined
    },
    renew({ owner, until }: Lease) {
      const milliseconds = Math.floor(until)
      renew.run(owner, milliseconds, rowChecksum(owner, milliseconds))
    },
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
      `SELECT ledger_job.rowid AS sequence, ${columns} ${from} ${where} ORDER BY requested, ledger_job.rowid LIMIT ?`,
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

/** @throws LedgerError `DAMAGED` if the row is not as it was written. */
function entryOf(file: SqliteFile, row: Record<string, SQLOutputValue>): LedgerEntry {
  checkRow(file, row)
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

function checkRow(file: SqliteFile, row: Record<string, SQLOutputValue>): void {
  const { id, account, request_key, report_type, step, requested, finished, report_id, has_document, job } = row
  const columns = [
    id,
    account,
    request_key,
    report_type,
    step,
    requested,
    finished,
    report_id,
    has_document,
    job,
  ] as const
  if (rowChecksum(...columns) !== row.checksum) throw file.damaged()
  if (row.until !== null && rowChecksum(row.owner, row.until) !== row.lease_checksum) throw file.damaged()
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
