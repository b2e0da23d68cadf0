import { createHash } from 'node:crypto'
import type { StatementSync } from 'node:sqlite'
import { type BucketState, bucketAt, emptied, isBucketState, learnt, refunded, takeFromAll } from './bucket.ts'
import type { Bucket, BucketStore } from './bucket-store.ts'
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts'

/** Options of `fileBuckets`. */
export interface FileBucketsOptions {
  /** The path of the SQLite file. It is created if it does not exist; its folder must exist, on a local disk. */
  readonly path: string
}

/** A bucket store in a file. */
export interface FileBuckets extends BucketStore, Disposable {
  /** Closes the file. The store cannot be used afterwards. */
  close(): void
}

/** A published migration never changes. */
const migrations = [
  `CREATE TABLE IF NOT EXISTS bucket (
  key TEXT PRIMARY KEY,
  planned REAL NOT NULL,
  rate REAL NOT NULL,
  burst REAL NOT NULL,
  since INTEGER NOT NULL,
  level REAL NOT NULL,
  taken INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  // Rates learnt before are forgotten.
  'ALTER TABLE bucket ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0',
]

/**
 * Creates a bucket store in an SQLite file, for several processes on one machine that share a quota. The buckets outlive
 * the processes, so ten short runs do not each start with a full bucket.
 *
 * Callers within one process are served in order. Between processes, the first caller is served first. The file contains
 * SHA-256 hashes of the keys and names no account. A call waits up to 5 seconds for another process to release the file
 * and blocks its own process meanwhile; it usually takes well under a millisecond.
 *
 * @returns the store. Call `close()` when you are done, or declare it with `using`.
 * @throws TypeError if `path` is empty or `:memory:`, because SQLite stores neither in a file.
 * @throws Error if the file cannot be used, here and from each method. Its message names the file and what to do.
 * @example
 * ```ts
 * import { createRequest } from '@reportline/request'
 * import { fileBuckets } from '@reportline/request/file-buckets'
 *
 * const buckets = fileBuckets({ path: 'buckets.db' })
 * const request = createRequest({ buckets, quota: 'my-application A1SELLER eu' })
 * ```
 */
export function fileBuckets({ path }: FileBucketsOptions): FileBuckets {
  if (path === '' || path === ':memory:') {
    throw new TypeError(
      `Invalid \`path\`: ${JSON.stringify(path)} is not a file. Pass the path of a file. Use memoryBuckets() to keep buckets in memory.`,
    )
  }
  const file = openBucketFile(path)
  const find = file.database.prepare(
    'SELECT planned, rate, burst, since, level, taken, seen, confirmed FROM bucket WHERE key = ?',
  )
  const save = file.database.prepare('INSERT OR REPLACE INTO bucket VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const read = (key: string) => readState(file, find, hash(key))
  const write = (key: string, { planned, rate, burst, since, level, taken, seen, confirmed }: BucketState) => {
    save.run(hash(key), planned, rate, burst, since, level, taken, seen, confirmed)
  }
  const change = ({ key, plan }: Bucket, now: number, update: (state: BucketState) => BucketState) => {
    const before = read(key)
    const state = update(bucketAt(before, plan, now))
    if (state !== before) write(key, state)
  }
  return {
    take: async (buckets, now) => file.write(() => takeFromAll(buckets, now, read, write)),
    refund: async (buckets, now) =>
      file.write(() => {
        for (const bucket of buckets) change(bucket, now, refunded)
      }),
    learn: async (bucket, rate, now) => file.write(() => change(bucket, now, (state) => learnt(state, rate, now))),
    empty: async (bucket, now) => file.write(() => change(bucket, now, (state) => emptied(state, now))),
    close: () => file.close(),
    [Symbol.dispose]: () => file.close(),
  }
}

function openBucketFile(path: string): SqliteFile {
  return openSqliteFile({
    path,
    noun: 'bucket file',
    layoutTable: 'bucket_layout',
    migrations,
    // At worst a power failure loses the last tokens taken.
    synchronous: 'NORMAL',
    busyTimeoutMs: 5_000,
    damagedAdvice:
      'Move it away, together with its -wal and -shm files. A new file starts with full buckets, and the responses of ' +
      'the service correct them. A ledger in the same file is lost as well.',
  })
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function readState(file: SqliteFile, find: StatementSync, key: string): BucketState | undefined {
  const row = find.get(key)
  if (!row) return undefined
  const [planned, rate, burst, since, level, taken, seen, confirmed] = Object.values(row).map(Number)
  const state = { planned, rate, burst, since, level, taken, seen, confirmed }
  if (!isBucketState(state)) throw file.damaged()
  return state
}
