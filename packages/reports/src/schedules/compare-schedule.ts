import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'

/**
 * What differs between a spec and the schedule with the same key, in words; nothing if it is as expected. A
 * `nextReportCreationTime` counts only where one is expected for, has not passed, and Amazon tells the schedule's.
 *
 * @param now Milliseconds since 1970-01-01 UTC.
 */
export function compareSchedule<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  spec: W,
  schedule: S,
  now: number,
  { differences, instants }: ScheduleApi<D, W, S, O, A>,
): string[] {
  const reasons = differences(spec, schedule)
  const expected = spec.nextReportCreationTime
  const actual = schedule.nextReportCreationTime
  if (expected === undefined || actual === undefined || instants.read(expected) <= now) return reasons
  if (second(instants.read(expected)) === second(instants.read(actual))) return reasons
  return [...reasons, `nextReportCreationTime is ${actual}, not ${expected}`]
}

/** Answers may leave out what is below a second. */
function second(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
