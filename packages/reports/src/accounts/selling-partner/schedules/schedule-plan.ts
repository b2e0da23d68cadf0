import { findMarketplace, type Region } from '@reportline/report-types'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
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
  readonly api: 'selling-partner'
  readonly region: Region
}

/** The changes that make the schedules match the declarations. A plain JSON value. */
export interface SchedulePlan extends PlanOwner, PlannedSchedules<ScheduleSpec, ReportSchedule> {}

/** The action for one schedule. */
export type ScheduleEntry = PlanEntry<ScheduleSpec, ReportSchedule>

/** The schedule does not exist and will be created. */
export type CreateEntry = PlannedCreation<ScheduleSpec>

/** A schedule exists and differs: Amazon cancels it and creates a new one. */
export type ReplaceEntry = PlannedReplacement<ScheduleSpec, ReportSchedule>

/** The schedule exists as declared. */
export type KeepEntry = PlannedKeeping<ScheduleSpec, ReportSchedule>

/** The schedule is not declared, and `prune` is set. */
export type CancelEntry = PlannedCancellation<ReportSchedule>

/** Formats a plan for people: what changes for each schedule, why, and which reports are lost. */
export function formatSchedulePlan(plan: SchedulePlan): string {
  return formatPlan(plan, {
    owner: `the region ${plan.region}`,
    name: ({ reportType, marketplaceIds = [] }) =>
      `${reportType} in ${marketplaceIds.map(countryCodeOf).join(', ') || 'unknown marketplaces'}`,
    periodOf: ({ period }) => period,
    assumed: 'assumed: one period from now',
  })
}

function countryCodeOf(id: string): string {
  return findMarketplace(id)?.countryCode ?? id
}
