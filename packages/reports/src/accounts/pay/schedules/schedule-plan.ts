import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { ReportSchedule } from '@reportline/pay-reports-types'
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
  readonly api: 'pay'
  readonly region: PayRegion
  readonly environment: PayEnvironment
}

/** What has to be done so that the schedules are as declared. A plain JSON value; its times are `YYYYMMDDTHHMMSSZ`. */
export interface SchedulePlan extends PlanOwner, PlannedSchedules<ScheduleSpec, ReportSchedule> {}

/** What is done about one schedule. */
export type ScheduleEntry = PlanEntry<ScheduleSpec, ReportSchedule>

/** There is no such schedule yet. */
export type CreateEntry = PlannedCreation<ScheduleSpec>

/** There is one, but it is another: it is deleted, and a new one begins. */
export type ReplaceEntry = PlannedReplacement<ScheduleSpec, ReportSchedule>

/** It is there as declared. */
export type KeepEntry = PlannedKeeping<ScheduleSpec, ReportSchedule>

/** It is not declared, and `prune` is set. */
export type CancelEntry = PlannedCancellation<ReportSchedule>
