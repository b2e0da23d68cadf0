import { durationMs, type FrequencyFacts, formatDuration, reportTypeFacts } from '@reportline/report-types'
import type { Job } from './job.ts'
import type { RunHooks } from './run-hooks.ts'

/** A report of a type that was asked for sooner after another than Amazon makes them. */
export interface TooOften {
  readonly frequency: FrequencyFacts
  /** How long before it the other was asked for. Milliseconds. */
  readonly since: number
}

/**
 * Finds out whether a job is one too many, by what the catalogue and the ledger know.
 *
 * @returns Undefined where it is not, or where that is not known.
 */
export async function requestedTooOften(job: Job, hooks: RunHooks): Promise<TooOften | undefined> {
  const frequency = reportTypeFacts(job.reportType)?.frequency
  if (frequency === undefined) return undefined
  const last = await hooks.lastRequested?.(job)
  const since = last === undefined ? undefined : Date.parse(job.requestedAt) - last.getTime()
  return since === undefined || since >= minGapMs(frequency) ? undefined : { frequency, since }
}

/** For people. */
export function inWords({ frequency: { maxReports, interval }, since }: TooOften): string {
  const minutes = Math.floor(since / 60_000)
  const limit = `${maxReports} ${maxReports === 1 ? 'report' : 'reports'} of this type in ${formatDuration(interval)}`
  return `Amazon creates at most ${limit}, and the last one was requested ${minutes} minutes earlier`
}

/** Minimum time between two requests, in milliseconds. */
function minGapMs({ maxReports, interval }: FrequencyFacts): number {
  return durationMs(interval) / maxReports
}
