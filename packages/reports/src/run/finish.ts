import { DocumentError, type ReportDocument } from '@reportline/documents'
import { redactor } from '@reportline/redact'
import type { AnyReport } from './any-report.ts'
import type { Job, WaitingJob } from './job.ts'
import type { CancelledOutcome, DoneOutcome, FatalOutcome, Outcome } from './outcome.ts'
import { reportDocument } from './report-document.ts'
import { ReportError } from './report-error.ts'
import type { AccountContext, RunContext } from './run-context.ts'
import { type RecentRequest, type WhyCancelled, whyCancelled } from './why-cancelled.ts'

/** Saves a job with its finished report and returns the outcome. */
export async function finish<R extends AnyReport>(
  job: WaitingJob,
  report: R,
  context: RunContext<R>,
  recent?: RecentRequest,
): Promise<Outcome<R>> {
  const finished: Job = { ...job, step: 'finished', report }
  await context.save(finished)
  context.onEvent({ type: 'finished', job: finished, processingStatus: report.processingStatus })
  return outcomeOf(finished, report, context, recent)
}

/**
 * Returns the outcome of a finished job.
 *
 * @throws ReportError `NOT_CREATED` if the job never had a report.
 */
export async function finishedOutcome<R extends AnyReport>(
  job: Job,
  context: RunContext<R>,
  recent?: RecentRequest,
): Promise<Outcome<R>> {
  // The job belongs to the API of the context, and so does its report.
  if (job.report !== undefined) return outcomeOf(job, job.report as R, context, recent)
  const reason = job.failure?.message ?? 'createReport was refused'
  throw new ReportError({ code: 'NOT_CREATED', what: `there is no report: ${reason}. Start again.`, job })
}

async function outcomeOf<R extends AnyReport>(
  job: Job,
  report: R,
  context: RunContext<R>,
  recent: RecentRequest | undefined,
): Promise<Outcome<R>> {
  if (context.api.ending(report) === 'done' && report.reportDocumentId === undefined) {
    throw new ReportError({ code: 'NO_DOCUMENT', what: noDocument, job })
  }
  const onUnreadable = (error: unknown) => context.onEvent({ type: 'reason-unreadable', job, code: codeOf(error) })
  const ending = await reportEnding(report, context, { job, signal: context.call.signal, onUnreadable, recent })
  return { ...ending, job }
}

/** How a report was finished, by whatever application it was requested. */
export type Ending<R extends AnyReport = AnyReport> =
  | Omit<DoneOutcome<R>, 'job'>
  | Omit<CancelledOutcome<R>, 'job'>
  | Omit<FatalOutcome<R>, 'job'>

/** The options of {@link reportEnding}. */
interface EndingOptions {
  readonly signal?: AbortSignal | undefined
  /** The job that the report belongs to, if any. */
  readonly job?: Job | undefined
  /** An earlier request for the report type that explains a cancelled report, if one is known. */
  readonly recent?: RecentRequest | undefined
  /** Called if the reason of a fatal report cannot be read. */
  readonly onUnreadable?: ((error: unknown) => void) | undefined
}

/** Returns how a report was finished. An unknown status counts as fatal. */
export async function reportEnding<R extends AnyReport>(
  report: R,
  context: AccountContext<R>,
  options: EndingOptions = {},
): Promise<Ending<R>> {
  const ending = context.api.ending(report)
  const { reportDocumentId } = report
  if (ending === 'cancelled') return { status: 'cancelled', report, ...reasonOf(report, context, options) }
  if (ending !== 'done') return fatal(report, context, options)
  if (reportDocumentId === undefined) return { status: 'fatal', report, reason: noDocument }
  return { status: 'done', report, document: reportDocument(context, reportDocumentId, report, options.job) }
}

/** The error message for a finished report without a document. */
const noDocument = 'Amazon returned no document although the report is done. Request it again.'

function reasonOf<R extends AnyReport>(report: R, { api }: AccountContext<R>, { recent }: EndingOptions): WhyCancelled {
  if (api.whyCancelled !== undefined) return api.whyCancelled(report)
  return whyCancelled(report, { cancelledHere: api.cancelledHere?.(report.reportId), recent })
}

async function fatal<R extends AnyReport>(
  report: R,
  context: AccountContext<R>,
  options: EndingOptions,
): Promise<Ending<R>> {
  const { reportDocumentId } = report
  if (reportDocumentId === undefined) return { status: 'fatal', report }
  const document = reportDocument(context, reportDocumentId, report, options.job)
  try {
    const reason = await readFatalReason(document, options.signal)
    return { status: 'fatal', report, reason, document }
  } catch (error) {
    if (options.signal?.aborted) throw error
    // The report is fatal whether or not its reason can be read.
    options.onUnreadable?.(error)
    return { status: 'fatal', report, document }
  }
}

/** The document of a fatal report is short. No more characters are read. */
const maxDocumentLength = 65_536
const maxReasonLength = 2_000
const redact = redactor()

/**
 * Reads why a report failed from its document. Some report types have `{"errorDetails": "…"}` there, others plain text.
 *
 * @returns The reason, at most 2,000 characters; undefined for an empty document.
 */
async function readFatalReason(document: ReportDocument, signal?: AbortSignal): Promise<string | undefined> {
  const text = await document.text({ maxLength: maxDocumentLength, signal })
  // The document store may repeat the download URL.
  const reason = redact((errorDetails(text) ?? text).trim()).slice(0, maxReasonLength)
  return reason === '' ? undefined : reason
}

function errorDetails(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('errorDetails' in value)) return undefined
    return typeof value.errorDetails === 'string' ? value.errorDetails : JSON.stringify(value.errorDetails)
  } catch {
    return undefined
  }
}

/** Returns the code of an error, for an event. */
function codeOf(error: unknown): string {
  if (error instanceof DocumentError) return error.code
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ERROR'
}
