import { findMarketplace } from '@reportline/report-types'
import { formatPlan } from '../../../schedules/format-plan.ts'
import type { SchedulePlan } from './schedule-plan.ts'

/** A plan as text, for people: what is done to each schedule, why, and what is lost by it. */
export function formatSchedulePlan(plan: SchedulePlan): string {
  return formatPlan(plan, {
    owner: `the region ${plan.region}`,
    named: ({ reportType, marketplaceIds = [] }) =>
      `${reportType} in ${marketplaceIds.map(codeOf).join(', ') || 'marketplaces that Amazon does not tell'}`,
    periodOf: ({ period }) => period,
    assumed: 'assumed: one period from now',
  })
}

function codeOf(id: string): string {
  return findMarketplace(id)?.countryCode ?? id
}
