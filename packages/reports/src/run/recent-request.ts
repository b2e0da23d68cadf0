import { type ClockFacts, type FixedSpan, reportTypeFacts } from '@reportline/report-types'
import type { Job } from './job.ts'
import type { RunHooks } from './run-hooks.ts'

/** A report of a type that was asked for sooner after another than Amazon makes them. */
export interface TooOften {
  readonly clock: ClockFacts
  /** How long before it the other was asked for. Milliseconds. */
  readonly since: number
}

/**
 * Finds out whether a job is one too many, by what the catalogue and the ledger know.
 *
 * @returns Undefined where it is not, or where that is not known.
 */
export async function requestedTooOften(job: Job, hooks: RunHooks): Promise<TooOften | undefined> {
  const clock = reportTypeFacts(job.reportType)?.clock
  if (clock === undefined) return undefined
  const last = await hooks.lastRequested?.(job)
  const since = last === undefined ? undefined : Date.parse(job.requestedAt) - last.getTime()
  return since === undefined || since >= between(clock) ? undefined : { clock, since }
}

/** For people. */
export function inWords({ clock, since }: TooOften): string {
  const [[unit, count] = ['', 0]] = Object.entries(clock.per)
  const span = `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
  const minutes = Math.floor(since / 60_000)
  return `Amazon makes ${clock.reports} of this type in ${span}, and one was asked for ${minutes} minutes before`
}

/** How far apart two reports of a type are, at the least. Milliseconds. */
function between({ reports, per }: ClockFacts): number {
  return milliseconds(per) / reports
}

function milliseconds(span: FixedSpan): number {
  if ('minutes' in span) return span.minutes * 60_000
  if ('hours' in span) return span.hours * 3_600_000
  return span.days * 86_400_000
}
