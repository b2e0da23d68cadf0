import type { Job } from '../run/job.ts'
import type { BeginOptions, BeginResult, LedgerEntry } from './ledger.ts'

/**
 * Which of the jobs of one wish stands for it, if any does: a document that is young enough first, then one that
 * somebody works on, then one that was left.
 */
export function chooseJob(
  entries: readonly LedgerEntry[],
  { now, reuseIfEndedAfter, joinIfCreatedAfter }: BeginOptions,
): BeginResult | undefined {
  const reusable = entries.filter((entry) => isReusable(entry, reuseIfEndedAfter))
  const [youngest] = reusable.sort((one, other) => (other.ended ?? 0) - (one.ended ?? 0))
  if (youngest !== undefined) return { kind: 'reused', entry: youngest }
  const unfinished = entries.filter(({ job }) => job.step !== 'finished').sort(latestFirst)
  const held = unfinished.find(({ lease }) => isLive(lease, now))
  if (held !== undefined) return { kind: 'busy', entry: held }
  const left = unfinished.find(({ job }) => Date.parse(job.requestedAt) >= joinIfCreatedAfter)
  return left === undefined ? undefined : { kind: 'taken', entry: left }
}

/** Whether a lease holds at a time. */
export function isLive(lease: LedgerEntry['lease'], now: number): boolean {
  return lease !== undefined && lease.until > now
}

/** When a job's report ended by Amazon's account, or else when that was noted. */
export function endedAt({ step, report }: Job, now: number): number | undefined {
  if (step !== 'finished') return undefined
  const told = Date.parse(report?.processingEndTime ?? '')
  return Number.isNaN(told) ? now : told
}

/** Of jobs that ended without a document there is nothing to use again. */
function isReusable({ job, ended }: LedgerEntry, reuseIfEndedAfter: number | undefined): boolean {
  if (reuseIfEndedAfter === undefined || ended === undefined || ended < reuseIfEndedAfter) return false
  return hasDocument(job)
}

/** Statuses of a report whose document holds what was asked for; `COMPLETED` is Amazon Pay's. */
const done: ReadonlySet<string> = new Set(['DONE', 'COMPLETED'])

function hasDocument({ report }: Job): boolean {
  return report?.reportDocumentId !== undefined && done.has(report.processingStatus)
}

function latestFirst(one: LedgerEntry, other: LedgerEntry): number {
  return Date.parse(other.job.requestedAt) - Date.parse(one.job.requestedAt)
}
