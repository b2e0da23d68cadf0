import { openSqliteFile, type SqliteFile } from '@reportline/request/sqlite-file'
import type { Ledger } from './ledger.ts'
import { LedgerError } from './ledger-error.ts'
import { ledgerSchema } from './ledger-schema.ts'
import { rowChecksum } from './row-checksum.ts'
import { sqliteLedger } from './sqlite-ledger.ts'

/** Options of {@link fileLedger}. */
export interface FileLedgerOptions {
  /** The SQLite file. It is created, readable only by this user, if it is missing. Its folder must be on a local disk. */
  readonly path: string
}

/**
 * Opens a ledger in an SQLite file. It outlives the process, and processes on the same machine can share it. The file
 * can also hold the buckets of `fileBuckets`.
 *
 * The file contains jobs with their options, but no documents, tokens or cells. A call waits up to 10 seconds for
 * another process to unlock the file and blocks its own process meanwhile; this usually takes a millisecond.
 *
 * @param options The path of the file.
 * @returns The ledger. Call `close()` when you are done, or declare it with `await using`.
 * @throws TypeError if `path` is empty or `:memory:`, because SQLite stores neither in a file.
 * @throws LedgerError if the file cannot be used, from this function and from every method. The message names the file
 *   and what to do.
 * @example
 * ```ts
 * import { reportline } from '@reportline/reports'
 * import { fileLedger } from '@reportline/reports/file-ledger'
 * import { sellingPartner } from '@reportline/reports/selling-partner'
 *
 * const credentials = { clientId: '…', clientSecret: '…', refreshToken: '…' }
 * await using ledger = fileLedger({ path: 'ledger.db' })
 * const engine = reportline({ ledger, accounts: { na: sellingPartner({ region: 'na', credentials }) } })
 * ```
 */
export function fileLedger({ path }: FileLedgerOptions): Ledger {
  if (path === '' || path === ':memory:') {
    throw new TypeError(
      `Invalid \`path\`: ${JSON.stringify(path)} is not a file. Pass the path of a file. Use memoryLedger() to keep jobs in memory.`,
    )
  }
  const file = openLedgerFile(path)
  try {
    return file.read(() => sqliteLedger(file))
  } catch (error) {
    file.close()
    throw error
  }
}

/**
 * Opens a ledger file and updates its layout.
 *
 * @param migrations Used by tests.
 * @throws LedgerError
 */
export function openLedgerFile(path: string, migrations: readonly string[] = ledgerSchema): SqliteFile {
  return openSqliteFile({
    path,
    noun: 'ledger',
    layoutTable: 'ledger_layout',
    migrations,
    functions: { row_checksum: rowChecksum },
    // A job must survive a power failure once createReport may be sent.
    synchronous: 'FULL',
    busyTimeoutMs: 10_000,
    damagedAdvice:
      'Nothing was changed or requested. Move the file away together with its -wal and -shm files, and restore a copy ' +
      'if you have one. A new ledger knows no jobs: find earlier reports with collect, because requesting them again ' +
      'creates them again.',
    checkIntegrity: true,
    createError: (code, message, cause) => new LedgerError(code, message, cause),
  })
}
