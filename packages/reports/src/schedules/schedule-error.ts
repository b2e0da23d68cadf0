/**
 * Why schedules could not be applied.
 * - `NOT_SCHEDULABLE`: Amazon does not support schedules for the report type. The message says what to do instead.
 * - `OUTCOME_UNKNOWN`: it is unknown whether `createReportSchedule` created the schedule. Apply again to find out.
 * - `OUT_OF_DATE`: the schedules have changed since the plan was made. Plan again.
 */
export type ScheduleErrorCode = 'NOT_SCHEDULABLE' | 'OUTCOME_UNKNOWN' | 'OUT_OF_DATE'

/** The parts of a ScheduleError. */
export interface ScheduleErrorParts {
  readonly code: ScheduleErrorCode
  readonly reportType: string
  /** Only for APIs that have marketplaces. */
  readonly marketplaceIds?: readonly string[] | undefined
  /** What happened and what to do. */
  readonly what: string
  readonly cause?: unknown
}

/**
 * Thrown when a schedule cannot be created as declared. Changes that were made before remain; applying again keeps them.
 *
 * Other failed calls throw a RequestError or AuthError, and invalid arguments a TypeError.
 */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
  readonly code: ScheduleErrorCode
  readonly reportType: string
  /** Empty if the API has no marketplaces. */
  readonly marketplaceIds: readonly string[]

  constructor(parts: ScheduleErrorParts) {
    const { code, reportType, marketplaceIds = [], what, cause } = parts
    const inMarketplaces = marketplaceIds.length > 0 ? ` in ${marketplaceIds.join(', ')}` : ''
    super(`Schedule of ${reportType}${inMarketplaces}: ${what}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.reportType = reportType
    this.marketplaceIds = marketplaceIds
  }
}
