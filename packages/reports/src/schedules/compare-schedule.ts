import type { AnySchedule, AnyWish, ScheduleApi, Subject } from './schedule-api.ts'

/**
 * What differs between a wish and the schedule with the same key, in words; nothing if it is as wished. A
 * `nextReportCreationTime` counts only where one is wished for, has not passed, and Amazon tells the schedule's.
 *
 * @param now Milliseconds since 1970-01-01 UTC.
 */
export function compareSchedule<D, W extends AnyWish, S extends AnySchedule, O extends object, A extends Subject>(
  wish: W,
  schedule: S,
  now: number,
  { differences, instants }: ScheduleApi<D, W, S, O, A>,
): string[] {
  const reasons = differences(wish, schedule)
  const wished = wish.nextReportCreationTime
  const actual = schedule.nextReportCreationTime
  if (wished === undefined || actual === undefined || instants.read(wished) <= now) return reasons
  if (second(instants.read(wished)) === second(instants.read(actual))) return reasons
  return [...reasons, `nextReportCreationTime is ${actual}, not ${wished}`]
}

/** Answers may leave out what is below a second. */
function second(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
