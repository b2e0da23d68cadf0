import { operations, type PayReportsClient } from '@reportline/pay-reports-client'
import { ApiError, type CallOptions, RequestError } from '@reportline/request'
import type { Job } from '../../run/job.ts'
import { idempotencyKey } from './idempotency-key.ts'
import { payTime } from './pay-time.ts'

/**
 * Asks for the report of a job. The job's own id is the idempotency key, so that whatever sends the job again means the
 * same wish.
 *
 * @returns The report's identifier.
 * @throws RequestError. Its outcome is unknown also where Amazon says that it knows the key: then it has had this wish
 *   before, and may have made the report.
 */
export async function createReport(
  job: Job,
  client: Pick<PayReportsClient, 'createReport'>,
  call: CallOptions,
): Promise<string> {
  try {
    return (await client.createReport(specification(job), call)).reportId
  } catch (error) {
    throw isRepetition(error) ? hadBefore(error) : error
  }
}

function specification({ id, reportType, dataStartTime, dataEndTime }: Job) {
  if (dataStartTime === undefined || dataEndTime === undefined) {
    throw new TypeError('the job has no window, without which Amazon Pay makes no report')
  }
  return {
    reportType,
    startTime: payTime('dataStartTime', dataStartTime),
    endTime: payTime('dataEndTime', dataEndTime),
    'x-amz-pay-idempotency-key': idempotencyKey(id),
  }
}

/** The reason code is seen in public; that it means a repetition is assumed from its name. */
function isRepetition(error: unknown): error is ApiError {
  return error instanceof ApiError && error.errors.some(({ code }) => code === 'DuplicateIdempotencyKey')
}

function hadBefore(cause: ApiError): RequestError {
  const { attempts, requestId, status } = cause
  const reason = 'was refused because Amazon has had its idempotency key before: the report may have been made.'
  const operation = operations.createReport
  return new RequestError({
    code: 'API_ERROR',
    operation,
    reason,
    attempts,
    requestId,
    status,
    outcomeUnknown: true,
    cause,
  })
}
