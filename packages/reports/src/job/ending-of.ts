import { documentOf } from './document-of.ts'
import { readFatalReason } from './fatal-reason.ts'
import type { CancelledOutcome, DoneOutcome, FatalOutcome } from './outcome.ts'
import type { AnyReport } from './report-api.ts'
import type { AccountContext } from './run-context.ts'

/** How a report ended, whoever asked for it. */
export type Ending<R extends AnyReport = AnyReport> =
  | Omit<DoneOutcome<R>, 'job'>
  | Omit<CancelledOutcome<R>, 'job'>
  | Omit<FatalOutcome<R>, 'job'>

/** How an ending is found out. */
export interface EndingOptions {
  readonly signal?: AbortSignal | undefined
  /** Told when the reason of a fatal report could not be read. */
  readonly onUnread?: (error: unknown) => void
}

/** What a finished report amounts to. A status that is not known counts as fatal. */
export async function endingOf<R extends AnyReport>(
  report: R,
  context: AccountContext<R>,
  options: EndingOptions = {},
): Promise<Ending<R>> {
  const ending = context.api.ending(report)
  const { reportDocumentId } = report
  if (ending === 'cancelled') return { status: 'cancelled', report, ...whyCancelled(report) }
  if (ending !== 'done') return fatal(report, context, options)
  if (reportDocumentId === undefined) return { status: 'fatal', report, reason: noDocument }
  return { status: 'done', report, document: documentOf(context, reportDocumentId, report) }
}

/** What to say of a report that is done and has no document. */
export const noDocument = 'Amazon says that it is done, but names no document. Ask for it again.'

/** A call can cancel a report only while it waits in the queue. */
function whyCancelled(report: AnyReport): Pick<CancelledOutcome, 'likely' | 'why'> {
  if (report.processingStartTime !== undefined) {
    const why =
      'Amazon had begun to make it, so no call cancelled it: most often there is no data for the window and the ' +
      'marketplaces. Amazon also cancels reports of some types that are asked for too often.'
    return { likely: 'no data', why }
  }
  const why =
    'Amazon does not say why. Possible: there is no data for the window and the marketplaces; the type was asked for ' +
    'too often; a call cancelled it while it waited in the queue.'
  return { likely: 'unknown', why }
}

async function fatal<R extends AnyReport>(
  report: R,
  context: AccountContext<R>,
  options: EndingOptions,
): Promise<Ending<R>> {
  const { reportDocumentId } = report
  if (reportDocumentId === undefined) return { status: 'fatal', report }
  const document = documentOf(context, reportDocumentId, report)
  try {
    const reason = await readFatalReason(document, options.signal)
    return { status: 'fatal', report, ...(reason === undefined ? {} : { reason }), document }
  } catch (error) {
    if (options.signal?.aborted) throw error
    // How it ended counts for more than its reason.
    options.onUnread?.(error)
    return { status: 'fatal', report, document }
  }
}
