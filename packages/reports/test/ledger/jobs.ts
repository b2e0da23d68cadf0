import type { Job } from '../../src/run/job.ts'

export const start = Date.UTC(2025, 0, 15)

let count = 0

/** A job like any other, but for the fields given. */
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

export function done(job: Job, reportId: string, endedAt = start): Job {
  return {
    ...job,
    step: 'finished',
    reportId,
    report: {
      reportId,
      reportType: job.reportType,
      processingStatus: 'DONE',
      reportDocumentId: `document of ${reportId}`,
      processingEndTime: new Date(endedAt).toISOString(),
    },
  }
}

/** Terms under which nothing is used again and everything that was left is taken up. */
export function terms(holder: string, now = start) {
  return { lease: { holder, until: now + 60_000 }, now, joinIfCreatedAfter: 0 }
}
