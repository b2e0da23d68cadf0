import type { Source } from '../source.ts'

/** Identifies an issue. The codes are stable, so a program can compare them. */
export type ValidationCode =
  | 'MADE_BY_AMAZON'
  | 'SCHEDULE_ONLY'
  | 'NOT_SCHEDULABLE'
  | 'REMOVED'
  | 'WINDOW_TOO_LONG'
  | 'WINDOW_TOO_SHORT'
  | 'WINDOW_MISSING'
  | 'WINDOW_EMPTY'
  | 'WINDOW_IN_FUTURE'
  | 'WINDOW_TOO_EARLY'
  | 'SEVERAL_PERIODS'
  | 'PARTIAL_PERIOD'
  | 'SUMMED_PERIODS'
  | 'DATA_NOT_YET_AVAILABLE'
  | 'UNKNOWN_OPTION'
  | 'UNKNOWN_VALUE'
  | 'VALUE_TOO_LONG'
  | 'MISSING_OPTION'
  | 'TOO_MANY_MARKETPLACES'
  | 'NOT_IN_MARKETPLACE'

/** A problem with a request. */
export interface ValidationIssue {
  readonly code: ValidationCode
  /** What is wrong, without a full stop. */
  readonly reason: string
  /** What to do instead, without a full stop. */
  readonly suggestion: string
  /** The sources of the report type's row. */
  readonly sources: readonly Source[]
}

/** What the catalogue knows about a request. */
export interface ValidationResult {
  /** Sources confirm that Amazon refuses the request, or returns no data for it. */
  readonly errors: readonly ValidationIssue[]
  /** Everything else that looks wrong, including errors that are based on an assumed field. */
  readonly warnings: readonly ValidationIssue[]
}

/** The parts of a request that the catalogue can check. */
export interface RequestToValidate {
  readonly reportType: string
  /** Start of the window: a Date, or an ISO 8601 string with a time and a time zone. */
  readonly from?: Date | string | undefined
  /** End of the window, exclusive. Defaults to `now`. */
  readonly to?: Date | string | undefined
  readonly reportOptions?: Readonly<Record<string, string | undefined>> | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  /** Whether the request is for a schedule instead of a single report. Defaults to false. */
  readonly schedule?: boolean
  /** The time to compare delays and removal dates with. Defaults to the current time. */
  readonly now?: Date
}

/** An issue before `validateRequest` adds the sources. */
export interface UnsourcedIssue extends Omit<ValidationIssue, 'sources'> {
  readonly severity: 'error' | 'warning'
}
