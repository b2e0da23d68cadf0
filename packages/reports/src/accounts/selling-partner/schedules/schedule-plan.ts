import type { Region } from '@reportline/report-types'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type {
  PlanEntry,
  PlannedCancellation,
  PlannedCreation,
  PlannedKeeping,
  PlannedReplacement,
  PlannedSchedules,
} from '../../../schedules/schedule-plan.ts'
import type { ScheduleSpec } from './schedule-declaration.ts'

/** Whose schedules a plan is about. */
export interface PlanOwner {
  readonly api: 'selling-partner'
  readonly region: Region
}

/** What has to be done so that the schedules are as declared. A plain JSON value. */
export interface SchedulePlan extends PlanOwner, PlannedSchedules<ScheduleSpec, ReportSchedule> {}

/** What is done about one schedule. */
export type ScheduleEntry = PlanEntry<ScheduleSpec, ReportSchedule>

/** There is no such schedule yet. */
export type CreateEntry = PlannedCreation<ScheduleSpec>

/** There is one, but it is another: Amazon cancels it and starts anew. */
export type ReplaceEntry = PlannedReplacement<ScheduleSpec, ReportSchedule>

/** It is there as declared. */
export type KeepEntry = PlannedKeeping<ScheduleSpec, ReportSchedule>

/** It is not declared, and `prune` is set. */
export type CancelEntry = PlannedCancellation<ReportSchedule>
