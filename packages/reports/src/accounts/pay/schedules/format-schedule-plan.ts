import { formatPlan } from '../../../schedules/format-plan.ts'
import type { SchedulePlan } from './schedule-plan.ts'

/** Formats a plan for people: what changes for each schedule, why, and which reports are lost. */
export function formatSchedulePlan(plan: SchedulePlan): string {
  return formatPlan(plan, {
    owner: `Amazon Pay, ${plan.environment}, the region ${plan.region},`,
    name: ({ reportType }) => reportType,
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    assumed: 'one period from now',
  })
}
