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

/** Pauses after the queue could not be read double from the first to the last. Milliseconds. */
const firstPause = 1_000
const lastPause = 60_000

/** A watch at work. */
interface Watch {
  readonly options: WatchOptions
  readonly account: AccountContext<Report>
  readonly lease: LeaseContext
  readonly backfill: Backfill | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * Gives finished reports one after another, from the queue and, for the types that are named, from a backfill of the
 * listed reports. A report counts as dealt with when the loop comes back for the next one.
 *
 * @param queue The queue; for tests.
 * @throws TypeError when the options are wrong; NotificationError when the queue is a FIFO queue.
 */
export function watch(
  options: WatchOptions,
  account: AccountContext<Report>,
  queue: Queue = queueOf(options),
): AsyncGenerator<WatchedReport, void, undefined> {
  checkWatch(options)
  const { seen = memorySeenReports(), visibilityTimeout = 120, clock = systemClock, signal } = options
  const plan = backfillPlan(options)
  const told: LeaseContext['tell'] = (event) => emit(options.onEvent, event)
  const claims = claimsOn(seen, visibilityTimeout * 1000, () => clock.now())
  const lease = { queue, clock, visibilityTimeout, seen, claims, tell: told }
  return reports({
    options,
    account,
    lease,
    backfill: plan === undefined ? undefined : backfill(plan, account, seen, told),
    signal,
  })
}

function queueOf(options: WatchOptions): Queue {
  checkWatch(options)
  checkSqs(options.sqs)
  return sqsQueue(options.queue.url, options.sqs)
}

async function* reports(work: Watch): AsyncGenerator<WatchedReport, void, undefined> {
  const { backfill, signal } = work
  const receive = receiver(work)
  for (;;) {
    const message = await receive()
    if (message !== undefined) yield* given(await fromQueue(message, work))
    if (backfill?.isDue() && (message === undefined || backfill.isOverdue())) {
      for (const report of await backfill.findReports(signal)) yield* given(await fromBackfill(report, work))
    }
  }
}

/** Gives a report, and settles it by what the consumer does: come back, or leave. */
async function* given(report: WatchedReport | undefined): AsyncGenerator<WatchedReport, void, undefined> {
  if (report === undefined) return
  let cameBack = false
  try {
    yield report
    cameBack = true
  } finally {
    await (cameBack ? report.done() : report.failed())
  }
}

/** Reads the queue on and on. What fails the first time is likely a mistake; later, an outage is waited out. */
function receiver({ lease, signal }: Watch): () => Promise<QueueMessage | undefined> {
  const { queue, clock, visibilityTimeout } = lease
  let worked = false
  return async () => {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, lastPause)) {
      signal?.throwIfAborted()
      try {
        const message = await queue.receive(visibilityTimeout, signal)
        worked = true
        return message
      } catch (error) {
        signal?.throwIfAborted()
        if (!worked || !isTransientQueueError(error)) throw error
        lease.tell({ type: 'receive-failed', error, milliseconds: pause })
        await clock.sleep(pause, signal)
      }
    }
  }
}

async function fromQueue(message: QueueMessage, work: Watch): Promise<WatchedReport | undefined> {
  const { lease, options } = work
  const taken = classifyMessage(message, options, lease.tell)
  if (taken === 'acknowledge') await settle(lease, message, 'delete')
  if (typeof taken === 'string') return undefined
  const { reportId, reportType, processingStatus, reportDocumentId } =
    taken.payload.reportProcessingFinishedNotification
  const held = await claimed(reportId, message, lease, work.account)
  if (held === undefined) return undefined
  return watched(held, work.account, {
    source: 'queue',
    reportId,
    reportType,
    processingStatus,
    // Null in place of an absent field is no identifier.
    ...(reportDocumentId ? { reportDocumentId } : {}),
    ...(message.receiveCount === undefined ? {} : { receiveCount: message.receiveCount }),
    notification: taken,
  })
}

async function fromBackfill(report: Report, { lease, account, signal }: Watch): Promise<WatchedReport | undefined> {
  signal?.throwIfAborted()
  const { reportId, reportType, processingStatus, reportDocumentId } = report
  const held = await claimed(reportId, undefined, lease, account)
  if (held === undefined) return undefined
  return watched(held, account, {
    source: 'backfill',
    reportId,
    reportType,
    processingStatus,
    ...(reportDocumentId === undefined ? {} : { reportDocumentId }),
    report,
  })
}

/** Takes the report for this watch, unless it has been dealt with or another is at it. The claim comes first. */
async function claimed(
  reportId: string,
  message: QueueMessage | undefined,
  lease: LeaseContext,
  account: AccountContext,
): Promise<ReportLease | undefined> {
  const { claims, seen, tell } = lease
  const key = seenKey(account, reportId)
  let taken = false
  try {
    taken = await claims.take(key)
    if (!taken) {
      tell({ type: 'claimed-elsewhere', reportId })
      return undefined
    }
    if (!(await seen.has(key))) return leaseReport(key, reportId, message, lease)
    await claims.release(key)
  } catch (error) {
    // What fails here is the store, and with it most likely the release.
    if (taken) await claims.release(key).catch(() => {})
    if (message !== undefined) await settle(lease, message, 'return')
    throw error
  }
  if (message === undefined) return undefined
  tell({ type: 'duplicate', messageId: message.id, reportId })
  await settle(lease, message, 'delete')
  return undefined
}

function watched({ done, failed }: ReportLease, account: AccountContext, fields: FinishedReportFields): WatchedReport {
  const { reportDocumentId, reportType, report } = fields
  if (reportDocumentId === undefined) return { ...fields, done, failed }
  const origin = { reportType, marketplaceIds: report?.marketplaceIds }
  return { ...fields, document: reportDocument(account, reportDocumentId, origin), done, failed }
}
