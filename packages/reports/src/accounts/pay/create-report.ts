import { operations, type PayReportsClient } from '@reportline/pay-reports-client'
import { ApiError, type CallOptions, RequestError } from '@reportline/request'
import { checkResponse } from '../../run/check-response.ts'
import type { Job } from '../../run/job.ts'
import { payTime } from './pay-time.ts'

/**
 * Requests the report of a job. The job's id is the idempotency key, so that sending the job again does not create a
 * second report.
 *
 * @returns The report's id.
 * @throws RequestError. Its `outcomeUnknown` is also true if Amazon has received the idempotency key before: an earlier
 *   attempt may have created the report.
 */
export async function createReport(
  job: Job,
  client: Pick<PayReportsClient, 'createReport'>,
  call: CallOptions,
): Promise<string> {
  try {
    const created = await client.createReport(specification(job), { ...call, scope: job.reportType })
    return checkResponse(operations.createReport, created, { reportId: 'string' }).reportId
  } catch (error) {
    throw isDuplicateKey(error) ? duplicateKeyError(error) : error
  }
}

function specification({ id, reportType, dataStartTime, dataEndTime }: Job) {
  if (dataStartTime === undefined || dataEndTime === undefined) {
    throw new TypeError('The job has no `dataStartTime` or no `dataEndTime`. Amazon Pay requires both.')
  }
  return {
    reportType,
    startTime: payTime('dataStartTime', dataStartTime),
    endTime: payTime('dataEndTime', dataEndTime),
    'x-amz-pay-idempotency-key': idempotencyKey(id),
  }
}

/** The error code is documented. That it means a repeated request is assumed from its name. */
function isDuplicateKey(error: unknown): error is ApiError {
  return error instanceof ApiError && error.errors.some(({ code }) => code === 'DuplicateIdempotencyKey')
}

function duplicateKeyError(cause: ApiError): RequestError {
  const { attempts, requestId, status } = cause
  return new RequestError({
    code: 'API_ERROR',
    operation: operations.createReport,
    reason: 'was refused because Amazon has received its idempotency key before: the report may have been created.',
    attempts,
    requestId,
    status,
    outcomeUnknown: true,
    cause,
  })
}

/** Returns a UUID as an idempotency key: its hexadecimal digits without dashes, as in Amazon's own samples. */
export function idempotencyKey(uuid: string): string {
  return uuid.replaceAll('-', '')
}
