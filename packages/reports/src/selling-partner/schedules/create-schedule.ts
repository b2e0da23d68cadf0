import { ApiError, RequestError } from '@reportline/request'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import { compareSchedule } from './compare-schedule.ts'
import { listSchedules } from './list-schedules.ts'
import { type ScheduleWish, scheduleKey } from './schedule-declaration.ts'
import { ScheduleError } from './schedule-error.ts'
import type { ScheduleContext } from './schedules.ts'

/** So often a schedule is sent whose answers are lost, each time after looking that it was not made. */
const attempts = 3

/**
 * Makes a schedule, in place of the one with the same report type and marketplaces.
 *
 * @param replaced The schedule whose place it takes, so that it is not taken for the new one.
 * @returns The new schedule's id.
 * @throws ScheduleError `NOT_SCHEDULABLE`, or `OUTCOME_UNKNOWN` where answers were lost and the schedule is not listed.
 */
export async function createSchedule(
  wish: ScheduleWish,
  replaced: ReportSchedule | undefined,
  context: ScheduleContext,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await context.client.createReportSchedule(specification(wish), context.call)).reportScheduleId
    } catch (error) {
      if (isNotSchedulable(error)) throw notSchedulable(wish, error)
      if (!(error instanceof RequestError && error.outcomeUnknown)) throw error
      const made = await lookUp(wish, replaced, context, error)
      if (made !== undefined) return made.reportScheduleId
      if (attempt >= attempts) throw unknown(wish, error, 'and the schedule is not listed')
    }
  }
}

function specification({ reportType, marketplaceIds, period, reportOptions, nextReportCreationTime }: ScheduleWish) {
  return {
    reportType,
    marketplaceIds: [...marketplaceIds],
    period,
    ...(reportOptions === undefined ? {} : { reportOptions: { ...reportOptions } }),
    ...(nextReportCreationTime === undefined ? {} : { nextReportCreationTime }),
  }
}

/** Sending it once more would be harmless, since it replaces itself; but only looking tells the id. */
async function lookUp(
  wish: ScheduleWish,
  replaced: ReportSchedule | undefined,
  context: ScheduleContext,
  cause: RequestError,
): Promise<ReportSchedule | undefined> {
  const schedules = await listSchedules([wish.reportType], context).catch((error: unknown) => {
    if (context.call.signal?.aborted) throw error
    throw unknown(wish, cause, 'and the schedules could not be listed')
  })
  const key = scheduleKey(wish.reportType, wish.marketplaceIds)
  return schedules.find(
    (schedule) =>
      schedule.reportScheduleId !== replaced?.reportScheduleId &&
      scheduleKey(schedule.reportType, schedule.marketplaceIds ?? []) === key &&
      compareSchedule(wish, schedule, context.clock.now()).length === 0,
  )
}

function unknown({ reportType, marketplaceIds }: ScheduleWish, cause: RequestError, why: string): ScheduleError {
  const what = `the answer of createReportSchedule was lost, ${why}. Apply again: what was made is then found.`
  return new ScheduleError({ code: 'OUTCOME_UNKNOWN', reportType, marketplaceIds, what, cause })
}

function isNotSchedulable(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status === 400 &&
    error.errors.some(({ message }) => /creation of report schedule type .* is not allowed/i.test(message))
  )
}

function notSchedulable({ reportType, marketplaceIds }: ScheduleWish, cause: unknown): ScheduleError {
  const hint = reportType.startsWith('GET_V2_SETTLEMENT_')
    ? 'Amazon makes settlement reports by itself: collect finds them when they are there.'
    : 'Amazon takes no schedule for it: ask for each report with run, or, where Amazon makes it by itself, use collect.'
  const what = `this report type cannot be scheduled. ${hint}`
  return new ScheduleError({ code: 'NOT_SCHEDULABLE', reportType, marketplaceIds, what, cause })
}
