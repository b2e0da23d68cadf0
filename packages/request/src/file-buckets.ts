import { createHash } from 'node:crypto'
import type { StatementSync } from 'node:sqlite'
import { type BucketState, bucketAt, emptied, learnt, takeFromAll, usableRate } from './bucket.ts'
import { damaged, explained, inTransaction, openBucketFile } from './bucket-file.ts'
import type { BucketStore } from './bucket-store.ts'

/** Options of `fileBuckets`. */
export interface FileBucketsOptions {
  /** The SQLite file; made if there is none. Its folder has to exist, on a local disk. */
  readonly path: string
}

/** Buckets in a file. */
export interface FileBuckets extends BucketStore, Disposable {
  /** Closes the file. Nothing can be taken afterwards. */
  close(): void
}

/**
 * Buckets in an SQLite file, for several processes of one machine that use up the same quota. They outlive the
 * processes, so that ten short runs do not each begin with a full bucket.
 *
 * Within a process callers are served in order; between processes whoever asks first. Keys are kept as their SHA-256,
 * so the file names no account. A call waits up to 5 seconds for another process to let go of the file, and blocks its
 * own process meanwhile; as a rule that is well under a millisecond.
 *
 * @throws Error that names the file and says what to do, here and from each method, if the file cannot be used
 */
export function fileBuckets({ path }: FileBucketsOptions): FileBuckets {
  const database = openBucketFile(path)
  let isClosed = false
  const find = database.prepare('SELECT planned, rate, burst, since, level, taken, seen FROM bucket WHERE key = ?')
  const keep = database.prepare('INSERT OR REPLACE INTO bucket VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const read = (key: string) => readState(path, find, hash(key))
  const write = (key: string, { planned, rate, burst, since, level, taken, seen }: BucketState) => {
    keep.run(hash(key), planned, rate, burst, since, level, taken, seen)
  }
  const exclusively = async <T>(work: () => T) => {
    if (isClosed) throw new Error(`The bucket file ${path} has been closed.`)
    return explained(path, () => inTransaction(database, work))
  }
  const change = (key: string, after: (before: BucketState | undefined) => BucketState) =>
    exclusively(() => {
      const before = read(key)
      const state = after(before)
      if (state !== before) write(key, state)
    })
  const close = () => {
    if (!isClosed) database.close()
    isClosed = true
  }
  return {
    take: (buckets, now) => exclusively(() => takeFromAll(buckets, now, read, write)),
    learn: ({ key, plan }, rate, now) => change(key, (before) => learnt(bucketAt(before, plan, now), rate, now)),
    empty: ({ key, plan }, now) => change(key, (before) => emptied(bucketAt(before, plan, now), now)),
    close,
    [Symbol.dispose]: close,
  }
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function readState(path: string, find: StatementSync, key: string): BucketState | undefined {
  const row = find.get(key)
  if (!row) return undefined
  const [planned, rate, burst, since, level, taken, seen] = Object.values(row).map(Number)
  const state = { planned, rate, burst, since, level, taken, seen }
  if (!isBucket(state)) throw damaged(path)
  return state
}

type Numbers = { readonly [Name in keyof BucketState]: number | undefined }

function isBucket(state: Numbers): state is BucketState {
  const { rate = 0, burst = 0, level = -1, taken = -1 } = state
  const areNumbers = Object.values(state).every((value) => Number.isFinite(value))
  return areNumbers && usableRate(rate) && burst >= 1 && level >= 0 && level <= burst && taken >= 0
}
