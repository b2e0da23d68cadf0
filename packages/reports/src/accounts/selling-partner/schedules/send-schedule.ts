import { ApiError, type CallOptions } from '@reportline/request'
import { ScheduleError } from '../../../schedules/schedule-error.ts'
import type { ScheduleSpec } from './schedule-declaration.ts'
import type { SchedulesClient } from './schedules.ts'

/**
 * Sends one schedule. Amazon puts it in the place of the one with the same report type and marketplaces.
 *
 * @returns The new schedule's id.
 * @throws ScheduleError `NOT_SCHEDULABLE`; otherwise what the call failed with.
 */
export async function sendSchedule(spec: ScheduleSpec, client: SchedulesClient, call: CallOptions): Promise<string> {
  try {
    return (await client.createReportSchedule(specification(spec), call)).reportScheduleId
  } catch (error) {
    throw isNotSchedulable(error) ? notSchedulable(spec, error) : error
  }
}

function specification({ reportType, marketplaceIds, period, reportOptions, nextReportCreationTime }: ScheduleSpec) {
  return {
    reportType,
    marketplaceIds: [...marketplaceIds],
    period,
    ...(reportOptions === undefined ? {} : { reportOptions: { ...reportOptions } }),
    ...(nextReportCreationTime === undefined ? {} : { nextReportCreationTime }),
  }
}

function isNotSchedulable(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status === 400 &&
    error.errors.some(({ message }) => /creation of report schedule type .* is not allowed/i.test(message))
  )
}

function notSchedulable({ reportType, marketplaceIds }: ScheduleSpec, cause: unknown): ScheduleError {
  const hint = reportType.startsWith('GET_V2_SETTLEMENT_')
    ? 'Amazon makes settlement reports by itself: collect finds them when they are there.'
    : 'Amazon takes no schedule for it: ask for each report with run, or, where Amazon makes it by itself, use collect.'
  const what = `this report type cannot be scheduled. ${hint}`
  return new ScheduleError({ code: 'NOT_SCHEDULABLE', reportType, marketplaceIds, what, cause })
}
