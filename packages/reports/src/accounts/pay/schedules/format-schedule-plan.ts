import { formatPlan } from '../../../schedules/format-plan.ts'
import type { SchedulePlan } from './schedule-plan.ts'

/** A plan as text, for people: what is done to each schedule, why, and what is lost by it. */
export function formatSchedulePlan(plan: SchedulePlan): string {
  return formatPlan(plan, {
    owner: `Amazon Pay, ${plan.environment}, the region ${plan.region},`,
    named: ({ reportType }) => reportType,
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    assumed: 'one period from now',
  })
}
