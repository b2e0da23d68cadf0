import { createHash } from 'node:crypto'
import type { Job } from '../run/job.ts'

/** What a job asks for, as a digest: the same for two jobs that differ in nothing but when they were asked for. */
export function requestKey(job: Job): string {
  const { api, account, region, environment, reportType, marketplaceIds, dataStartTime, dataEndTime } = job
  const options = Object.entries(job.reportOptions ?? {}).sort(([one], [other]) => compare(one, other))
  const ids = [...marketplaceIds].sort(compare)
  const wish = [api, account, region, environment, reportType, ids, dataStartTime, dataEndTime, options]
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex')
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
