/** What has to be done so that the schedules are as declared. A plain JSON value, but for its owner. */
export interface PlannedSchedules<Spec, Schedule> {
  readonly version: 1
  /** In UTC. */
  readonly plannedAt: string
  /** Whether schedules that are not declared are cancelled. */
  readonly prune: boolean
  /** One for each declaration, in their order; then those to cancel. */
  readonly entries: readonly PlanEntry<Spec, Schedule>[]
  /** Schedules that were looked at, are not declared, and stay. */
  readonly undeclared: readonly Schedule[]
}

/** What is done about one schedule. */
export type PlanEntry<Spec, Schedule> =
  | PlannedCreation<Spec>
  | PlannedReplacement<Spec, Schedule>
  | PlannedKeeping<Spec, Schedule>
  | PlannedCancellation<Schedule>

/** There is no such schedule yet. */
export interface PlannedCreation<Spec> {
  readonly action: 'create'
  readonly spec: Spec
  readonly firstReport: FirstReport
}

/** There is one, but it is another: Amazon cancels it and starts anew. */
export interface PlannedReplacement<Spec, Schedule> {
  readonly action: 'replace'
  readonly spec: Spec
  /** The one that is there. */
  readonly schedule: Schedule
  /** What differs, in words. */
  readonly reasons: readonly string[]
  readonly firstReport: FirstReport
  readonly skips: Skipped
}

/** It is there as declared. */
export interface PlannedKeeping<Spec, Schedule> {
  readonly action: 'keep'
  readonly spec: Spec
  readonly schedule: Schedule
}

/** It is not declared, and `prune` is set. */
export interface PlannedCancellation<Schedule> {
  readonly action: 'cancel'
  readonly schedule: Schedule
  readonly skips: Skipped
}

/** When a new schedule creates its first report. */
export interface FirstReport {
  /** In UTC, as the API writes times. */
  readonly time: string
  /** Whether nobody says it, so that it is one period from now: assumed, or what is then asked for. */
  readonly assumed: boolean
}

/** What will not happen any more. */
export interface Skipped {
  /** The creation time of the old schedule's next report, as Amazon told it. */
  readonly report?: string
  /**
   * The time that the reports of neither schedule cover: from where the old one's last report ends to where the new
   * one's first begins, if each report covers the period before its creation. In UTC, as the API writes times.
   */
  readonly uncovered?: { readonly from: string; readonly to?: string }
}
