import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import { marketplaces } from '../marketplaces.ts'
import type { FirstReport, ScheduleEntry, SchedulePlan, Skipped } from './schedule-plan.ts'

/** A plan as text, for people: what is done to each schedule, why, and what is lost by it. */
export function formatSchedulePlan(plan: SchedulePlan): string {
  const count = (action: ScheduleEntry['action']) => plan.entries.filter((entry) => entry.action === action).length
  const counts = `create ${count('create')}, replace ${count('replace')}, keep ${count('keep')}, cancel ${count('cancel')}`
  const lines = [`Schedules of the region ${plan.region} at ${plan.plannedAt}: ${counts}`]
  for (const entry of plan.entries) lines.push(...entryLines(entry))
  for (const schedule of plan.undeclared) lines.push(`leave    ${scheduleLine(schedule)} (not declared)`)
  return `${lines.join('\n')}\n`
}

function entryLines(entry: ScheduleEntry): string[] {
  switch (entry.action) {
    case 'create':
      return [`create   ${named(entry.wish)} every ${entry.wish.period}`, firstLine(entry.firstReport)]
    case 'replace':
      return [
        `replace  ${scheduleLine(entry.schedule)}`,
        ...entry.reasons.map((reason) => `           ${reason}`),
        ...skipLines(entry.skips),
        firstLine(entry.firstReport),
      ]
    case 'keep':
      return [`keep     ${scheduleLine(entry.schedule)}`]
    case 'cancel':
      return [`cancel   ${scheduleLine(entry.schedule)}`, ...skipLines(entry.skips)]
  }
}

function scheduleLine(schedule: ReportSchedule): string {
  return `${named(schedule)} every ${schedule.period}, id ${schedule.reportScheduleId}`
}

interface Named {
  readonly reportType: string
  readonly marketplaceIds?: readonly string[]
}

function named({ reportType, marketplaceIds = [] }: Named): string {
  return `${reportType} in ${marketplaceIds.map(codeOf).join(', ') || 'marketplaces that Amazon does not tell'}`
}

function codeOf(id: string): string {
  return Object.values(marketplaces).find((marketplace) => marketplace.id === id)?.countryCode ?? id
}

function firstLine({ time, assumed }: FirstReport): string {
  return `           first report ${time}${assumed ? ' (assumed: one period from now)' : ''}`
}

function skipLines({ report, uncovered }: Skipped): string[] {
  if (report === undefined) return ['           Amazon does not tell which report will not be created']
  const lines = [`           the report of ${report} will not be created`]
  if (uncovered === undefined) return lines
  const until = uncovered.to === undefined ? 'on' : `to ${uncovered.to}`
  return [...lines, `           no scheduled report covers from ${uncovered.from} ${until}`]
}
