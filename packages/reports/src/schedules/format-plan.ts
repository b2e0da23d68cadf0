import type { FirstReport, PlanEntry, PlannedSchedules, SkippedReports } from './schedule-plan.ts'

/** The API-specific parts of a formatted plan. */
export interface PlanFormat<Spec, Schedule> {
  /** Whose schedules they are, for example `the region eu`. */
  readonly owner: string
  /** Names a schedule by its report type and whatever else identifies it. */
  name(one: Spec | Schedule): string
  periodOf(one: Spec | Schedule): string
  /** Explains the time of the first report if it is assumed. */
  readonly assumed: string
}

/** Formats a plan for people: what changes for each schedule, why, and which reports are lost. */
export function formatPlan<Spec, Schedule extends { readonly reportScheduleId: string }>(
  plan: PlannedSchedules<Spec, Schedule>,
  format: PlanFormat<Spec, Schedule>,
): string {
  const count = (action: PlanEntry<Spec, Schedule>['action']) =>
    plan.entries.filter((entry) => entry.action === action).length
  const counts = `create ${count('create')}, replace ${count('replace')}, keep ${count('keep')}, cancel ${count('cancel')}`
  const lines = [`Schedules of ${format.owner} at ${plan.plannedAt}: ${counts}`]
  for (const entry of plan.entries) lines.push(...entryLines(entry, format))
  for (const schedule of plan.undeclared) lines.push(`leave    ${scheduleLine(schedule, format)} (not declared)`)
  return `${lines.join('\n')}\n`
}

function entryLines<Spec, Schedule extends { readonly reportScheduleId: string }>(
  entry: PlanEntry<Spec, Schedule>,
  format: PlanFormat<Spec, Schedule>,
): string[] {
  switch (entry.action) {
    case 'create':
      return [
        `create   ${format.name(entry.spec)} every ${format.periodOf(entry.spec)}`,
        firstReportLine(entry.firstReport, format.assumed),
      ]
    case 'replace':
      return [
        `replace  ${scheduleLine(entry.schedule, format)}`,
        ...entry.reasons.map((reason) => `           ${reason}`),
        ...skippedLines(entry.skips),
        firstReportLine(entry.firstReport, format.assumed),
      ]
    case 'keep':
      return [`keep     ${scheduleLine(entry.schedule, format)}`]
    case 'cancel':
      return [`cancel   ${scheduleLine(entry.schedule, format)}`, ...skippedLines(entry.skips)]
  }
}

function scheduleLine<Spec, Schedule extends { readonly reportScheduleId: string }>(
  schedule: Schedule,
  { name, periodOf }: PlanFormat<Spec, Schedule>,
): string {
  return `${name(schedule)} every ${periodOf(schedule)}, id ${schedule.reportScheduleId}`
}

function firstReportLine({ time, assumed }: FirstReport, reason: string): string {
  return `           first report ${time}${assumed ? ` (${reason})` : ''}`
}

function skippedLines({ report, uncovered }: SkippedReports): string[] {
  if (report === undefined) return ['           Amazon does not say which report will not be created']
  const lines = [`           the report of ${report} will not be created`]
  if (uncovered === undefined) return lines
  const until = uncovered.to === undefined ? 'on' : `to ${uncovered.to}`
  return [...lines, `           no scheduled report covers the time from ${uncovered.from} ${until}`]
}
