import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'

/**
 * Describes how a schedule differs from the declared one with the same key. Returns an empty list if there is no
 * difference. `nextReportCreationTime` is compared only if it is declared, lies in the future, and Amazon returns it.
 *
 * @param now Milliseconds since 1970-01-01 UTC.
 */
export function compareSchedule<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  spec: Spec,
  schedule: S,
  now: number,
  { differences, instants }: ScheduleApi<D, Spec, S, O, A>,
): string[] {
  const reasons = differences(spec, schedule)
  const expected = spec.nextReportCreationTime
  const actual = schedule.nextReportCreationTime
  if (expected === undefined || actual === undefined || instants.read(expected) <= now) return reasons
  if (toSecond(instants.read(expected)) === toSecond(instants.read(actual))) return reasons
  return [...reasons, `nextReportCreationTime is ${actual}, not ${expected}`]
}

/** Responses may omit fractions of a second. */
function toSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
