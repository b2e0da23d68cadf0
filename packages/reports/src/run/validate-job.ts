import { reportTypeFacts, type ValidationIssue, type ValidationResult, validateRequest } from '@reportline/report-types'
import type { Job } from './job.ts'

/** What a request has besides, to get past the catalogue. */
export interface OverridableRequest {
  /**
   * Asks for the report even where the catalogue of report types says that Amazon refuses it or makes an empty one: the
   * catalogue may be wrong or old. What it says is still told to `onEvent`. Default: false.
   */
  readonly override?: boolean
}

/** What the catalogue of report types says of a job. Nothing, of a type that it does not know in the job's API. */
function validateJob(job: Job): ValidationResult {
  const { reportType, dataStartTime, dataEndTime, reportOptions, marketplaceIds, requestedAt } = job
  if (reportTypeFacts(reportType)?.api !== job.api) return { errors: [], warnings: [] }
  const now = new Date(requestedAt)
  return validateRequest({ reportType, from: dataStartTime, to: dataEndTime, reportOptions, marketplaceIds, now })
}

/**
 * Refuses a job that by a source cannot come to anything.
 *
 * @returns The job.
 * @throws TypeError with the reason, the way out and the source, unless the request overrides that.
 */
export function refuseUnlessOverridden(job: Job, override: unknown): Job {
  if (override !== undefined && typeof override !== 'boolean') throw new TypeError('override must be true or false')
  const errors = override === true ? [] : validateJob(job).errors
  const [source] = errors[0]?.sources ?? []
  if (errors.length === 0) return job
  const reasons = errors.map(({ reason, suggestion }) => `${reason}. ${suggestion}.`).join(' ')
  const by = source === undefined ? '' : ` Source: ${source.title} (${source.date}).`
  throw new TypeError(`${reasons}${by} To ask all the same, set override: true`)
}

/** All that the catalogue says against a job, whatever its weight. */
export function findingsOf(job: Job): readonly ValidationIssue[] {
  const { errors, warnings } = validateJob(job)
  return [...errors, ...warnings]
}
