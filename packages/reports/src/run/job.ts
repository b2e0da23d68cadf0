import type { AnyReport, ApiName } from './any-report.ts'

/**
 * One request for a report, as a plain JSON value. Save it, and `resume` continues it, in another process too.
 *
 * - `creating`: saved before `createReport` is sent, so that a process that dies knows what it may have requested.
 * - `waiting`: Amazon has returned a `reportId`.
 * - `finished`: `report` contains the finished report, or `failure` says why there never was one.
 */
export interface Job {
  readonly version: 1
  /** A UUID that Reportline generated. */
  readonly id: string
  readonly api: ApiName
  /** The name of the account, if the job belongs to an engine with several accounts. */
  readonly account?: string | undefined
  readonly region: string
  /** Live or sandbox, for APIs that keep the two apart. */
  readonly environment?: 'live' | 'sandbox' | undefined
  readonly reportType: string
  /** Empty for APIs without marketplaces. */
  readonly marketplaceIds: readonly string[]
  /** Start of the data window, inclusive. ISO 8601 in UTC. */
  readonly dataStartTime?: string | undefined
  /** End of the data window, exclusive. ISO 8601 in UTC. */
  readonly dataEndTime?: string | undefined
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
  readonly step: 'creating' | 'waiting' | 'finished'
  /** Set as long as the step is `creating` and `createReport` has certainly not been sent. */
  readonly notSent?: true | undefined
  /** When the report was requested. ISO 8601 in UTC. */
  readonly requestedAt: string
  /** When Amazon returned the `reportId`, by our clock. ISO 8601 in UTC. */
  readonly createdAt?: string | undefined
  readonly reportId?: string | undefined
  /** The report once it was finished. */
  readonly report?: AnyReport | undefined
  /** Why `createReport` certainly created no report. */
  readonly failure?: JobFailure | undefined
}

/** A job whose report has been created. */
export interface WaitingJob extends Job {
  readonly reportId: string
}

/** The error of a refused `createReport`, without what was sent. */
export interface JobFailure {
  readonly code: string
  readonly message: string
  readonly status?: number | undefined
  readonly requestId?: string | undefined
}

/**
 * Assigns a report to a job with an unknown outcome, once you know which of the candidates is its report. Save the job
 * that it returns and pass it to `resume`.
 *
 * @param job A job with the step `creating`.
 * @param reportId The `reportId` of the chosen candidate.
 * @returns The job with the step `waiting`.
 * @throws TypeError if the job has another step, or `reportId` is empty.
 * @example
 * if (outcome.status === 'unknown') await account.resume(adopt(outcome.job, reportId))
 */
export function adopt(job: Job, reportId: string): Job {
  if (job.step !== 'creating') {
    throw new TypeError(
      `Only a job with the step \`creating\` can adopt a report. The step of this job is ${job.step}.`,
    )
  }
  if (typeof reportId !== 'string' || reportId === '') throw new TypeError('`reportId` must be a non-empty string.')
  const { notSent: _, ...others } = job
  return { ...others, step: 'waiting', reportId }
}
