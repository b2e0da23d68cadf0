import type { Source } from '../source.ts'

/** What a finding is about; stable, so that a program can go by it. */
export type FindingCode =
  | 'MADE_BY_AMAZON'
  | 'SCHEDULE_ONLY'
  | 'NOT_SCHEDULABLE'
  | 'REMOVED'
  | 'WINDOW_TOO_LONG'
  | 'WINDOW_TOO_SHORT'
  | 'WINDOW_MISSING'
  | 'WINDOW_EMPTY'
  | 'WINDOW_IN_THE_FUTURE'
  | 'WINDOW_TOO_EARLY'
  | 'SEVERAL_PERIODS'
  | 'PARTIAL_PERIOD'
  | 'DATA_NOT_THERE_YET'
  | 'UNKNOWN_OPTION'
  | 'UNKNOWN_VALUE'
  | 'MISSING_OPTION'
  | 'TOO_MANY_MARKETPLACES'
  | 'NOT_IN_MARKETPLACE'

/** Something about a request that is refused, or that looks wrong. */
export interface Finding {
  readonly code: FindingCode
  /** Why, in a sentence. */
  readonly reason: string
  /** What to do instead, in a sentence. */
  readonly suggestion: string
  /** Where it is written. */
  readonly sources: readonly Source[]
}

/** What the catalogue says of a request. */
export interface ValidationResult {
  /** What a source says that Amazon refuses, or answers with nothing. */
  readonly refusals: readonly Finding[]
  /** What else looks wrong, and what is refused only by an assumption of the catalogue. */
  readonly warnings: readonly Finding[]
}

/** A request, as far as the catalogue can judge it. */
export interface RequestToValidate {
  readonly reportType: string
  /** Where the window begins: a Date, or ISO 8601 with time and zone. */
  readonly from?: Date | string | undefined
  /** Where it ends; `to` itself does not belong to it. */
  readonly to?: Date | string | undefined
  readonly reportOptions?: Readonly<Record<string, string | undefined>> | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  /** Whether a schedule is asked for, instead of one report. */
  readonly schedule?: boolean
  /** For delays and removals; this moment when left out. */
  readonly now?: Date
}

/** A finding before its sources are added, and how heavy it is. */
export interface Remark extends Omit<Finding, 'sources'> {
  readonly refused: boolean
}
