import { createHash } from 'node:crypto'
import type { Job } from '../run/job.ts'

/**
 * Returns a digest of what a job requests. It is the same for two jobs that differ only in when they were requested.
 * Ledgers store it, so it must never change.
 */
export function requestKey(job: Job): string {
  const { api, account, region, environment, reportType, marketplaceIds, dataStartTime, dataEndTime } = job
  const options = Object.entries(job.reportOptions ?? {}).sort(([one], [other]) => compare(one, other))
  const ids = [...marketplaceIds].sort(compare)
  const request = [api, account, region, environment, reportType, ids, dataStartTime, dataEndTime, options]
  return createHash('sha256').update(JSON.stringify(request)).digest('hex')
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
