import type { CallOptions, Clock } from '@reportline/request'

/** What a checked declaration has in every API. */
export interface AnySpec {
  readonly reportType: string
  readonly nextReportCreationTime?: string
}

/** What a schedule has in every API. */
export interface AnySchedule {
  readonly reportScheduleId: string
  readonly reportType: string
  readonly nextReportCreationTime?: string
}

/** Which schedule is meant, for people and errors. */
export interface Subject {
  readonly reportType: string
  readonly marketplaceIds?: readonly string[]
}

/**
 * What planning and applying ask of one API, for one account.
 *
 * @typeParam D a declaration
 * @typeParam W a spec: a checked declaration, a plain JSON value
 * @typeParam S a schedule as the API gives it
 * @typeParam O what a plan says of its owner
 * @typeParam A what is said of an applied schedule
 */
export interface ScheduleApi<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject> {
  /** Whose schedules they are. Stands in every plan; the plan of another owner is refused. */
  readonly owner: O
  readonly clock: Clock
  /** How one API writes and reads an instant. */
  readonly instants: Instants
  /** @throws TypeError naming the declaration, the field and the fix. */
  check(declared: readonly D[]): W[]
  /** What a spec was made from, to be checked again: a plan may come from a file. */
  declarationOf(spec: W): D
  /** What makes two schedules one; undefined where the API does not tell enough of it. */
  keyOf(one: W | S): string | undefined
  subjectOf(one: W | S): A
  /** How often it creates a report: an ISO 8601 duration. */
  periodOf(one: W | S): string
  /** What differs between a spec and the schedule with the same key, in words; a time is left to the planner. */
  differences(spec: W, schedule: S): string[]
  /** The schedules that there are, as far as they matter to these specs. */
  list(specs: readonly W[], call: CallOptions): Promise<S[]>
  /**
   * Sends one spec, in place of the schedule with the same key where there is one, and returns the new schedule's id.
   *
   * @throws ScheduleError where the API's refusal means one; otherwise what the call failed with.
   */
  create(spec: W, replaced: S | undefined, call: CallOptions): Promise<string>
  cancel(reportScheduleId: string, call: CallOptions): Promise<unknown>
}

/** Instants as texts. */
export interface Instants {
  /** @param milliseconds Since 1970-01-01 UTC. */
  write(milliseconds: number): string
  /** @returns Milliseconds since 1970-01-01 UTC; NaN for what is no instant. */
  read(text: string): number
}
