import { jobRecord } from '../../src/engine/begin.ts'
import type { JobRecord } from '../../src/ledger/ledger.ts'
import type { Job } from '../../src/run/job.ts'

export const start = Date.UTC(2025, 0, 15)

let count = 0

/** A job with default values, except for the given fields. */
export function someJob(fields: Partial<Job> = {}): Job {
  count += 1
  return {
    version: 1,
    id: `job-${count}`,
    api: 'selling-partner',
    account: 'eu',
    region: 'eu',
    reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    marketplaceIds: ['A1PA6795UKMFR9'],
    step: 'creating',
    requestedAt: new Date(start).toISOString(),
    ...fields,
  }
}

export function waiting(job: Job, reportId: string): Job {
  return { ...job, step: 'waiting', reportId }
}

export function done(job: Job, reportId: string, finishedAt = start): Job {
  return {
    ...job,
    step: 'finished',
    reportId,
    report: {
      reportId,
      reportType: job.reportType,
      processingStatus: 'DONE',
      reportDocumentId: `document of ${reportId}`,
      processingEndTime: new Date(finishedAt).toISOString(),
    },
  }
}

/** What the engine stores of a job at `start`. */
export function recordOf(job: Job): JobRecord {
  return jobRecord(job, start)
}

export function leaseOf(owner: string, now = start) {
  return { owner, until: now + 60_000 }
}
