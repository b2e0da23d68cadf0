import { randomUUID } from 'node:crypto'
import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { Job, JobFailure } from '../job/job.ts'
import type { AccountContext, RunContext } from './account-context.ts'
import { findMarketplaces } from './marketplaces.ts'
import { checkRequest, type ReportRequest } from './report-request.ts'

/** What came of `createReport`. */
export type Creation =
  | { readonly known: true; readonly job: Job }
  | { readonly known: false; readonly job: Job; readonly cause: RequestError }

/**
 * Makes the job of a request.
 *
 * @throws TypeError when the request is wrong.
 */
export function newJob(request: ReportRequest, { region, clock }: AccountContext): Job {
  const window = checkRequest(request)
  const marketplaceIds = findMarketplaces(request.marketplaces, region).map((marketplace) => marketplace.id)
  return {
    version: 1,
    id: randomUUID(),
    api: 'selling-partner',
    region,
    reportType: request.reportType,
    marketplaceIds,
    ...window,
    ...(request.reportOptions === undefined ? {} : { reportOptions: { ...request.reportOptions } }),
    step: 'creating',
    requestedAt: new Date(clock.now()).toISOString(),
  }
}

/**
 * Saves the job, asks Amazon for the report, and saves the job again. Where the answer is lost nothing is sent again.
 * Where Amazon surely made no report, the job is finished with the failure, and the error thrown.
 */
export async function create(job: Job, context: RunContext): Promise<Creation> {
  await context.save(job)
  context.onEvent({ type: 'creating', job })
  try {
    const { reportId } = await context.client.createReport(specification(job), context.call)
    return { known: true, job: await waitingJob({ ...job, step: 'waiting', reportId }, context) }
  } catch (error) {
    if (error instanceof RequestError && error.outcomeUnknown) return { known: false, job, cause: error }
    const failure = refusal(error)
    if (failure !== undefined) await context.save({ ...job, step: 'finished', failure })
    throw error
  }
}

async function waitingJob(job: Job, context: RunContext): Promise<Job> {
  await context.save(job)
  context.onEvent({ type: 'created', job })
  return job
}

function specification(job: Job) {
  const { reportType, marketplaceIds, dataStartTime, dataEndTime, reportOptions } = job
  return {
    reportType,
    marketplaceIds: [...marketplaceIds],
    ...(dataStartTime === undefined ? {} : { dataStartTime }),
    ...(dataEndTime === undefined ? {} : { dataEndTime }),
    ...(reportOptions === undefined ? {} : { reportOptions: { ...reportOptions } }),
  }
}

/** Only where it is sure that there is no report. After an abort, for one, it is not: the request may be on its way. */
function refusal(error: unknown): JobFailure | undefined {
  if (!(error instanceof RequestError) && !(error instanceof AuthError)) return undefined
  const { code, message, status, requestId } = error
  return {
    code,
    message,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}
