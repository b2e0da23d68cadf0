import { isLive, type Lease } from '../ledger/lease.ts'
import type { JobRecord, Ledger, LedgerEntry } from '../ledger/ledger.ts'
import type { Job } from '../run/job.ts'
import { requestKey } from './request-key.ts'

/** A job requested within the last hour is resumed instead of a new request. Milliseconds. */
const resumableMs = 3_600_000
/** The same if the data window had ended before the request, because the data has hardly changed. Milliseconds. */
const resumableClosedWindowMs = 24 * resumableMs

/** How to begin a request. Times are in milliseconds since 1970. */
export interface BeginOptions {
  readonly lease: Lease
  readonly now: number
  /** A document is reused if its report was finished at this time or later. By default, none is reused. */
  readonly reuseIfEndedAfter: number | undefined
  /** An unfinished job without an owner is resumed if it was requested at this time or later. */
  readonly joinIfCreatedAfter: number
}

/**
 * What becomes of a request.
 *
 * - `new`: the job was inserted and is leased.
 * - `resumed`: an identical job without an owner is leased.
 * - `busy`: an identical job has an owner, which may be this engine.
 * - `reused`: an identical job has a document that is recent enough.
 */
export interface BeginResult {
  readonly kind: 'new' | 'resumed' | 'busy' | 'reused'
  readonly entry: LedgerEntry
}

/**
 * Decides what serves a request: a recent document, an identical job that is in progress, or the new job. Processes that
 * begin the same request at the same time get the same job, because the ledger inserts one of them.
 */
export async function begin(job: Job, options: BeginOptions, ledger: Ledger): Promise<BeginResult> {
  const { lease, now, reuseIfEndedAfter, joinIfCreatedAfter } = options
  const record = jobRecord(job, now)
  const recent =
    reuseIfEndedAfter === undefined ? undefined : await ledger.findDocument(record.requestKey, reuseIfEndedAfter)
  if (recent !== undefined) return { kind: 'reused', entry: recent }
  for (let supersedes: string | undefined; ; ) {
    const { inserted, entry } = await ledger.insert(record, { lease, supersedes })
    if (inserted) return { kind: 'new', entry }
    if (isLive(entry.lease, now)) return { kind: 'busy', entry }
    if (Date.parse(entry.job.requestedAt) < joinIfCreatedAfter) {
      supersedes = entry.job.id
      continue
    }
    const result = await ledger.acquire(entry.job.id, lease, now)
    if (result !== undefined) return { kind: result.acquired ? 'resumed' : 'busy', entry: result.entry }
  }
}

/**
 * Returns the options for a request that begins now.
 *
 * @param maxAge Maximum age of a document that is reused. Milliseconds.
 */
export function beginOptions(job: Job, lease: Lease, now: number, maxAge: number | undefined): BeginOptions {
  const windowEnd = job.dataEndTime === undefined ? now : Date.parse(job.dataEndTime)
  return {
    lease,
    now,
    reuseIfEndedAfter: maxAge === undefined ? undefined : now - maxAge,
    joinIfCreatedAfter: Math.min(
      now - Math.max(resumableMs, maxAge ?? 0),
      Math.max(now - resumableClosedWindowMs, windowEnd),
    ),
  }
}

/** Returns what the ledger stores of a job that is saved at `now`. */
export function jobRecord(job: Job, now: number): JobRecord {
  return { job, requestKey: requestKey(job), finishedAt: finishedAt(job, now), hasDocument: hasDocument(job) }
}

/** Amazon's time if it is known, or else the time of the save. */
function finishedAt({ step, report }: Job, now: number): number | undefined {
  if (step !== 'finished') return undefined
  const reported = Date.parse(report?.processingEndTime ?? '')
  return Number.isNaN(reported) ? now : reported
}

/** Statuses of a report whose document has the requested data. `COMPLETED` is Amazon Pay's. */
const successful: ReadonlySet<string> = new Set(['DONE', 'COMPLETED'])

function hasDocument({ step, report }: Job): boolean {
  return step === 'finished' && report?.reportDocumentId !== undefined && successful.has(report.processingStatus)
}
