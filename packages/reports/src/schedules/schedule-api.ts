import type { CallOptions, Clock } from '@reportline/request'

/** The fields of a checked declaration in every API. */
export interface AnySpec {
  readonly reportType: string
  readonly nextReportCreationTime?: string
}

/** The fields of a schedule in every API. */
export interface AnySchedule {
  readonly reportScheduleId: string
  readonly reportType: string
  readonly nextReportCreationTime?: string
}

/** Names a schedule in results and errors. */
export interface Subject {
  readonly reportType: string
  readonly marketplaceIds?: readonly string[]
}

/**
 * What planning and applying need of one API, for one account.
 *
 * @typeParam D a declaration
 * @typeParam Spec a checked declaration, a plain JSON value
 * @typeParam S a schedule as the API returns it
 * @typeParam O the owner as stored in a plan
 * @typeParam A the subject of an applied schedule
 */
export interface ScheduleApi<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject> {
  /** The owner of the schedules. It is stored in every plan, and plans of other owners are rejected. */
  readonly owner: O
  readonly clock: Clock
  /** How the API formats instants. */
  readonly instants: InstantFormat
  /** @throws TypeError naming the declaration and the field. */
  check(declared: readonly D[]): Spec[]
  /** Converts a spec back to a declaration, so that a plan from a file can be checked again. */
  declarationOf(spec: Spec): D
  /** Identifies a schedule: equal keys mean the same schedule. Undefined if the API returns too little to tell. */
  keyOf(one: Spec | S): string | undefined
  subjectOf(one: Spec | S): A
  /** How often the schedule creates a report: an ISO 8601 duration. */
  periodOf(one: Spec | S): string
  /** Describes the differences between a spec and the schedule with the same key, except for the time. */
  differences(spec: Spec, schedule: S): string[]
  /** Lists the existing schedules that are relevant for these specs. */
  list(specs: readonly Spec[], call: CallOptions): Promise<S[]>
  /**
   * Creates a schedule, replacing the one with the same key, and returns its id.
   *
   * @throws ScheduleError if the API's refusal means one; otherwise the error of the call.
   */
  create(spec: Spec, replaced: S | undefined, call: CallOptions): Promise<string>
  cancel(reportScheduleId: string, call: CallOptions): Promise<unknown>
}

/** Converts instants to strings and back. */
export interface InstantFormat {
  /** @param milliseconds Milliseconds since 1970-01-01 UTC. */
  write(milliseconds: number): string
  /** @returns Milliseconds since 1970-01-01 UTC; NaN if the string is not an instant. */
  read(value: string): number
}
