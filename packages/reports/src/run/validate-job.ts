import { reportTypeFacts, type ValidationIssue, type ValidationResult, validateRequest } from '@reportline/report-types'
import type { Job } from './job.ts'

/** The part of a request that overrides the catalogue of report types. */
export interface OverridableRequest {
  /**
   * Requests the report even if the catalogue of report types says that Amazon refuses it or returns an empty one. The
   * catalogue may be wrong or outdated. Its issues are passed to `onEvent`. Defaults to false.
   */
  readonly override?: boolean | undefined
}

/** A job that has not been saved yet. */
export interface NewJob {
  readonly job: Job
  /** What the catalogue of report types says against the request. */
  readonly issues: readonly ValidationIssue[]
}

/**
 * Validates a new job against the catalogue of report types.
 *
 * @throws TypeError with the reason, a suggestion and the source if the request cannot succeed and does not override
 * that.
 */
export function validatedJob(job: Job, override: unknown): NewJob {
  if (override !== undefined && typeof override !== 'boolean') throw new TypeError('`override` must be true or false.')
  const { errors, warnings } = validate(job)
  const [first] = errors
  if (first === undefined || override === true) return { job, issues: [...errors, ...warnings] }
  const reasons = errors.map(({ reason, suggestion }) => `${reason}. ${suggestion}.`).join(' ')
  const [source] = first.sources
  const citation = source === undefined ? '' : ` Source: ${source.title} (${source.date}).`
  throw new TypeError(`${reasons}${citation} To request the report anyway, set \`override: true\`.`)
}

/** The catalogue has no issues with a type that it does not know for the API of the job. */
function validate(job: Job): ValidationResult {
  const { reportType, dataStartTime, dataEndTime, reportOptions, marketplaceIds, requestedAt } = job
  if (reportTypeFacts(reportType)?.api !== job.api) return { errors: [], warnings: [] }
  const now = new Date(requestedAt)
  return validateRequest({ reportType, from: dataStartTime, to: dataEndTime, reportOptions, marketplaceIds, now })
}
