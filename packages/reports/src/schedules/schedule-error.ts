/**
 * Why schedules could not be applied.
 * - `NOT_SCHEDULABLE`: Amazon has no schedules for the report type; the message says what to do instead.
 * - `OUTCOME_UNKNOWN`: it is not known whether `createReportSchedule` made the schedule. Applying again finds out.
 * - `OUT_OF_DATE`: the schedules have changed since the plan was made. Plan again.
 */
export type ScheduleErrorCode = 'NOT_SCHEDULABLE' | 'OUTCOME_UNKNOWN' | 'OUT_OF_DATE'

/** What a ScheduleError is made of. */
export interface ScheduleErrorParts {
  readonly code: ScheduleErrorCode
  readonly reportType: string
  /** Where the API has marketplaces. */
  readonly marketplaceIds?: readonly string[]
  /** What happened and what to do. */
  readonly what: string
  readonly cause?: unknown
}

/**
 * Thrown when a schedule cannot be made as declared. What was done before stays done: applying once more leaves it as
 * it is.
 *
 * Not in this family: any other failed call (RequestError, AuthError) and a caller's mistake (TypeError).
 */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
  readonly code: ScheduleErrorCode
  readonly reportType: string
  /** Empty where the API has no marketplaces. */
  readonly marketplaceIds: readonly string[]

  constructor(parts: ScheduleErrorParts) {
    const { reportType, marketplaceIds = [] } = parts
    const places = marketplaceIds.length > 0 ? ` in ${marketplaceIds.join(', ')}` : ''
    super(
      `Schedule of ${reportType}${places}: ${parts.what}`,
      parts.cause === undefined ? undefined : { cause: parts.cause },
    )
    this.code = parts.code
    this.reportType = reportType
    this.marketplaceIds = marketplaceIds
  }
}
