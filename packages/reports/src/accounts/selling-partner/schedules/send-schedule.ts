import { ApiError, type CallOptions } from '@reportline/request'
import { operations, type SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import { checkResponse } from '../../../run/check-response.ts'
import { ScheduleError } from '../../../schedules/schedule-error.ts'
import type { ScheduleSpec } from './schedule-declaration.ts'

/** The operations that schedules use. */
export type SchedulesClient = Pick<
  SellingPartnerReportsClient,
  'createReportSchedule' | 'getReportSchedules' | 'cancelReportSchedule'
>

/**
 * Sends one schedule. Amazon replaces the schedule with the same report type and marketplaces.
 *
 * @returns The new schedule's id.
 * @throws ScheduleError `NOT_SCHEDULABLE`; otherwise the error of the call.
 */
export async function sendSchedule(spec: ScheduleSpec, client: SchedulesClient, call: CallOptions): Promise<string> {
  try {
    const created = await client.createReportSchedule(specification(spec), call)
    return checkResponse(operations.createReportSchedule, created, { reportScheduleId: 'string' }).reportScheduleId
  } catch (error) {
    throw isNotSchedulable(error) ? notSchedulableError(spec, error) : error
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

function notSchedulableError({ reportType, marketplaceIds }: ScheduleSpec, cause: unknown): ScheduleError {
  const hint = reportType.startsWith('GET_V2_SETTLEMENT_')
    ? 'Amazon creates settlement reports automatically. Use `collect` to get the existing ones.'
    : 'Request each report with `run`; if Amazon creates it automatically, use `collect`.'
  const what = `this report type cannot be scheduled. ${hint}`
  return new ScheduleError({ code: 'NOT_SCHEDULABLE', reportType, marketplaceIds, what, cause })
}
