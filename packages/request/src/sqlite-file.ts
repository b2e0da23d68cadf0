/**
 * SQLite files of the Reportline packages. `fileBuckets` uses this module, and so does the ledger of
 * `@reportline/reports`. It is shared within the package family and is not meant for other programs.
 */

import { closeSync, fchmodSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'

/**
 * Why a file cannot be used.
 *
 * - `DAMAGED`: the file is corrupt, or not an SQLite database
 * - `NEWER`: a newer version of the package wrote the file
 * - `UNUSABLE`: the file cannot be opened, read or written, or belongs to another program
 * - `CLOSED`: the file was closed before
 */
export type SqliteFileErrorCode = 'DAMAGED' | 'NEWER' | 'UNUSABLE' | 'CLOSED'

/** Options of `openSqliteFile`. */
export interface SqliteFileOptions {
  /** The path of the file. It is created if it does not exist; its folder must exist, on a local disk. */
  readonly path: string
  /** What messages call the file, for example `bucket file`. */
  readonly noun: string
  /**
   * The table that records the version of this layout. Several layouts can share one file, so it must not be the same as
   * that of another layout.
   */
  readonly layoutTable: string
  /** SQL scripts. The first creates the tables, each further one upgrades them by one version. */
  readonly migrations: readonly string[]
  /** Functions that the migrations call, by name. */
  readonly functions?: Readonly<Record<string, (...values: readonly SQLOutputValue[]) => SQLInputValue>> | undefined
  /**
   * SQLite's `synchronous` mode. `FULL`: a committed transaction survives a power failure. `NORMAL`: the last
   * transactions may be lost, and commits are faster.
   */
  readonly synchronous: 'NORMAL' | 'FULL'
  /** Milliseconds to wait for another process to release the file. Blocks this process in the meantime. */
  readonly busyTimeoutMs: number
  /** What to do about a damaged file. It ends the message. */
  readonly damagedAdvice: string
  /** Whether to check the whole file for damage when it is opened, including its indexes. Defaults to false. */
  readonly checkIntegrity?: boolean | undefined
  /** Creates the errors that are thrown. Defaults to `Error`. */
  readonly createError?: ((code: SqliteFileErrorCode, message: string, cause?: unknown) => Error) | undefined
}

/** Marks a file as one of the Reportline packages ("RLBK"). The layouts in it have a version each. */
const applicationId = 0x524c424b

const busy = 5
const readOnly = 8
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26

/**
 * Opens an SQLite file in WAL mode. A new file can be read by the current user only.
 *
 * @throws the error of `createError`, here and from the methods of the file. Its message names the file and what to do.
 */
export function openSqliteFile(options: SqliteFileOptions): SqliteFile {
  return new SqliteFile(options)
}

/** An open SQLite file. See `openSqliteFile`. */
export class SqliteFile {
  readonly database: DatabaseSync
  readonly #options: SqliteFileOptions
  #isClosed = false

  constructor(options: SqliteFileOptions) {
    this.#options = options
    this.database = this.#explained(() => {
      createPrivately(options.path)
      return new DatabaseSync(options.path)
    })
    try {
      this.#explained(() => this.#prepare())
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Runs a function that only reads. */
  read<T>(work: () => T): T {
    if (this.#isClosed) throw this.#error('CLOSED', `The ${this.#options.noun} ${this.#options.path} has been closed.`)
    return this.#explained(work)
  }

  /** Runs a function in a transaction that locks the file from the start, so no other process can write meanwhile. */
  write<T>(work: () => T): T {
    return this.read(() => inTransaction(this.database, work))
  }

  /** Creates the error to throw when the contents of the file make no sense. */
  damaged(cause?: unknown): Error {
    const { path, noun, damagedAdvice } = this.#options
    return this.#error('DAMAGED', `The ${noun} ${path} is damaged or not a ${noun}. ${damagedAdvice}`, cause)
  }

  /** Closes the file. Does nothing if it is closed already. */
  close(): void {
    if (!this.#isClosed) this.database.close()
    this.#isClosed = true
  }

  #prepare(): void {
    const { busyTimeoutMs, synchronous, functions = {}, checkIntegrity = false } = this.#options
    for (const [name, call] of Object.entries(functions)) {
      this.database.function(name, { deterministic: true, varargs: true }, call)
    }
    this.database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
    // Before anything is written: a file of another program must stay as it is.
    this.#checkOwner()
    this.database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`)
    inTransaction(this.database, () => {
      this.#checkOwner()
      this.#migrate()
    })
    if (checkIntegrity && this.#first('PRAGMA integrity_check(1)') !== 'ok') throw this.damaged()
  }

  #checkOwner(): void {
    const { path, noun } = this.#options
    const owner = this.#first('PRAGMA application_id')
    if (owner === applicationId) return
    if (owner === 0 && this.#first('SELECT count(*) FROM sqlite_master') === 0) return
    const message = `${path} is an SQLite file of another program. Give the ${noun} a file of its own.`
    throw this.#error('UNUSABLE', message)
  }

  #migrate(): void {
    const { path, noun, layoutTable, migrations } = this.#options
    this.database.exec(`PRAGMA application_id = ${applicationId}`)
    this.database.exec(`CREATE TABLE IF NOT EXISTS ${layoutTable} (version INTEGER NOT NULL) STRICT`)
    const version = Number(this.#first(`SELECT coalesce(max(version), 0) FROM ${layoutTable}`))
    if (version > migrations.length) {
      const message =
        `The ${noun} ${path} was written by a newer version (layout ${version}, this version supports up to layout ` +
        `${migrations.length}). The file was not changed. Update this program, or give it another file.`
      throw this.#error('NEWER', message)
    }
    if (version === migrations.length) return
    for (const script of migrations.slice(version)) this.database.exec(script)
    this.database.exec(`DELETE FROM ${layoutTable}; INSERT INTO ${layoutTable} VALUES (${migrations.length})`)
  }

  /** The first column of the first row. */
  #first(query: string): unknown {
    return Object.values(this.database.prepare(query).get() ?? {})[0]
  }

  /** Replaces SQLite's errors by ones that name the file and what to do. */
  #explained<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      const code = error instanceof Error ? Reflect.get(error, 'errcode') : undefined
      // No layout contains a number that is not exact in JavaScript.
      if (error instanceof RangeError && Reflect.get(error, 'code') === 'ERR_OUT_OF_RANGE') throw this.damaged(error)
      if (typeof code !== 'number') throw error
      throw this.#explanation(code & 0xff, error)
    }
  }

  #explanation(code: number, cause: unknown): Error {
    if (code === corrupt || code === notADatabase) return this.damaged(cause)
    const { path, noun } = this.#options
    const reason = cause instanceof Error ? cause.message : 'unknown error'
    const advice = this.#advice(code)
    return this.#error('UNUSABLE', `The ${noun} ${path} cannot be used: ${reason}.${advice && ` ${advice}`}`, cause)
  }

  #advice(code: number): string {
    if (code === busy) return `Another process locked it for more than ${this.#options.busyTimeoutMs / 1000} s.`
    if (code === readOnly) return 'Check that this user may write to it and to its folder.'
    if (code === full) return 'The disk is full. Free some space and try again.'
    return code === cannotOpen ? 'Check that its folder exists and that this user may write to it.' : ''
  }

  #error(code: SqliteFileErrorCode, message: string, cause?: unknown): Error {
    const { createError } = this.#options
    if (createError) return createError(code, message, cause)
    return new Error(message, cause === undefined ? undefined : { cause })
  }
}

/**
 * SQLite itself would create a file that everybody can read. A file that exists already becomes private too. If this fails,
 * SQLite reports why, or the file belongs to another user.
 */
function createPrivately(path: string): void {
  try {
    const file = openSync(path, 'a', 0o600)
    try {
      fchmodSync(file, 0o600)
    } finally {
      closeSync(file)
    }
  } catch {}
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
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

/** SQLite may already have rolled back, for example when the disk is full. The first error is the one to report. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK')
  } catch {}
}
