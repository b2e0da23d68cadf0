import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { Job } from '../run/job.ts'
import type { JobFilter, Lease, LedgerEntry } from './ledger.ts'
import { damaged } from './ledger-file.ts'

/** The jobs of a file. What comes together is put into one transaction by whoever calls. */
export interface JobTable {
  put(job: Job, wish: string, ended: number | undefined, holder: string | undefined): void
  find(id: string): LedgerEntry | undefined
  ofWish(wish: string): LedgerEntry[]
  list(filter: JobFilter): LedgerEntry[]
  ownerOf(account: string, reportId: string): string | undefined
  lastRequested(job: Job): number | undefined
  /** Notes until when a holder's jobs are his. */
  lease(lease: Lease): void
  hold(id: string, holder: string): void
  release(id: string, holder: string): void
  deliver(id: string): void
}

const select = `SELECT job, ended, delivered, holder, until
  FROM ledger_job LEFT JOIN ledger_holder ON ledger_holder.id = ledger_job.holder`

/** Prepares what is asked of the table. */
export function jobTable(path: string, database: DatabaseSync): JobTable {
  const put = database.prepare(
    `INSERT INTO ledger_job (id, account, wish, report_type, step, requested, ended, report_id, holder, job)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET step = excluded.step,
     ended = excluded.ended, report_id = excluded.report_id, holder = excluded.holder, job = excluded.job`,
  )
  const find = database.prepare(`${select} WHERE ledger_job.id = ?`)
  const ofWish = database.prepare(`${select} WHERE wish = ?`)
  const owner = database.prepare('SELECT id FROM ledger_job WHERE account = ? AND report_id = ?')
  const last = database.prepare(
    'SELECT max(requested) AS last FROM ledger_job WHERE account = ? AND report_type = ? AND requested <= ? AND id <> ?',
  )
  const lease = database.prepare(
    'INSERT INTO ledger_holder VALUES (?, ?) ON CONFLICT DO UPDATE SET until = excluded.until',
  )
  const hold = database.prepare('UPDATE ledger_job SET holder = ? WHERE id = ?')
  const release = database.prepare('UPDATE ledger_job SET holder = NULL WHERE id = ? AND holder = ?')
  const forget = database.prepare(
    'DELETE FROM ledger_holder WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM ledger_job WHERE holder = ?1)',
  )
  const deliver = database.prepare("UPDATE ledger_job SET delivered = 1 WHERE id = ? AND step = 'finished'")
  const entry = (row: Record<string, SQLOutputValue>) => entryOf(path, row)
  return {
    put(job, wish, ended, holder) {
      const { id, account = '', reportType, step, reportId } = job
      const times = [Date.parse(job.requestedAt), ended === undefined ? null : Math.floor(ended)] as const
      put.run(id, account, wish, reportType, step, ...times, reportId ?? null, holder ?? null, JSON.stringify(job))
    },
    find(id) {
      const row = find.get(id)
      return row === undefined ? undefined : entry(row)
    },
    ofWish: (wish) => ofWish.all(wish).map(entry),
    list(filter) {
      const { where, values } = condition(filter)
      return database
        .prepare(`${select} ${where} ORDER BY requested, ledger_job.rowid`)
        .all(...values)
        .map(entry)
    },
    ownerOf: (account, reportId) => textOf(owner.get(account, reportId)?.id),
    lastRequested({ account = '', reportType, requestedAt, id }) {
      const when = last.get(account, reportType, Date.parse(requestedAt), id)?.last
      return typeof when === 'number' ? when : undefined
    },
    lease: ({ holder, until }) => void lease.run(holder, Math.floor(until)),
    hold: (id, holder) => void hold.run(holder, id),
    release(id, holder) {
      release.run(id, holder)
      forget.run(holder)
    },
    deliver: (id) => void deliver.run(id),
  }
}

function condition({ accounts, reportTypes, steps, delivered }: JobFilter): { where: string; values: string[] } {
  const lists = [
    ['account', accounts],
    ['report_type', reportTypes],
    ['step', steps],
  ] as const
  const parts = lists.flatMap(([column, values]) =>
    values === undefined ? [] : [`${column} IN (${values.map(() => '?').join(', ')})`],
  )
  if (delivered !== undefined) parts.push(`delivered = ${delivered ? 1 : 0}`)
  return {
    where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`,
    values: lists.flatMap(([, values]) => values ?? []),
  }
}

function entryOf(path: string, row: Record<string, SQLOutputValue>): LedgerEntry {
  const { ended, delivered, holder, until } = row
  return {
    job: jobOf(path, row.job),
    delivered: delivered === 1,
    ...(typeof ended === 'number' ? { ended } : {}),
    ...(typeof holder === 'string' && typeof until === 'number' ? { lease: { holder, until } } : {}),
  }
}

function jobOf(path: string, text: SQLOutputValue | undefined): Job {
  try {
    const job: unknown = JSON.parse(String(text))
    if (isJob(job)) return job
  } catch {}
  throw damaged(path)
}

/** What must not be wrong; a run checks the rest before it sends anything. */
function isJob(value: unknown): value is Job {
  return typeof value === 'object' && value !== null && 'id' in value && 'step' in value && 'requestedAt' in value
}

function textOf(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
