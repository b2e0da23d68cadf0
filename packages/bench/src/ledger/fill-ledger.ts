import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { type JobRecord, type Ledger, memoryLedger } from '@reportline/reports'
import { fileLedger } from '@reportline/reports/file-ledger'
import { storedRecord } from './stored-records.ts'

/** Creates a memory ledger with `count` stored jobs. */
export async function filledMemoryLedger(count: number): Promise<Ledger> {
  const ledger = memoryLedger()
  for (let number = 0; number < count; number++) {
    const record = storedRecord(number)
    await ledger.add(record)
    await ledger.deliver(record.job.id)
  }
  return ledger
}

/** Creates a ledger file with `count` stored jobs. */
export async function filledFileLedger(path: string, count: number): Promise<Ledger> {
  await fileLedger({ path }).close()
  insertRows(path, count)
  return fileLedger({ path })
}

/** Inserts the jobs with SQL, because a transaction for each of a million jobs would take too long. */
function insertRows(path: string, count: number): void {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN')
    const indexes = indexesOf(database)
    for (const { name } of indexes) database.exec(`DROP INDEX ${name}`)
    const insert = database.prepare(
      `INSERT INTO ledger_job (id, account, request_key, report_type, step, requested, finished, report_id, has_document,
       job, checksum, delivered, is_current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    for (let number = 0; number < count; number++) insert.run(...valuesOf(storedRecord(number)))
    for (const { sql } of indexes) database.exec(sql)
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

/** Creating an index after the insertions is much faster than updating it a million times. */
function indexesOf(database: DatabaseSync): { name: string; sql: string }[] {
  return database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'ledger_job' AND sql IS NOT NULL`)
    .all() as { name: string; sql: string }[]
}

function valuesOf({ job, requestKey, finishedAt, hasDocument }: JobRecord): (string | number | null)[] {
  const { id, account = '', reportType, step, requestedAt, reportId = null } = job
  const isFinished = Number(step === 'finished')
  const times = [Date.parse(requestedAt), finishedAt ?? null]
  const covered = [
    id,
    account,
    requestKey,
    reportType,
    step,
    ...times,
    reportId,
    Number(hasDocument),
    JSON.stringify(job),
  ]
  // The checksum of a row of a ledger file.
  return [...covered, crc32(covered.join('\0')), isFinished, 1 - isFinished]
}
