import { readFatalReason } from './fatal-reason.ts'
import type { Job } from './job.ts'
import type { CancelledOutcome, DoneOutcome, FatalOutcome } from './outcome.ts'
import type { TooOften } from './recent-request.ts'
import type { AnyReport } from './report-api.ts'
import { reportDocument } from './report-document.ts'
import type { AccountContext } from './run-context.ts'
import { type WhyCancelled, whyCancelled } from './why-cancelled.ts'

/** How a report ended, whoever asked for it. */
export type Ending<R extends AnyReport = AnyReport> =
  | Omit<DoneOutcome<R>, 'job'>
  | Omit<CancelledOutcome<R>, 'job'>
  | Omit<FatalOutcome<R>, 'job'>

/** How an ending is found out. */
export interface EndingOptions {
  readonly signal?: AbortSignal | undefined
  /** The job that the report belongs to, where there is one. */
  readonly job?: Job
  /** Whether another of its type was asked for shortly before it; undefined where that is not known. */
  readonly tooOften?: TooOften | undefined
  /** Told when the reason of a fatal report could not be read. */
  readonly onUnreadable?: (error: unknown) => void
}

/** What a finished report amounts to. A status that is not known counts as fatal. */
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

/** What to say of a report that is done and has no document. */
export const noDocument = 'Amazon says that it is done, but names no document. Ask for it again.'

function reasonOf<R extends AnyReport>(
  report: R,
  { api }: AccountContext<R>,
  { tooOften }: EndingOptions,
): WhyCancelled {
  if (api.whyCancelled !== undefined) return api.whyCancelled(report)
  return whyCancelled(report, { cancelledHere: api.cancelledHere?.(report.reportId), tooOften })
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
    return { status: 'fatal', report, ...(reason === undefined ? {} : { reason }), document }
  } catch (error) {
    if (options.signal?.aborted) throw error
    // How it ended counts for more than its reason.
    options.onUnreadable?.(error)
    return { status: 'fatal', report, document }
  }
}
