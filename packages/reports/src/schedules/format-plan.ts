import type { FirstReport, PlanEntry, PlannedSchedules, Skipped } from './schedule-plan.ts'

/** The words in which one API's plan is told. */
export interface PlanWords<W, S> {
  /** Whose schedules they are, for example `the region eu`. */
  readonly owner: string
  /** Report type, and what else makes it this schedule. */
  named(one: W | S): string
  periodOf(one: W | S): string
  /** What an assumed first report is. */
  readonly assumed: string
}

/** A plan as text, for people: what is done to each schedule, why, and what is lost by it. */
export function formatPlan<W, S extends { readonly reportScheduleId: string }>(
  plan: PlannedSchedules<W, S>,
  words: PlanWords<W, S>,
): string {
  const count = (action: PlanEntry<W, S>['action']) => plan.entries.filter((entry) => entry.action === action).length
  const counts = `create ${count('create')}, replace ${count('replace')}, keep ${count('keep')}, cancel ${count('cancel')}`
  const lines = [`Schedules of ${words.owner} at ${plan.plannedAt}: ${counts}`]
  for (const entry of plan.entries) lines.push(...entryLines(entry, words))
  for (const schedule of plan.undeclared) lines.push(`leave    ${scheduleLine(schedule, words)} (not declared)`)
  return `${lines.join('\n')}\n`
}

function entryLines<W, S extends { readonly reportScheduleId: string }>(
  entry: PlanEntry<W, S>,
  words: PlanWords<W, S>,
): string[] {
  switch (entry.action) {
    case 'create':
      return [
        `create   ${words.named(entry.spec)} every ${words.periodOf(entry.spec)}`,
        firstLine(entry.firstReport, words.assumed),
      ]
    case 'replace':
      return [
        `replace  ${scheduleLine(entry.schedule, words)}`,
        ...entry.reasons.map((reason) => `           ${reason}`),
        ...skipLines(entry.skips),
        firstLine(entry.firstReport, words.assumed),
      ]
    case 'keep':
      return [`keep     ${scheduleLine(entry.schedule, words)}`]
    case 'cancel':
      return [`cancel   ${scheduleLine(entry.schedule, words)}`, ...skipLines(entry.skips)]
  }
}

function scheduleLine<W, S extends { readonly reportScheduleId: string }>(
  schedule: S,
  { named, periodOf }: PlanWords<W, S>,
): string {
  return `${named(schedule)} every ${periodOf(schedule)}, id ${schedule.reportScheduleId}`
}

function firstLine({ time, assumed }: FirstReport, why: string): string {
  return `           first report ${time}${assumed ? ` (${why})` : ''}`
}

function skipLines({ report, uncovered }: Skipped): string[] {
  if (report === undefined) return ['           Amazon does not tell which report will not be created']
  const lines = [`           the report of ${report} will not be created`]
  if (uncovered === undefined) return lines
  const until = uncovered.to === undefined ? 'on' : `to ${uncovered.to}`
  return [...lines, `           no scheduled report covers from ${uncovered.from} ${until}`]
}
