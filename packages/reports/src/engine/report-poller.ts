import type { Limit } from '@reportline/request'
import type { AnyReport, ApiName } from '../run/any-report.ts'
import type { WaitingJob } from '../run/job.ts'
import { clockSkewMs, filterLimit, type RefusedType } from '../run/report-api.ts'
import type { AccountContext, RunContext } from '../run/run-context.ts'
import { isTransient, waitForReport } from '../run/wait-for-report.ts'
import type { EngineEvent } from './engine-event.ts'

/**
 * With more pending reports than this, listing all of them takes less quota than polling each: `getReport` may be called
 * 90 times in the time in which `getReports` may be called once.
 */
const bulkPollThreshold = 90
/** With fewer pending reports than this, each is polled again. */
const singlePollThreshold = 45
/** Time between two lists, per call. It uses half of the quota of `getReports`; other lists need the rest. Milliseconds. */
const bulkPollIntervalMs = 90_000
/** Maximum time for which a job relies on the lists without a poll. Milliseconds. */
const maxSleepMs = 15 * 60_000

/** Polling takes half of the quota of `getReport`, so that other callers of the operation are not delayed. */
const pollingLimit: Limit = { name: 'waiting for reports', rate: 1, burst: 7 }

/** The statuses of unfinished reports. Undefined for Amazon Pay: it publishes no limits that make a list cheaper. */
const unfinishedStatuses: Readonly<Record<ApiName, readonly string[] | undefined>> = {
  'selling-partner': ['IN_QUEUE', 'IN_PROGRESS'],
  business: ['IN_QUEUE', 'IN_PROGRESS'],
  pay: undefined,
}

/** The abort reason of a sleep that ends early. Shared, because otherwise each abort would capture a stack trace. */
const wokenUp = new Error('woken up')

interface PendingReport {
  readonly job: WaitingJob
  /** Whether its next sleep ends immediately, because the report was said to be finished. */
  isWoken: boolean
  /** Whether it relies on the lists. */
  isBulkPolled: boolean
  wakeUp: () => void
}

/** Waits for the reports of one account. Polls each of them, or lists them all if there are many. */
export class ReportPoller {
  readonly #account: AccountContext
  readonly #name: string
  readonly #onEvent: (event: EngineEvent) => void
  readonly #pending = new Map<string, PendingReport>()
  #isBulkPolling = false
  #bulkPollSleep = new AbortController()
  #canList = true

  constructor(name: string, account: AccountContext, onEvent: (event: EngineEvent) => void) {
    this.#name = name
    this.#account = account
    this.#onEvent = onEvent
  }

  /** Waits until the report of a job is finished. Call it only once at a time per report. */
  async wait(job: WaitingJob, context: RunContext, pollFirst: boolean): Promise<AnyReport> {
    const pending: PendingReport = { job, isWoken: false, isBulkPolled: false, wakeUp: () => {} }
    this.#pending.set(job.reportId, pending)
    const limits = this.#account.api.api === 'pay' ? [] : [pollingLimit]
    try {
      return await waitForReport(
        job,
        { ...context, call: { ...context.call, limits } },
        { pollFirst, sleep: (milliseconds, signal) => this.#sleep(pending, milliseconds, signal, context) },
      )
    } finally {
      this.#pending.delete(job.reportId)
      // The timer would keep the process alive.
      if (this.#isBulkPolling && this.#pending.size <= singlePollThreshold) this.#bulkPollSleep.abort(wokenUp)
    }
  }

  /**
   * Polls a report immediately, because it was said to be finished.
   *
   * @returns Whether a job is waiting for it.
   */
  wakeUp(reportId: string): boolean {
    const pending = this.#pending.get(reportId)
    if (pending === undefined) return false
    pending.isWoken = true
    pending.wakeUp()
    return true
  }

  async #sleep(
    pending: PendingReport,
    milliseconds: number,
    signal: AbortSignal | undefined,
    context: RunContext,
  ): Promise<void> {
    signal?.throwIfAborted()
    pending.isBulkPolled = this.#pending.size > bulkPollThreshold && this.#canBulkPoll()
    if (pending.isBulkPolled) void this.#bulkPollRepeatedly()
    const sleep = new AbortController()
    const wakeUp = () => sleep.abort(wokenUp)
    pending.wakeUp = wakeUp
    signal?.addEventListener('abort', wakeUp, { once: true })
    const duration = pending.isBulkPolled ? maxSleep(context) : milliseconds
    try {
      if (!pending.isWoken) await context.clock.sleep(duration, sleep.signal)
    } catch (error) {
      if (!sleep.signal.aborted) throw error
    } finally {
      signal?.removeEventListener('abort', wakeUp)
      Object.assign(pending, { wakeUp: () => {}, isWoken: false, isBulkPolled: false })
    }
    signal?.throwIfAborted()
  }

  #canBulkPoll(): boolean {
    return this.#canList && unfinishedStatuses[this.#account.api.api] !== undefined
  }

  async #bulkPollRepeatedly(): Promise<void> {
    if (this.#isBulkPolling) return
    this.#isBulkPolling = true
    while (this.#canList && this.#pending.size > singlePollThreshold) {
      const types = new Set(this.#bulkPolled().map(({ job }) => job.reportType))
      const calls = Math.max(1, Math.ceil(types.size / filterLimit))
      this.#bulkPollSleep = new AbortController()
      await this.#account.clock.sleep(bulkPollIntervalMs * calls, this.#bulkPollSleep.signal).catch(() => {})
      await this.#bulkPoll()
    }
    this.#isBulkPolling = false
    for (const pending of this.#bulkPolled()) pending.wakeUp()
  }

  /** Wakes the jobs whose report is no longer listed as unfinished. Each then polls its report. */
  async #bulkPoll(): Promise<void> {
    const pending = this.#bulkPolled()
    if (pending.length === 0 || this.#pending.size <= singlePollThreshold) return
    const firstRequest = Math.min(...pending.map(({ job }) => Date.parse(job.requestedAt)))
    const query = {
      reportTypes: [...new Set(pending.map(({ job }) => job.reportType))],
      // The reports of a refused type count as finished, so that each of them is polled.
      onRefused: ({ error }: RefusedType) => this.#onEvent({ type: 'bulk-poll-failed', account: this.#name, error }),
      processingStatuses: unfinishedStatuses[this.#account.api.api],
      createdSince: new Date(firstRequest - clockSkewMs),
    }
    try {
      const unfinished = new Set<string>()
      for await (const { reportId } of this.#account.api.list(query, {})) unfinished.add(reportId)
      for (const one of pending) if (!unfinished.has(one.job.reportId)) one.wakeUp()
    } catch (error) {
      this.#onEvent({ type: 'bulk-poll-failed', account: this.#name, error })
      if (!isTransient(error)) this.#canList = false
    }
  }

  #bulkPolled(): PendingReport[] {
    return [...this.#pending.values()].filter(({ isBulkPolled }) => isBulkPolled)
  }
}

function maxSleep({ call, clock }: RunContext): number {
  const left = call.deadline === undefined ? maxSleepMs : call.deadline.getTime() - clock.now()
  return Math.max(0, Math.min(maxSleepMs, left))
}
