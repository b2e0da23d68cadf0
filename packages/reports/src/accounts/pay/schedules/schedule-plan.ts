import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { ReportSchedule } from '@reportline/pay-reports-types'
import { formatPlan } from '../../../schedules/format-plan.ts'
import type {
  PlanEntry,
  PlannedCancellation,
  PlannedCreation,
  PlannedKeeping,
  PlannedReplacement,
  PlannedSchedules,
} from '../../../schedules/schedule-plan.ts'
import type { ScheduleSpec } from './schedule-declaration.ts'

/** The owner of the schedules in a plan. */
export interface PlanOwner {
  readonly api: 'pay'
  readonly region: PayRegion
  readonly environment: PayEnvironment
}

/** The changes that make the schedules match the declarations. A plain JSON value. Times are `YYYYMMDDTHHMMSSZ`. */
export interface SchedulePlan extends PlanOwner, PlannedSchedules<ScheduleSpec, ReportSchedule> {}

/** The action for one schedule. */
export type ScheduleEntry = PlanEntry<ScheduleSpec, ReportSchedule>

/** The schedule does not exist and will be created. */
export type CreateEntry = PlannedCreation<ScheduleSpec>

/** A schedule exists and differs: it is deleted, and a new one is created. */
export type ReplaceEntry = PlannedReplacement<ScheduleSpec, ReportSchedule>

/** The schedule exists as declared. */
export type KeepEntry = PlannedKeeping<ScheduleSpec, ReportSchedule>

/** The schedule is not declared, and `prune` is set. */
export type CancelEntry = PlannedCancellation<ReportSchedule>

/** Formats a plan for people: what changes for each schedule, why, and which reports are lost. */
export function formatSchedulePlan(plan: SchedulePlan): string {
  return formatPlan(plan, {
    owner: `Amazon Pay, ${plan.environment}, the region ${plan.region},`,
    name: ({ reportType }) => reportType,
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    assumed: 'one period from now',
  })
}
