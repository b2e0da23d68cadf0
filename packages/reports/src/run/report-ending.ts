import type { AnyReport } from './any-report.ts'
import { readFatalReason } from './fatal-reason.ts'
import type { Job } from './job.ts'
import type { CancelledOutcome, DoneOutcome, FatalOutcome } from './outcome.ts'
import type { RecentRequest } from './recent-request.ts'
import { reportDocument } from './report-document.ts'
import type { AccountContext } from './run-context.ts'
import { type WhyCancelled, whyCancelled } from './why-cancelled.ts'

/** How a report was finished, by whatever application it was requested. */
export type Ending<R extends AnyReport = AnyReport> =
  | Omit<DoneOutcome<R>, 'job'>
  | Omit<CancelledOutcome<R>, 'job'>
  | Omit<FatalOutcome<R>, 'job'>

/** The options of {@link reportEnding}. */
export interface EndingOptions {
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
export const noDocument = 'Amazon returned no document although the report is done. Request it again.'

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
