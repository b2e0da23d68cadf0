import type { Report } from '@reportline/business-reports-types'
import pLimit from 'p-limit'
import type { ProgressEvent } from '../../engine/run-many.ts'
import { checkJob } from '../../run/check-job.ts'
import { create } from '../../run/create.ts'
import type { Job } from '../../run/job.ts'
import type { Outcome } from '../../run/outcome.ts'
import type { ReportEvent } from '../../run/report-event.ts'
import { resume, runCreated } from '../../run/run.ts'
import { emit, type RunContext, type RunOptions, runContext } from '../../run/run-context.ts'
import type { AccountInternals } from '../account-internals.ts'
import { inFlight } from '../in-flight.ts'
import type { InvoiceOptions, ReportRequest } from './report-request.ts'

/** A request for one invoice. */
export interface InvoiceRequest extends Omit<ReportRequest, 'reportType' | 'reportOptions'> {
  /** Defaults to `GET_AB_INVOICE_PDF`. */
  readonly reportType?: ReportRequest['reportType']
  readonly reportOptions: InvoiceOptions | Readonly<Record<string, string>>
}

/** The result for one entry of the list: an outcome, or the error that this entry failed with. */
export type InvoiceResult =
  | { readonly request: InvoiceRequest | Job; readonly outcome: Outcome<Report>; readonly error?: never }
  | { readonly request: InvoiceRequest | Job; readonly error: unknown; readonly outcome?: never }

/** The options of `invoices`. `save`, `signal` and `deadline` mean the same as for `run`. */
export interface InvoicesOptions extends Omit<RunOptions, 'onEvent'> {
  /** Called for each event of each invoice, and with the overall progress. Exceptions it throws are ignored. */
  readonly onEvent?: (event: ReportEvent | ProgressEvent) => void
}

type Internals = AccountInternals<ReportRequest, Report>

/**
 * Maximum number of reports polled at the same time. At one poll per report every 60 s that is one `getReport` a
 * second, below its rate limit.
 */
const maxInFlight = 60

/**
 * Requests many invoices, or resumes saved jobs, and yields each result as it arrives.
 *
 * @param list Requests, and jobs that an earlier call saved.
 * @throws TypeError immediately if the list is empty or an entry is invalid.
 */
export function invoices(
  list: readonly (InvoiceRequest | Job)[],
  internals: Internals,
  options: InvoicesOptions = {},
): AsyncGenerator<InvoiceResult, void, undefined> {
  checkList(list, internals)
  return results([...list], internals, options)
}

async function* results(
  list: readonly (InvoiceRequest | Job)[],
  internals: Internals,
  options: InvoicesOptions,
): AsyncGenerator<InvoiceResult, void, undefined> {
  const stopped = new AbortController()
  const signal = options.signal === undefined ? stopped.signal : AbortSignal.any([options.signal, stopped.signal])
  const counts = { total: list.length, requested: 0, finished: 0, failed: 0 }
  const onEvent = (event: ReportEvent) => {
    if (event.type === 'created') counts.requested += 1
    options.onEvent?.(event)
  }
  const runInvoice = invoiceRunner(internals, runContext(internals.context, { ...options, signal, onEvent }))
  const pending = inFlight(list, maxInFlight, runInvoice)
  try {
    for await (const result of pending) {
      counts[result.outcome === undefined ? 'failed' : 'finished'] += 1
      emit(options.onEvent, { type: 'progress', ...counts })
      yield result
      signal.throwIfAborted()
    }
  } finally {
    stopped.abort()
    await pending.return(undefined)
  }
}

/**
 * Creates the function that runs one entry. Only one `createReport` is sent at a time: further ones would only wait for
 * the rate limit, and if the process died meanwhile, it would be unknown whether they had been sent.
 */
function invoiceRunner(
  internals: Internals,
  context: RunContext<Report>,
): (request: InvoiceRequest | Job) => Promise<InvoiceResult> {
  const mutex = pLimit(1)
  const { signal } = context.call
  const outcomeOf = async (request: InvoiceRequest | Job): Promise<Outcome<Report>> => {
    if (isJob(request)) return resume(request, context)
    const creation = await mutex(() => {
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

function checkList(list: readonly (InvoiceRequest | Job)[], internals: Internals): void {
  if (!Array.isArray(list) || list.length === 0) {
    throw new TypeError('The list of invoices must be an array with at least one entry.')
  }
  for (const [index, entry] of list.entries()) {
    try {
      checkEntry(entry, internals)
    } catch (error) {
      throw error instanceof TypeError ? new TypeError(`Invoice ${index} of the list: ${error.message}`) : error
    }
  }
}

function checkEntry(entry: InvoiceRequest | Job, internals: Internals): void {
  if (typeof entry !== 'object' || entry === null) throw new TypeError('The entry must be a request or a job.')
  if (isJob(entry)) checkJob(entry, internals.context)
  else if (entry.reportOptions !== undefined) internals.newJob(reportRequest(entry))
  else {
    throw new TypeError(
      "`reportOptions` must identify the invoice, for example { invoiceId: '…', documentType: 'Invoice' }.",
    )
  }
}

function isJob(entry: InvoiceRequest | Job): entry is Job {
  return 'version' in entry
}

function reportRequest({ reportType = 'GET_AB_INVOICE_PDF', ...others }: InvoiceRequest): ReportRequest {
  return { reportType, ...others }
}
