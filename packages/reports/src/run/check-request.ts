import {
  readInstant,
  reportTypeFacts,
  type ValidationIssue,
  type ValidationResult,
  validateRequest,
} from '@reportline/report-types'
import type { ApiName } from './any-report.ts'
import type { Job } from './job.ts'

/**
 * Checks that a value is an object with known fields only.
 *
 * @param value The value to check.
 * @param name What to call the value in an error, for example `The request`.
 * @param fields The names of the fields that it may have.
 * @throws TypeError if it is not an object, or has an unknown field.
 */
export function checkFields(value: unknown, name: string, fields: ReadonlySet<string>): asserts value is object {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object.`)
  for (const field of Object.keys(value)) {
    if (!fields.has(field)) {
      throw new TypeError(`Unknown field \`${field}\`. Expected one of: ${[...fields].join(', ')}.`)
    }
  }
}

/**
 * Checks the type of a report.
 *
 * @param example A report type of the API, for the error.
 * @throws TypeError unless it is a string that is not blank.
 */
export function checkReportType(reportType: unknown, example: string): void {
  if (typeof reportType !== 'string' || reportType.trim() === '') {
    throw new TypeError(`\`reportType\` must be a report type, for example ${example}.`)
  }
}

/**
 * Checks that a value is one of the values that Amazon accepts.
 *
 * @param field The name of the field, for the error.
 * @returns The value.
 * @throws TypeError if it is not one of them.
 */
export function checkOneOf<Value extends string>(field: string, value: unknown, values: readonly Value[]): Value {
  const known = values.find((one) => one === value)
  if (known !== undefined) return known
  throw new TypeError(`Unknown \`${field}\` ${JSON.stringify(value)}. Expected one of: ${values.join(', ')}.`)
}

/**
 * Checks a list of report types.
 *
 * @param api The API that is asked for them.
 * @param suggestion A further sentence for the error.
 * @throws TypeError unless it is an array of strings with at least one, all of the API.
 */
export function checkReportTypes(reportTypes: unknown, api: ApiName, suggestion?: string): void {
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    const message = '`reportTypes` must be an array with at least one report type.'
    throw new TypeError(suggestion === undefined ? message : `${message} ${suggestion}`)
  }
  for (const reportType of reportTypes) checkApi(reportType, api)
}

/**
 * Checks the options of a report.
 *
 * @throws TypeError unless they are absent or an object of strings.
 */
export function checkReportOptions(options: unknown): void {
  if (options === undefined) return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError("`reportOptions` must be an object of strings, for example { custom: 'true' }.")
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string') {
      throw new TypeError(`\`reportOptions.${name}\` must be a string: Amazon accepts string values only.`)
    }
  }
}

/** The data window of a request. */
export interface WindowRequest {
  /**
   * Start of the data window, inclusive: a Date, or an ISO 8601 string with a time zone (`2025-01-01T00:00:00Z`,
   * `2025-01-01T00:00:00+01:00`). By default, Amazon decides.
   */
  readonly from?: Date | string | undefined
  /**
   * End of the data window, exclusive, so that one window ends where the next one starts. It is sent as Amazon's end
   * time; that Amazon excludes exactly that instant is assumed.
   */
  readonly to?: Date | string | undefined
}

/** The data window of a job. ISO 8601 in UTC. */
export interface DataWindow {
  readonly dataStartTime: string | undefined
  readonly dataEndTime: string | undefined
}

/**
 * Reads the data window of a request.
 *
 * @throws TypeError if `from` or `to` is not an instant, or the window is empty.
 */
export function dataWindow({ from, to }: WindowRequest): DataWindow {
  const start = from === undefined ? undefined : readInstant('from', from)
  const end = to === undefined ? undefined : readInstant('to', to)
  if (start !== undefined && end !== undefined) checkWindow(start, end)
  return {
    dataStartTime: start === undefined ? undefined : new Date(start).toISOString(),
    dataEndTime: end === undefined ? undefined : new Date(end).toISOString(),
  }
}

/**
 * @param from Milliseconds since 1970.
 * @param to Milliseconds since 1970.
 * @throws TypeError unless `from` is earlier than `to`.
 */
export function checkWindow(from: number, to: number): void {
  if (from < to) return
  const problem = from === to ? 'are the same instant, so the window is empty' : 'are in the wrong order'
  throw new TypeError(`\`from\` and \`to\` ${problem}. \`to\` is exclusive and must be later than \`from\`.`)
}

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
  if (override !== true) checkApi(job.reportType, job.api)
  const { errors, warnings } = validate(job)
  const [first] = errors
  if (first === undefined || override === true) return { job, issues: [...errors, ...warnings] }
  const reasons = errors.map(({ reason, suggestion }) => `${reason}. ${suggestion}.`).join(' ')
  const [source] = first.sources
  const citation = source === undefined ? '' : ` Source: ${source.title} (${source.date}).`
  throw new TypeError(`${reasons}${citation} To request the report anyway, set \`override: true\`.`)
}

const accountsByApi: Readonly<Record<ApiName, string>> = {
  'selling-partner': 'the Selling Partner API. Use sellingPartner() of @reportline/reports/selling-partner.',
  business: 'Amazon Business. Use amazonBusiness() of @reportline/reports/business.',
  pay: 'Amazon Pay. Use amazonPay() of @reportline/reports/pay.',
}

/**
 * Checks that a report type belongs to the API that is asked for it. The types of Amazon Pay are also recognized without
 * the underscores around them.
 *
 * @throws TypeError that names the right API. A type that the catalogue does not know can belong to any API.
 */
export function checkApi(reportType: string, api: ApiName): void {
  const [name, facts] = [reportType, `_${reportType}_`]
    .map((each) => [each, reportTypeFacts(each)] as const)
    .find(([, found]) => found !== undefined) ?? [reportType, undefined]
  if (facts === undefined || facts.api === api) return
  throw new TypeError(`\`reportType\` ${name} is a report type of ${accountsByApi[facts.api]}`)
}

/** The catalogue has no issues with a type that it does not know for the API of the job. */
function validate(job: Job): ValidationResult {
  const { reportType, dataStartTime, dataEndTime, reportOptions, marketplaceIds, requestedAt } = job
  if (reportTypeFacts(reportType)?.api !== job.api) return { errors: [], warnings: [] }
  const now = new Date(requestedAt)
  return validateRequest({ reportType, from: dataStartTime, to: dataEndTime, reportOptions, marketplaceIds, now })
}
