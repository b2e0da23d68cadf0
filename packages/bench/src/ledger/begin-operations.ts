import type { Ledger } from '@reportline/reports'
import type { RandomValues } from '../data/random.ts'
import { finished, nowMs, sharedKey, unfinished, unfinishedCount, unfinishedKey } from './stored-records.ts'

/** A ledger with its stored jobs. */
export interface FilledLedger {
  readonly ledger: Ledger
  /** The number of stored jobs. */
  readonly count: number
}

/** Each makes the calls with which the engine begins a request, and returns their duration in milliseconds. */
export type BeginOperation = (filled: FilledLedger, random: RandomValues) => Promise<number>

/** The lease of every job. It expires at once, so that the next call can take the job over. */
const lease = { owner: 'bench', until: nowMs }

let inserted = 0

/** Inserts a job with the shared request key, because none of its documents is recent enough. */
const insertNew: BeginOperation = async ({ ledger, count }) => {
  const number = inserted++
  const record = unfinished(sharedKey, count + number, nowMs + number)
  const startedAt = performance.now()
  const document = await ledger.findDocument(sharedKey, Number.MAX_SAFE_INTEGER)
  const result = await ledger.insert(record, { lease })
  const duration = performance.now() - startedAt
  if (document !== undefined || !result.inserted) throw new Error('The ledger did not insert a job.')
  // Otherwise the next insertion would return this job.
  await ledger.update(finished(record), lease.owner)
  return duration
}

/** Takes over one of the unfinished jobs, chosen at random. */
const resume: BeginOperation = async ({ ledger, count }, random) => {
  const requestKey = unfinishedKey(random.integer(unfinishedCount(count)))
  const record = unfinished(requestKey, -1, nowMs)
  const startedAt = performance.now()
  const { entry } = await ledger.insert(record, { lease })
  const result = await ledger.acquire(entry.job.id, lease, nowMs)
  const duration = performance.now() - startedAt
  if (result?.acquired !== true || entry.requestKey !== requestKey) throw new Error('The ledger did not resume a job.')
  return duration
}

/** Finds the last document of the shared request key. */
const reuse: BeginOperation = async ({ ledger }) => {
  const startedAt = performance.now()
  const entry = await ledger.findDocument(sharedKey, 0)
  const duration = performance.now() - startedAt
  if (entry?.requestKey !== sharedKey) throw new Error('The ledger did not find a document.')
  return duration
}

/**
 * What becomes of a request, as `begin` of the engine names it. `new` is measured last, because it is the only one that
 * adds jobs.
 */
export const beginOperations = { reused: reuse, resumed: resume, new: insertNew } as const

export type BeginKind = keyof typeof beginOperations
