import { formatPayDate } from '@reportline/auth/amazon-pay'
import type { PayReportsClient } from '@reportline/pay-reports-client'
import type { ReportSchedule } from '@reportline/pay-reports-types'
import { ApiError, type CallOptions } from '@reportline/request'
import { addPeriod } from '../../../schedules/add-period.ts'
import { ScheduleError } from '../../../schedules/schedule-error.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import type { ScheduleSpec } from './schedule-declaration.ts'

/** The operations that schedules need. */
export type SchedulesClient = Pick<
  PayReportsClient,
  'createReportSchedule' | 'getReportSchedules' | 'cancelReportSchedule'
>

/** One schedule to send. */
export interface ScheduleToSend {
  readonly spec: ScheduleSpec
  /** The one that makes room for it; without one nothing is deleted, so that nobody else's schedule is. */
  readonly replaced: ReportSchedule | undefined
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

/**
 * Sends one schedule.
 *
 * @returns The new schedule's id.
 * @throws ScheduleError `OUT_OF_DATE` where there is one by now; otherwise what the call failed with.
 */
export async function sendSchedule(
  toSend: ScheduleToSend,
  client: SchedulesClient,
  call: CallOptions,
): Promise<string> {
  try {
    const answer: unknown = await client.createReportSchedule(specification(toSend), call)
    const reportScheduleId = idIn(answer)
    if (reportScheduleId !== undefined) return reportScheduleId
    throw outOfDate(toSend.spec, undefined)
  } catch (error) {
    if (!(error instanceof ApiError) || toSend.replaced !== undefined) throw error
    throw (await isThere(toSend.spec, client, call)) ? outOfDate(toSend.spec, error) : error
  }
}

/** The documents have `deleteExistingSchedule` in the query, Amazon's own SDKs send it in the body: it is in both. */
function specification({ spec, replaced, now }: ScheduleToSend) {
  const { reportType, scheduleFrequency, nextReportCreationTime } = spec
  const first = nextReportCreationTime ?? formatPayDate(addPeriod(now, scheduleFrequency) ?? now)
  const deleteExistingSchedule = replaced !== undefined
  return {
    deleteExistingSchedule,
    'x-amz-pay-idempotency-key': idempotencyKey(crypto.randomUUID()),
    body: { reportType, scheduleFrequency, nextReportCreationTime: first, deleteExistingSchedule },
  }
}

/** Of a schedule that exists the documents say that the API "returns an array": such an answer makes nothing. */
function idIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('reportScheduleId' in answer)) return undefined
  return typeof answer.reportScheduleId === 'string' ? answer.reportScheduleId : undefined
}

/** How Amazon refuses a second schedule is not documented, so the schedules are asked, not the error. */
async function isThere({ reportType }: ScheduleSpec, client: SchedulesClient, call: CallOptions): Promise<boolean> {
  try {
    const { reportSchedules } = await client.getReportSchedules({ reportTypes: [reportType] }, call)
    return reportSchedules.some((schedule) => schedule.reportType === reportType)
  } catch {
    // The refusal itself is what there is to tell.
    return false
  }
}

function outOfDate({ reportType }: ScheduleSpec, cause: ApiError | undefined): ScheduleError {
  const what = 'Amazon has a schedule for it by now, which was not there when the plan was made. Plan again.'
  return new ScheduleError({ code: 'OUT_OF_DATE', reportType, what, cause })
}
