import type { Ledger } from './ledger.ts'
import { openLedgerFile } from './ledger-file.ts'
import { sqliteLedger } from './sqlite-ledger.ts'

/** Options of `fileLedger`. */
export interface FileLedgerOptions {
  /** The SQLite file; made if there is none, readable by nobody else. Its folder has to exist, on a local disk. */
  readonly path: string
}

/**
 * A ledger in an SQLite file: what was asked for outlives the process, and several processes of one machine share it.
 * The buckets of `fileBuckets` may be in the same file.
 *
 * It holds jobs as they are, with their options, and no document, token or cell. A call waits up to 10 seconds for
 * another process to let go of the file, and blocks its own process meanwhile; as a rule that is a millisecond.
 *
 * @throws LedgerError that names the file and says what to do, here and from each method, if the file cannot be used
 */
export function fileLedger({ path }: FileLedgerOptions): Ledger {
  return sqliteLedger(path, openLedgerFile(path))
}
