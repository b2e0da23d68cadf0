import { AuthError } from '@reportline/auth'
import { type Clock, type Limit, RequestError } from '@reportline/request'
import type { WaitingJob } from '../run/job.ts'
import type { AnyReport, ApiName } from '../run/report-api.ts'
import type { AccountContext, RunContext } from '../run/run-context.ts'
import { waitForEnd } from '../run/wait.ts'
import type { EngineEvent } from './engine-event.ts'

/**
 * Beyond so many reports a look at each costs more of its quota than a look at all of them: `getReport` may be called 90
 * times in the time for which `getReports` may be called once.
 */
const bulkPollThreshold = 90
/** With fewer left than this everyone looks by himself again. */
const few = 45
/** One list of the reports on the way costs 45 s of its quota; look-ups need it too. Milliseconds. */
const betweenSweeps = 90_000
/** A filter of `getReports` takes no more report types. */
const typesACall = 10
/** Nobody relies on the list for longer without a look of his own. Milliseconds. */
const maxSleep = 15 * 60_000
/** Amazon's clock may be behind ours by so much. Milliseconds. */
const skew = 60_000

/** Half of what `getReport` allows is for waiting: whoever looks at a report for another reason finds room. */
const waiting: Limit = { name: 'waiting for reports', rate: 1, burst: 7 }

/** Reports that are on the way have these statuses; Amazon Pay publishes no limits by which a list would be cheaper. */
const onTheWay: Readonly<Record<ApiName, readonly string[] | undefined>> = {
  'selling-partner': ['IN_QUEUE', 'IN_PROGRESS'],
  business: ['IN_QUEUE', 'IN_PROGRESS'],
  pay: undefined,
}

/** Why a sleep ends early. Made once: with none, each abort would make an error with a stack. */
const awake = new Error('awake')

interface PendingReport {
  readonly job: WaitingJob
  /** Whether it was told that its report has ended, while it was not asleep. */
  woken: boolean
  /** Relies on the list. */
  bulkPolled: boolean
  wake: () => void
}

/** Where the jobs of one account wait for their reports. */
export class ReportPoller {
  readonly #account: AccountContext
  readonly #name: string
  readonly #onEvent: (event: EngineEvent) => void
  readonly #sleepers = new Map<string, PendingReport>()
  #sweeping = false
  #betweenSweeps = new AbortController()
  #mayList = true

  constructor(name: string, account: AccountContext, onEvent: (event: EngineEvent) => void) {
    this.#name = name
    this.#account = account
    this.#onEvent = onEvent
  }

  /** Waits until a report has ended. Its job must not wait here twice at a time. */
  async wait(job: WaitingJob, context: RunContext, lookFirst: boolean): Promise<AnyReport> {
    const sleeper: PendingReport = { job, woken: false, bulkPolled: false, wake: () => {} }
    this.#sleepers.set(job.reportId, sleeper)
    const clock: Clock = {
      now: () => context.clock.now(),
      sleep: (milliseconds, signal) => this.#sleep(sleeper, milliseconds, signal, context),
    }
    const limits = this.#account.api.api === 'pay' ? [] : [waiting]
    try {
      return await waitForEnd(job, { ...context, clock, call: { ...context.call, limits } }, lookFirst)
    } finally {
      this.#sleepers.delete(job.reportId)
      // A timer would keep the process.
      if (this.#sweeping && this.#sleepers.size <= few) this.#betweenSweeps.abort(awake)
    }
  }

  /** Has a report looked at that is said to have ended. True if somebody waits for it here. */
  ended(reportId: string): boolean {
    const sleeper = this.#sleepers.get(reportId)
    if (sleeper === undefined) return false
    sleeper.woken = true
    sleeper.wake()
    return true
  }

  async #sleep(
    sleeper: PendingReport,
    milliseconds: number,
    signal: AbortSignal | undefined,
    context: RunContext,
  ): Promise<void> {
    signal?.throwIfAborted()
    sleeper.bulkPolled =
      this.#sleepers.size > bulkPollThreshold && this.#mayList && onTheWay[this.#account.api.api] !== undefined
    if (sleeper.bulkPolled) void this.#pollInBulk()
    const sleep = new AbortController()
    const end = () => sleep.abort(awake)
    sleeper.wake = end
    signal?.addEventListener('abort', end, { once: true })
    try {
      if (!sleeper.woken) await context.clock.sleep(sleeper.bulkPolled ? longest(context) : milliseconds, sleep.signal)
    } catch (error) {
      if (!sleep.signal.aborted) throw error
    } finally {
      signal?.removeEventListener('abort', end)
      sleeper.wake = () => {}
      sleeper.woken = false
      sleeper.bulkPolled = false
    }
    signal?.throwIfAborted()
  }

  async #pollInBulk(): Promise<void> {
    if (this.#sweeping) return
    this.#sweeping = true
    while (this.#mayList && this.#sleepers.size > few) {
      const calls = Math.max(
        1,
        Math.ceil(new Set(this.#bulkPolled().map(({ job }) => job.reportType)).size / typesACall),
      )
      this.#betweenSweeps = new AbortController()
      await this.#account.clock.sleep(betweenSweeps * calls, this.#betweenSweeps.signal).catch(() => {})
      await this.#sweep()
    }
    this.#sweeping = false
    for (const sleeper of this.#bulkPolled()) sleeper.wake()
  }

  /** Wakes whoever's report is not on the way any more: his own look tells how it ended. */
  async #sweep(): Promise<void> {
    const sleepers = this.#bulkPolled()
    if (sleepers.length === 0 || this.#sleepers.size <= few) return
    const asked = Math.min(...sleepers.map(({ job }) => Date.parse(job.requestedAt)))
    const query = {
      reportTypes: [...new Set(sleepers.map(({ job }) => job.reportType))],
      processingStatuses: onTheWay[this.#account.api.api] ?? [],
      createdSince: new Date(asked - skew),
    }
    try {
      const unfinished = new Set<string>()
      for await (const { reportId } of this.#account.api.list(query, {})) unfinished.add(reportId)
      for (const sleeper of sleepers) if (!unfinished.has(sleeper.job.reportId)) sleeper.wake()
    } catch (error) {
      this.#onEvent({ type: 'bulk-poll-failed', account: this.#name, error })
      if (!isPassing(error)) this.#mayList = false
    }
  }

  #bulkPolled(): PendingReport[] {
    return [...this.#sleepers.values()].filter(({ bulkPolled }) => bulkPolled)
  }
}

function longest({ call, clock }: RunContext): number {
  const left = call.deadline === undefined ? maxSleep : call.deadline.getTime() - clock.now()
  return Math.max(0, Math.min(maxSleep, left))
}

function isPassing(error: unknown): boolean {
  if (error instanceof AuthError) return error.retryable
  if (!(error instanceof RequestError)) return false
  return error.code !== 'API_ERROR' || error.status === 429 || (error.status ?? 0) >= 500
}
