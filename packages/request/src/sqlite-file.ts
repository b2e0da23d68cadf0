import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Marks an SQLite file as ours, "RLBK": as one of buckets, of a ledger, or of both. */
const applicationId = 0x524c424b

/** The only layout of the buckets so far. A ledger in the same file numbers its own. */
const layout = 1

/** Milliseconds that one process waits for another to let go of the file. */
const patience = 5_000

const table = `CREATE TABLE IF NOT EXISTS bucket (
  key TEXT PRIMARY KEY,
  planned REAL NOT NULL,
  rate REAL NOT NULL,
  burst REAL NOT NULL,
  since INTEGER NOT NULL,
  level REAL NOT NULL,
  taken INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

/** The file is not what it should be; `message` says what to do. */
export function damaged(path: string, cause?: unknown): Error {
  return new Error(
    `The bucket file ${path} is damaged or no bucket file. Move it away, with its -wal and -shm: a new one begins with ` +
      'full buckets, and the answers of the service correct them. What a ledger in it knew is gone as well.',
    cause === undefined ? undefined : { cause },
  )
}

/**
 * Opens a bucket file; makes it where there is none, for this user alone.
 *
 * @throws Error that names the file and says what to do
 */
export function openBucketFile(path: string): DatabaseSync {
  return explained(path, () => {
    makePrivate(path)
    const database = new DatabaseSync(path)
    try {
      database.exec(`PRAGMA busy_timeout = ${patience}`)
      checkOwner(path, database)
      // Readers and writers do not wait for each other, and a commit costs no flush of the disk. What a power cut may
      // lose is the last tokens taken.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
      inTransaction(database, () => {
        checkOwner(path, database)
        database.exec(`${table}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${layout}`)
      })
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** SQLite would let everybody read it. Where it cannot be made, SQLite says why. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch {}
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

/** SQLite may have rolled back by itself, as it does when the disk is full; the first error is the one that matters. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK')
  } catch {}
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

function explanation(path: string, code: number, cause: unknown): Error {
  if (code === 11 || code === 26) return damaged(path, cause)
  const said = cause instanceof Error ? cause.message : 'unknown'
  const advice = new Map([
    [5, `Another process held it for more than ${patience / 1000} s.`],
    [8, 'Check that this user may write to it and to its folder.'],
    [13, 'The disk is full.'],
    [14, 'Check that its folder exists and that this user may write to it.'],
  ]).get(code)
  return new Error(`The bucket file ${path} cannot be used: ${said}.${advice ? ` ${advice}` : ''}`, { cause })
}

function checkOwner(path: string, database: DatabaseSync): void {
  const owner = numberOf(database, 'PRAGMA application_id')
  const isNew = owner === 0 && numberOf(database, 'SELECT count(*) FROM sqlite_master') === 0
  if (!isNew && owner !== applicationId) {
    throw new Error(`${path} is an SQLite file of another program. Give the buckets a file of their own.`)
  }
  const version = numberOf(database, 'PRAGMA user_version')
  if (version > layout) {
    throw new Error(`The bucket file ${path} was written by a newer version (layout ${version}). Update this one.`)
  }
}

function numberOf(database: DatabaseSync, query: string): number {
  const row = database.prepare(query).get()
  return Number(row ? Object.values(row)[0] : Number.NaN)
}
