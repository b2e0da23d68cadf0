import { formatPayDate } from '@reportline/auth/amazon-pay'
import type { PayReportsClient } from '@reportline/pay-reports-client'
import type { ReportSchedule } from '@reportline/pay-reports-types'
import { ApiError, type CallOptions } from '@reportline/request'
import { addPeriod } from '../../../schedules/add-period.ts'
import { ScheduleError } from '../../../schedules/schedule-error.ts'
import { idempotencyKey } from '../create-report.ts'
import type { ScheduleSpec } from './schedule-declaration.ts'

/** The operations that schedules use. */
export type SchedulesClient = Pick<
  PayReportsClient,
  'createReportSchedule' | 'getReportSchedules' | 'cancelReportSchedule'
>

/** A schedule to send. */
export interface ScheduleToSend {
  readonly spec: ScheduleSpec
  /** The schedule to replace. If undefined, nothing is deleted, so that a schedule of another application survives. */
  readonly replaced: ReportSchedule | undefined
  /** The current time in milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

/**
 * Sends one schedule.
 *
 * @returns The new schedule's id.
 * @throws ScheduleError `OUT_OF_DATE` if there is a schedule now that was not to be replaced; otherwise the error of the
 *   call.
 */
export async function sendSchedule(
  toSend: ScheduleToSend,
  client: SchedulesClient,
  call: CallOptions,
): Promise<string> {
  try {
    const response: unknown = await client.createReportSchedule(specification(toSend), call)
    const reportScheduleId = idIn(response)
    if (reportScheduleId !== undefined) return reportScheduleId
    throw outOfDate(toSend.spec, undefined)
  } catch (error) {
    if (!(error instanceof ApiError) || toSend.replaced !== undefined) throw error
    throw (await exists(toSend.spec, client, call)) ? outOfDate(toSend.spec, error) : error
  }
}

/** Amazon's documentation has `deleteExistingSchedule` in the query, its own SDKs send it in the body. It is in both. */
function specification({ spec, replaced, now }: ScheduleToSend) {
  const { reportType, scheduleFrequency, nextReportCreationTime } = spec
  const firstReport = nextReportCreationTime ?? formatPayDate(addPeriod(now, scheduleFrequency) ?? now)
  const deleteExistingSchedule = replaced !== undefined
  return {
    deleteExistingSchedule,
    'x-amz-pay-idempotency-key': idempotencyKey(crypto.randomUUID()),
    body: { reportType, scheduleFrequency, nextReportCreationTime: firstReport, deleteExistingSchedule },
  }
}

/** If a schedule exists, the API "returns an array" according to its documentation, and creates nothing. */
function idIn(response: unknown): string | undefined {
  if (typeof response !== 'object' || response === null || !('reportScheduleId' in response)) return undefined
  const { reportScheduleId } = response
  return typeof reportScheduleId === 'string' && reportScheduleId !== '' ? reportScheduleId : undefined
}

/** How Amazon refuses a second schedule is not documented. So the schedules are listed instead of reading the error. */
async function exists({ reportType }: ScheduleSpec, client: SchedulesClient, call: CallOptions): Promise<boolean> {
  try {
    const { reportSchedules } = await client.getReportSchedules({ reportTypes: [reportType] }, call)
    return reportSchedules.some((schedule) => schedule.reportType === reportType)
  } catch {
    // The caller throws the original error.
    return false
  }
}

function outOfDate({ reportType }: ScheduleSpec, cause: ApiError | undefined): ScheduleError {
  const what = 'there is a schedule now that did not exist when the plan was made. Plan again.'
  return new ScheduleError({ code: 'OUT_OF_DATE', reportType, what, cause })
}
