import type { Report } from '@reportline/selling-partner-reports-types'
import type { Region } from '../selling-partner/marketplaces.ts'

/**
 * One wish for a report, as a plain JSON value: keep it, and `resume` goes on from there, in another process too.
 *
 * - `creating`: saved before `createReport` is sent, so that a process that dies knows what it may have asked for.
 * - `waiting`: Amazon has given a `reportId`.
 * - `finished`: `report` holds how it ended; or `failure` says why there never was a report.
 */
export interface Job {
  readonly version: 1
  /** Ours; a UUID. */
  readonly id: string
  readonly api: 'selling-partner'
  readonly region: Region
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  /** ISO 8601 in UTC. The window is half-open: this instant belongs to it. */
  readonly dataStartTime?: string
  /** ISO 8601 in UTC. This instant does not belong to the window any more. */
  readonly dataEndTime?: string
  readonly reportOptions?: Readonly<Record<string, string>>
  readonly step: 'creating' | 'waiting' | 'finished'
  /** When the wish was made, ISO 8601 in UTC. */
  readonly requestedAt: string
  readonly reportId?: string
  /** The report as it was when it had ended. */
  readonly report?: Report
  /** Why `createReport` surely made no report. */
  readonly failure?: JobFailure
}

/** A refusal, without what was sent. */
export interface JobFailure {
  readonly code: string
  readonly message: string
  readonly status?: number
  readonly requestId?: string
}
