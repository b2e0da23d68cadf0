import { systemClock } from '@reportline/request'
import type { Report } from '@reportline/selling-partner-reports-types'
import { memorySeenReports, seenKey } from '../../ledger/seen-reports.ts'
import { reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit } from '../../run/run-context.ts'
import { type Queue, type QueueMessage, sqsQueue } from '../queue.ts'
import { isPassingFault } from '../queue-error.ts'
import { checkSqs } from '../sqs-client.ts'
import { type Hold, type Holding, hold, settle } from './report-lease.ts'
import { claimsOn } from './report-claims.ts'
import { type Sweeper, sweeper } from './backfill.ts'
import { takeMessage } from './classify-message.ts'
import { checkWatch, sweepPlan, type WatchOptions } from './watch-options.ts'
import type { FinishedReportFields, WatchedReport } from './watched-report.ts'

/** Pauses after the queue could not be read double from the first to the last. Milliseconds. */
const firstPause = 1_000
const lastPause = 60_000

/** A watch at work. */
interface Watch {
  readonly options: WatchOptions
  readonly account: AccountContext<Report>
  readonly holding: Holding
  readonly sweeper: Sweeper | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * Gives finished reports one after another, from the queue and, for the types that are named, from a sweep of the
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
  const { seen = memorySeenReports(), visibility = 120, clock = systemClock, signal } = options
  const plan = sweepPlan(options)
  const told: Holding['tell'] = (event) => emit(options.onEvent, event)
  const claims = claimsOn(seen, visibility * 1000, () => clock.now())
  const holding = { queue, clock, visibility, seen, claims, tell: told }
  return reports({
    options,
    account,
    holding,
    sweeper: plan === undefined ? undefined : sweeper(plan, account, seen, told),
    signal,
  })
}

function queueOf(options: WatchOptions): Queue {
  checkWatch(options)
  checkSqs(options.sqs)
  return sqsQueue(options.queue.url, options.sqs)
}

async function* reports(work: Watch): AsyncGenerator<WatchedReport, void, undefined> {
  const { sweeper, signal } = work
  const receive = receiver(work)
  for (;;) {
    const message = await receive()
    if (message !== undefined) yield* given(await fromQueue(message, work))
    if (sweeper?.isDue() && (message === undefined || sweeper.isOverdue())) {
      for (const report of await sweeper.sweep(signal)) yield* given(await fromSweep(report, work))
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
function receiver({ holding, signal }: Watch): () => Promise<QueueMessage | undefined> {
  const { queue, clock, visibility } = holding
  let worked = false
  return async () => {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, lastPause)) {
      signal?.throwIfAborted()
      try {
        const message = await queue.receive(visibility, signal)
        worked = true
        return message
      } catch (error) {
        signal?.throwIfAborted()
        if (!worked || !isPassingFault(error)) throw error
        holding.tell({ type: 'receive-failed', error, milliseconds: pause })
        await clock.sleep(pause, signal)
      }
    }
  }
}

async function fromQueue(message: QueueMessage, work: Watch): Promise<WatchedReport | undefined> {
  const { holding, options } = work
  const taken = takeMessage(message, options, holding.tell)
  if (taken === 'acknowledge') await settle(holding, message, 'delete')
  if (typeof taken === 'string') return undefined
  const { reportId, reportType, processingStatus, reportDocumentId } =
    taken.payload.reportProcessingFinishedNotification
  const held = await claimed(reportId, message, holding, work.account)
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

async function fromSweep(report: Report, { holding, account, signal }: Watch): Promise<WatchedReport | undefined> {
  signal?.throwIfAborted()
  const { reportId, reportType, processingStatus, reportDocumentId } = report
  const held = await claimed(reportId, undefined, holding, account)
  if (held === undefined) return undefined
  return watched(held, account, {
    source: 'sweep',
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
  holding: Holding,
  account: AccountContext,
): Promise<Hold | undefined> {
  const { claims, seen, tell } = holding
  const key = seenKey(account, reportId)
  let taken = false
  try {
    taken = await claims.take(key)
    if (!taken) {
      tell({ type: 'claimed-elsewhere', reportId })
      return undefined
    }
    if (!(await seen.has(key))) return hold(key, reportId, message, holding)
    await claims.release(key)
  } catch (error) {
    // What fails here is the store, and with it most likely the release.
    if (taken) await claims.release(key).catch(() => {})
    if (message !== undefined) await settle(holding, message, 'return')
    throw error
  }
  if (message === undefined) return undefined
  tell({ type: 'duplicate', messageId: message.id, reportId })
  await settle(holding, message, 'delete')
  return undefined
}

function watched({ done, failed }: Hold, account: AccountContext, fields: FinishedReportFields): WatchedReport {
  const { reportDocumentId, reportType, report } = fields
  if (reportDocumentId === undefined) return { ...fields, done, failed }
  const origin = { reportType, marketplaceIds: report?.marketplaceIds }
  return { ...fields, document: reportDocument(account, reportDocumentId, origin), done, failed }
}
