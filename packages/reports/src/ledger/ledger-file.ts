import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { LedgerError } from './ledger-error.ts'
import { ledgerSchema } from './ledger-schema.ts'

/** Marks an SQLite file as ours, "RLBK": as a ledger, as one of buckets, or as both. */
const applicationId = 0x524c424b

/** Milliseconds that one process waits for another to let go of the file. */
const patience = 10_000

/**
 * Opens the file of a ledger; makes it where there is none, for this user alone; brings an older one up to date.
 *
 * @param schema The steps that lead to the tables; for tests.
 * @throws LedgerError that names the file and says what to do
 */
export function openLedgerFile(path: string, schema: readonly string[] = ledgerSchema): DatabaseSync {
  return explained(path, () => {
    makePrivate(path)
    const database = new DatabaseSync(path)
    try {
      database.exec(`PRAGMA busy_timeout = ${patience}`)
      checkOwner(path, database)
      // Readers and writers do not wait for each other. A commit reaches the disk before it counts: what was asked for
      // must be known after a power cut as well.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      inTransaction(database, () => {
        checkOwner(path, database)
        migrate(path, database, schema)
      })
      if (database.prepare('PRAGMA quick_check(1)').get()?.quick_check !== 'ok') throw damaged(path)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** The file is not what it should be. */
export function damaged(path: string, cause?: unknown): LedgerError {
  return new LedgerError(
    'DAMAGED',
    `The ledger ${path} is damaged or no ledger; nothing was changed in it and nothing asked for. Move it away, with its ` +
      '-wal and -shm. With a copy, go on from that. A new one knows of nothing: reports that were on the way are not ' +
      'lost, collect finds them, but what is asked for again is made again.',
    cause,
  )
}

/** Does the work in a transaction that holds the file from its beginning: no other process comes between. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(database)
    throw error
  }
}

/** Does the work, and says of SQLite's errors which file they are about and what helps. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Error ? Reflect.get(error, 'errcode') : undefined
    if (typeof code !== 'number') throw error
    throw explanation(path, code & 0xff, error)
  }
}

/** SQLite would let everybody read it. Where it cannot be made, SQLite says why. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch {}
}

/** SQLite may have rolled back by itself, as it does when the disk is full; the first error is the one that matters. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK')
  } catch {}
}

const advice: ReadonlyMap<number, string> = new Map([
  [5, `Another process held it for more than ${patience / 1000} s.`],
  [8, 'Check that this user may write to it and to its folder.'],
  [13, 'The disk is full: make room, and resume.'],
  [14, 'Check that its folder exists and that this user may write to it.'],
])

function explanation(path: string, code: number, cause: unknown): LedgerError {
  if (code === 11 || code === 26) return damaged(path, cause)
  const said = cause instanceof Error ? cause.message : 'unknown'
  const helps = advice.get(code)
  return new LedgerError('UNUSABLE', `The ledger ${path} cannot be used: ${said}.${helps ? ` ${helps}` : ''}`, cause)
}

function checkOwner(path: string, database: DatabaseSync): void {
  const owner = numberOf(database, 'PRAGMA application_id')
  const isNew = owner === 0 && numberOf(database, 'SELECT count(*) FROM sqlite_master') === 0
  if (isNew || owner === applicationId) return
  throw new LedgerError(
    'UNUSABLE',
    `${path} is an SQLite file of another program. Give the ledger a file of its own, or that of fileBuckets.`,
  )
}

/** The layout has a table of its own: `user_version` belongs to the buckets that may be in the same file. */
function migrate(path: string, database: DatabaseSync, schema: readonly string[]): void {
  database.exec(`PRAGMA application_id = ${applicationId}`)
  database.exec('CREATE TABLE IF NOT EXISTS ledger_layout (version INTEGER NOT NULL) STRICT')
  const layout = numberOf(database, 'SELECT coalesce(max(version), 0) FROM ledger_layout')
  if (layout > schema.length) {
    throw new LedgerError(
      'NEWER',
      `The ledger ${path} was written by a newer version (layout ${layout}, this one knows ${schema.length}). Nothing ` +
        'was changed in it. Update this program, or give it a ledger of its own.',
    )
  }
  if (layout === schema.length) return
  for (const step of schema.slice(layout)) database.exec(step)
  database.exec(`DELETE FROM ledger_layout; INSERT INTO ledger_layout VALUES (${schema.length})`)
}

function numberOf(database: DatabaseSync, query: string): number {
  const row = database.prepare(query).get()
  return Number(row ? Object.values(row)[0] : Number.NaN)
}
