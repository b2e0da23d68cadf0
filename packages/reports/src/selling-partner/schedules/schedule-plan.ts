import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { Region } from '../marketplaces.ts'
import type { ScheduleWish } from './schedule-declaration.ts'

/** What has to be done so that the schedules are as declared. A plain JSON value. */
export interface SchedulePlan {
  readonly version: 1
  readonly region: Region
  /** ISO 8601 in UTC. */
  readonly plannedAt: string
  /** Whether schedules that are not declared are cancelled. */
  readonly prune: boolean
  /** One for each declaration, in their order; then those to cancel. */
  readonly entries: readonly ScheduleEntry[]
  /** Schedules of the declared types that are not declared and stay. */
  readonly undeclared: readonly ReportSchedule[]
}

/** What is done about one schedule. */
export type ScheduleEntry = CreateEntry | ReplaceEntry | KeepEntry | CancelEntry

/** There is no such schedule yet. */
export interface CreateEntry {
  readonly action: 'create'
  readonly wish: ScheduleWish
  readonly firstReport: FirstReport
}

/** There is one, but it is another: Amazon cancels it and starts anew. */
export interface ReplaceEntry {
  readonly action: 'replace'
  readonly wish: ScheduleWish
  /** The one that is there. */
  readonly schedule: ReportSchedule
  /** What differs, in words. */
  readonly reasons: readonly string[]
  readonly firstReport: FirstReport
  readonly skips: Skipped
}

/** It is there as declared. */
export interface KeepEntry {
  readonly action: 'keep'
  readonly wish: ScheduleWish
  readonly schedule: ReportSchedule
}

/** It is not declared, and `prune` is set. */
export interface CancelEntry {
  readonly action: 'cancel'
  readonly schedule: ReportSchedule
  readonly skips: Skipped
}

/** When a new schedule creates its first report. */
export interface FirstReport {
  /** ISO 8601 in UTC. */
  readonly time: string
  /** Whether that is assumed: no source says when the first report comes where nobody says it. */
  readonly assumed: boolean
}

/** What will not happen any more. */
export interface Skipped {
  /** The creation time of the old schedule's next report, as Amazon told it. */
  readonly report?: string
  /**
   * The time that the reports of neither schedule cover: from where the old one's last report ends to where the new
   * one's first begins, if each report covers the period before its creation. ISO 8601 in UTC.
   */
  readonly uncovered?: { readonly from: string; readonly to?: string }
}
