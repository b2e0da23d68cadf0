import type { Report } from '@reportline/business-reports-types'
import type { NewJob } from '../../run/check-request.ts'
import type { Job } from '../../run/job.ts'
import type { Outcome } from '../../run/outcome.ts'
import { readJob } from '../../run/read-job.ts'
import type { ProgressEvent, ReportEvent } from '../../run/report-event.ts'
import { createNew, finishCreation, resume } from '../../run/run.ts'
import { emit, type RunContext, type RunOptions, runContext } from '../../run/run-context.ts'
import { runPool, type Task } from '../../run/run-pool.ts'
import type { AccountInternals } from '../account.ts'
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
  return results(readList(list, internals), internals, options)
}

async function* results(
  entries: readonly Entry[],
  internals: Internals,
  options: InvoicesOptions,
): AsyncGenerator<InvoiceResult, void, undefined> {
  const counts = { total: entries.length, requested: 0, finished: 0, failed: 0 }
  const tasks = entries.map((entry) => taskOf(entry, internals, options, () => (counts.requested += 1)))
  for await (const result of runPool(tasks, { signal: options.signal, maxStarting: 1, maxInFlight })) {
    counts[result.outcome === undefined ? 'failed' : 'finished'] += 1
    emit(options.onEvent, { type: 'progress', ...counts })
    yield result
  }
}

/**
 * Only one task is starting at a time, so only one `createReport` waits for the rate limit. Jobs that are resumed start
 * at once.
 */
function taskOf(
  { request, newJob }: Entry,
  { context }: Internals,
  options: InvoicesOptions,
  onCreated: () => void,
): Task<InvoiceResult> {
  return {
    group: '',
    async run(started, signal) {
      const onEvent = (event: ReportEvent) => {
        if (event.type === 'created') onCreated()
        options.onEvent?.(event)
      }
      const own = runContext(context, { ...options, signal, onEvent })
      try {
        if (newJob === undefined) started()
        const outcome = newJob === undefined ? resume(request as Job, own) : runNew(newJob, own, started)
        return { request, outcome: await outcome }
      } catch (error) {
        signal.throwIfAborted()
        return { request, error }
      }
    },
  }
}

async function runNew(
  { job, issues }: NewJob,
  context: RunContext<Report>,
  started: () => void,
): Promise<Outcome<Report>> {
  const requestedAt = new Date(context.clock.now()).toISOString()
  const creation = await createNew({ job: { ...job, requestedAt }, issues }, context)
  started()
  return finishCreation(creation, context)
}

/** An entry of the list; with its job unless it is a job itself. */
interface Entry {
  readonly request: InvoiceRequest | Job
  readonly newJob: NewJob | undefined
}

function readList(list: readonly (InvoiceRequest | Job)[], internals: Internals): Entry[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw new TypeError('The list of invoices must be an array with at least one entry.')
  }
  return list.map((request, index) => {
    try {
      return { request, newJob: readEntry(request, internals) }
    } catch (error) {
      throw error instanceof TypeError ? new TypeError(`Invoice ${index} of the list: ${error.message}`) : error
    }
  })
}

function readEntry(entry: InvoiceRequest | Job, { context, newJob }: Internals): NewJob | undefined {
  if (typeof entry !== 'object' || entry === null) throw new TypeError('The entry must be a request or a job.')
  if (isJob(entry)) {
    readJob(entry, context)
    return undefined
  }
  if (entry.reportOptions !== undefined) return newJob(reportRequest(entry))
  throw new TypeError(
    "`reportOptions` must identify the invoice, for example { invoiceId: '…', documentType: 'Invoice' }.",
  )
}

function isJob(entry: InvoiceRequest | Job): entry is Job {
  return 'version' in entry
}

function reportRequest({ reportType = 'GET_AB_INVOICE_PDF', ...others }: InvoiceRequest): ReportRequest {
  return { reportType, ...others }
}
