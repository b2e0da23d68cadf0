import { systemClock } from '@reportline/request'
import type { Report } from '@reportline/selling-partner-reports-types'
import { memorySeenReports, seenKey } from '../../ledger/seen-reports.ts'
import { reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit } from '../../run/run-context.ts'
import { type Queue, type QueueMessage, sqsQueue } from '../queue.ts'
import { isTransientQueueError } from '../queue-error.ts'
import { checkSqs } from '../sqs-client.ts'
import { type Backfill, backfill } from './backfill.ts'
import { classifyMessage } from './classify-message.ts'
import { claimsOn } from './report-claims.ts'
import { type LeaseContext, leaseReport, type ReportLease, settle } from './report-lease.ts'
import { backfillPlan, checkWatch, type WatchOptions } from './watch-options.ts'
import type { FinishedReportFields, WatchedReport } from './watched-report.ts'

/** The pause after the queue could not be read. It doubles with each failure in a row. */
const firstPauseMs = 1_000
const maxPauseMs = 60_000

/** A running watch. */
interface Watch {
  readonly options: WatchOptions
  readonly account: AccountContext<Report>
  readonly lease: LeaseContext
  readonly backfill: Backfill | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * Yields finished reports, one after the other, from the queue and, if report types are given, from a backfill. A report
 * counts as processed when the loop requests the next one.
 *
 * @param queue Injected by tests.
 * @throws TypeError if an option is invalid; NotificationError `QUEUE_FIFO`.
 */
export function watch(
  options: WatchOptions,
  account: AccountContext<Report>,
  queue: Queue = queueOf(options),
): AsyncGenerator<WatchedReport, void, undefined> {
  checkWatch(options)
  const { seen = memorySeenReports(), visibilityTimeout = 120, clock = systemClock, signal } = options
  const plan = backfillPlan(options)
  const emitEvent: LeaseContext['emit'] = (event) => emit(options.onEvent, event)
  const claims = claimsOn(seen, visibilityTimeout * 1000, () => clock.now())
  const lease = { queue, clock, visibilityTimeout, seen, claims, emit: emitEvent }
  return watchedReports({
    options,
    account,
    lease,
    backfill: plan === undefined ? undefined : backfill(plan, account, seen, emitEvent),
    signal,
  })
}

function queueOf(options: WatchOptions): Queue {
  checkWatch(options)
  checkSqs(options.sqs)
  return sqsQueue(options.queue.url, options.sqs)
}

async function* watchedReports(work: Watch): AsyncGenerator<WatchedReport, void, undefined> {
  const { backfill, signal } = work
  const receive = receiver(work)
  for (;;) {
    const message = await receive()
    if (message !== undefined) yield* yieldAndSettle(await fromQueue(message, work))
    if (backfill?.isDue() && (message === undefined || backfill.isOverdue())) {
      for (const report of await backfill.findReports(signal)) yield* yieldAndSettle(await fromBackfill(report, work))
    }
  }
}

/** Yields a report. It is done when the loop requests the next one, and failed when the loop is left. */
async function* yieldAndSettle(report: WatchedReport | undefined): AsyncGenerator<WatchedReport, void, undefined> {
  if (report === undefined) return
  let isDone = false
  try {
    yield report
    isDone = true
  } finally {
    await (isDone ? report.done() : report.failed())
  }
}

/**
 * Creates the function that receives messages. Before the first success, an error is likely a wrong configuration and is
 * thrown. After that, transient errors are retried.
 */
function receiver({ lease, signal }: Watch): () => Promise<QueueMessage | undefined> {
  const { queue, clock, visibilityTimeout } = lease
  let hasReceived = false
  return async () => {
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, maxPauseMs)) {
      signal?.throwIfAborted()
      try {
        const message = await queue.receive(visibilityTimeout, signal)
        hasReceived = true
        return message
      } catch (error) {
        signal?.throwIfAborted()
        if (!hasReceived || !isTransientQueueError(error)) throw error
        lease.emit({ type: 'receive-failed', error, milliseconds: pause })
        await clock.sleep(pause, signal)
      }
    }
  }
}

async function fromQueue(message: QueueMessage, work: Watch): Promise<WatchedReport | undefined> {
  const { lease, options } = work
  const classified = classifyMessage(message, options, lease.emit)
  if (classified === 'acknowledge') await settle(lease, message, 'delete')
  if (typeof classified === 'string') return undefined
  const { reportId, reportType, processingStatus, reportDocumentId } =
    classified.payload.reportProcessingFinishedNotification
  const reportLease = await leaseUnlessSeen(reportId, message, lease, work.account)
  if (reportLease === undefined) return undefined
  return watchedReport(reportLease, work.account, {
    source: 'queue',
    reportId,
    reportType,
    processingStatus,
    // The field may be null instead of absent.
    ...(reportDocumentId ? { reportDocumentId } : {}),
    ...(message.receiveCount === undefined ? {} : { receiveCount: message.receiveCount }),
    notification: classified,
  })
}

async function fromBackfill(report: Report, { lease, account, signal }: Watch): Promise<WatchedReport | undefined> {
  signal?.throwIfAborted()
  const { reportId, reportType, processingStatus, reportDocumentId } = report
  const reportLease = await leaseUnlessSeen(reportId, undefined, lease, account)
  if (reportLease === undefined) return undefined
  return watchedReport(reportLease, account, {
    source: 'backfill',
    reportId,
    reportType,
    processingStatus,
    ...(reportDocumentId === undefined ? {} : { reportDocumentId }),
    report,
  })
}

/**
 * Leases a report, unless it was already processed or another watch is processing it. The claim is taken before the check
 * whether it was processed.
 */
async function leaseUnlessSeen(
  reportId: string,
  message: QueueMessage | undefined,
  lease: LeaseContext,
  account: AccountContext,
): Promise<ReportLease | undefined> {
  const { claims, seen, emit } = lease
  const key = seenKey(account, reportId)
  let isClaimed = false
  try {
    isClaimed = await claims.take(key)
    if (!isClaimed) {
      emit({ type: 'claimed-elsewhere', reportId })
      return undefined
    }
    if (!(await seen.has(key))) return leaseReport(key, reportId, message, lease)
    await claims.release(key)
  } catch (error) {
    // The store has failed, so releasing the claim will probably fail too.
    if (isClaimed) await claims.release(key).catch(() => {})
    if (message !== undefined) await settle(lease, message, 'return')
    throw error
  }
  if (message === undefined) return undefined
  emit({ type: 'duplicate', messageId: message.id, reportId })
  await settle(lease, message, 'delete')
  return undefined
}

function watchedReport(
  { done, failed }: ReportLease,
  account: AccountContext,
  fields: FinishedReportFields,
): WatchedReport {
  const { reportDocumentId, reportType, report } = fields
  if (reportDocumentId === undefined) return { ...fields, done, failed }
  const origin = { reportType, marketplaceIds: report?.marketplaceIds }
  return { ...fields, document: reportDocument(account, reportDocumentId, origin), done, failed }
}
