/** The changes that make the schedules match the declarations. A plain JSON value. Each API adds the owner. */
export interface PlannedSchedules<Spec, Schedule> {
  readonly version: 1
  /** When the plan was made, in UTC. */
  readonly plannedAt: string
  /** Whether schedules that are not declared are cancelled. */
  readonly prune: boolean
  /** One entry for each declaration, in the same order, followed by the schedules to cancel. */
  readonly entries: readonly PlanEntry<Spec, Schedule>[]
  /** Listed schedules that are not declared and are kept. */
  readonly undeclared: readonly Schedule[]
}

/** The action for one schedule. */
export type PlanEntry<Spec, Schedule> =
  | PlannedCreation<Spec>
  | PlannedReplacement<Spec, Schedule>
  | PlannedKeeping<Spec, Schedule>
  | PlannedCancellation<Schedule>

/** The schedule does not exist and will be created. */
export interface PlannedCreation<Spec> {
  readonly action: 'create'
  readonly spec: Spec
  readonly firstReport: FirstReport
}

/** A schedule exists and differs: Amazon cancels it and creates a new one. */
export interface PlannedReplacement<Spec, Schedule> {
  readonly action: 'replace'
  readonly spec: Spec
  /** The existing schedule. */
  readonly schedule: Schedule
  /** Descriptions of the differences. */
  readonly reasons: readonly string[]
  readonly firstReport: FirstReport
  readonly skips: SkippedReports
}

/** The schedule exists as declared. */
export interface PlannedKeeping<Spec, Schedule> {
  readonly action: 'keep'
  readonly spec: Spec
  readonly schedule: Schedule
}

/** The schedule is not declared, and `prune` is set. */
export interface PlannedCancellation<Schedule> {
  readonly action: 'cancel'
  readonly schedule: Schedule
  readonly skips: SkippedReports
}

/** When a new schedule creates its first report. */
export interface FirstReport {
  /** In UTC, in the format of the API. */
  readonly time: string
  /** Whether no time is declared, so that one period from now is assumed or requested. */
  readonly assumed: boolean
}

/** What a cancelled or replaced schedule no longer creates. */
export interface SkippedReports {
  /** The creation time of the old schedule's next report, as returned by Amazon. */
  readonly report?: string
  /**
   * The time that neither schedule covers: from the end of the old schedule's last report to the start of the new one's
   * first, assuming that each report covers the period before its creation. In UTC, in the format of the API.
   */
  readonly uncovered?: { readonly from: string; readonly to?: string }
}

/** Returns the spec of an entry, or the schedule to cancel. */
export function specOrSchedule<Spec, Schedule>(entry: PlanEntry<Spec, Schedule>): Spec | Schedule {
  return entry.action === 'cancel' ? entry.schedule : entry.spec
}
