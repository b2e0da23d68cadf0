import type { Report } from '@reportline/business-reports-types'
import type { ProgressEvent } from '../../engine/run-many.ts'
import { checkJob } from '../../run/check-job.ts'
import { create } from '../../run/create.ts'
import type { Job } from '../../run/job.ts'
import type { Outcome } from '../../run/outcome.ts'
import type { ReportEvent } from '../../run/report-event.ts'
import { resume, runCreated } from '../../run/run.ts'
import { emit, type RunContext, type RunOptions, runContext } from '../../run/run-context.ts'
import type { AccountInternals } from '../account-internals.ts'
import { inFlight, oneAtATime } from '../in-flight.ts'
import type { BusinessReportRequest, InvoiceOptions } from './report-request.ts'

/** One of the invoices that are wanted. */
export interface InvoiceRequest extends Omit<BusinessReportRequest, 'reportType' | 'reportOptions'> {
  /** Default: `GET_AB_INVOICE_PDF`. */
  readonly reportType?: BusinessReportRequest['reportType']
  readonly reportOptions: InvoiceOptions | Readonly<Record<string, string>>
}

/** An invoice that is wanted: a request, or the job that an earlier call has saved. */
export type InvoiceWish = InvoiceRequest | Job

/** What became of one invoice. */
export type InvoiceResult =
  | { readonly request: InvoiceWish; readonly outcome: Outcome<Report>; readonly error?: never }
  | { readonly request: InvoiceWish; readonly error: unknown; readonly outcome?: never }

/** The options of a call for many invoices; `save`, `signal` and `deadline` are as those of one run. */
export interface InvoicesOptions extends Omit<RunOptions, 'onEvent'> {
  /** Told what happens to each, and how far all are. What it throws is ignored. */
  readonly onEvent?: (event: ReportEvent | ProgressEvent) => void
}

type Internals = AccountInternals<BusinessReportRequest, Report>

/** So many reports wait at a time. Looking at them takes less than `getReport` allows; at 60 s each, one a second. */
const mostInFlight = 60

/** @throws TypeError at once when an entry of the list is wrong, or there is none. */
export function invoices(
  list: readonly InvoiceWish[],
  internals: Internals,
  options: InvoicesOptions = {},
): AsyncGenerator<InvoiceResult, void, undefined> {
  checkList(list, internals)
  return results([...list], internals, options)
}

async function* results(
  list: readonly InvoiceWish[],
  internals: Internals,
  options: InvoicesOptions,
): AsyncGenerator<InvoiceResult, void, undefined> {
  const left = new AbortController()
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal])
  const counts = { total: list.length, requested: 0, finished: 0, failed: 0 }
  const onEvent = (event: ReportEvent) => {
    if (event.type === 'created') counts.requested += 1
    options.onEvent?.(event)
  }
  const work = worker(internals, runContext(internals.context, { ...options, signal, onEvent }))
  const reading = inFlight(list, mostInFlight, work)
  try {
    for await (const result of reading) {
      counts[result.outcome === undefined ? 'failed' : 'finished'] += 1
      emit(options.onEvent, { type: 'progress', ...counts })
      yield result
      signal.throwIfAborted()
    }
  } finally {
    left.abort()
    await reading.return(undefined)
  }
}

/**
 * Makes what is done for each. One `createReport` is under way at a time: the others would only wait for the rate limit,
 * as jobs of which it cannot be told later whether they were sent.
 */
function worker(internals: Internals, context: RunContext<Report>): (request: InvoiceWish) => Promise<InvoiceResult> {
  const inTurn = oneAtATime()
  const { signal } = context.call
  const outcomeOf = async (request: InvoiceWish): Promise<Outcome<Report>> => {
    if (isJob(request)) return resume(request, context)
    const creation = await inTurn(async () => {
      signal?.throwIfAborted()
      return create(internals.newJob(reportRequest(request)), context)
    })
    return runCreated(creation, context)
  }
  return async (request) => {
    try {
      return { request, outcome: await outcomeOf(request) }
    } catch (error) {
      signal?.throwIfAborted()
      return { request, error }
    }
  }
}

function checkList(list: readonly InvoiceWish[], internals: Internals): void {
  if (!Array.isArray(list) || list.length === 0) {
    throw new TypeError('the list must be an array of invoices with at least one')
  }
  for (const [index, wish] of list.entries()) {
    try {
      checkWish(wish, internals)
    } catch (error) {
      throw error instanceof TypeError ? new TypeError(`entry ${index} of the list: ${error.message}`) : error
    }
  }
}

function checkWish(wish: InvoiceWish, internals: Internals): void {
  if (typeof wish !== 'object' || wish === null) throw new TypeError('it must be a request or a job')
  if (isJob(wish)) checkJob(wish, internals.context)
  else if (wish.reportOptions !== undefined) internals.newJob(reportRequest(wish))
  else
    throw new TypeError("reportOptions must say which invoice, for example { invoiceId: '…', documentType: 'Invoice' }")
}

function isJob(wish: InvoiceWish): wish is Job {
  return 'version' in wish
}

function reportRequest({ reportType = 'GET_AB_INVOICE_PDF', ...others }: InvoiceRequest): BusinessReportRequest {
  return { reportType, ...others }
}
