import type { AnyReport, ApiName } from './report-api.ts'

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
  readonly api: ApiName
  /** The account's name, where several are kept under names. */
  readonly account?: string
  readonly region: string
  /** Where the API keeps live and sandbox apart: which of them. */
  readonly environment?: 'live' | 'sandbox'
  readonly reportType: string
  /** Empty where the API has none. */
  readonly marketplaceIds: readonly string[]
  /** ISO 8601 in UTC. The window is half-open: this instant belongs to it. */
  readonly dataStartTime?: string
  /** ISO 8601 in UTC. This instant does not belong to the window any more. */
  readonly dataEndTime?: string
  readonly reportOptions?: Readonly<Record<string, string>>
  readonly step: 'creating' | 'waiting' | 'finished'
  /** There while it is `creating` and `createReport` has surely not been sent: it was given up before. */
  readonly notSent?: true
  /** When the wish was made, ISO 8601 in UTC. */
  readonly requestedAt: string
  readonly reportId?: string
  /** The report as it was when it had ended. */
  readonly report?: AnyReport
  /** Why `createReport` surely made no report. */
  readonly failure?: JobFailure
}

/** A job that Amazon has given a report. */
export interface WaitingJob extends Job {
  readonly reportId: string
}

/** A refusal, without what was sent. */
export interface JobFailure {
  readonly code: string
  readonly message: string
  readonly status?: number
  readonly requestId?: string
}
