import { findMarketplace } from '@reportline/report-types'
import { formatPlan } from '../../../schedules/format-plan.ts'
import type { SchedulePlan } from './schedule-plan.ts'

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
