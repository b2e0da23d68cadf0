import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { AnyReport } from './any-report.ts'
import type { WaitingJob } from './job.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** Maximum number of consecutive failed polls, each after the retries of the call itself. An outage of minutes passes. */
const maxFailedPolls = 5

/** For this long after `createReport`, a 404 means that Amazon does not know the new report yet. Milliseconds; assumed. */
const notFoundGraceMs = 120_000

/** How to wait for a report. */
interface WaitOptions {
  /** Whether to poll immediately, as after `resume`, or to sleep first, as after `createReport`. */
  readonly pollFirst: boolean
  /** Sleeps between two polls. Defaults to the clock of the run. */
  readonly sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined
}

/**
 * Polls a report, with growing delays, until it is finished. Without a deadline there is no time limit. An unknown
 * status counts as unfinished.
 *
 * @throws ReportError `DEADLINE` if the report is not finished in time; RequestError or AuthError if polling failed.
 */
export async function waitForReport<R extends AnyReport>(
  job: WaitingJob,
  context: RunContext<R>,
  { pollFirst, sleep = (milliseconds, signal) => context.clock.sleep(milliseconds, signal) }: WaitOptions,
): Promise<R> {
  let failures = 0
  let status: string | undefined
  for (let polls = pollFirst ? -1 : 0; ; polls++) {
    if (polls >= 0) await sleep(announceDelay(job, context, polls, status), context.call.signal)
    try {
      const report = await context.api.get(job.reportId, context.call)
      failures = 0
      status = report.processingStatus
      if (context.api.ending(report) !== undefined) return report
    } catch (error) {
      if (isDeadline(error)) throw deadlineError(job, status, error)
      if (isTransient(error)) failures += 1
      else if (!isNotFoundYet(error, job, context)) throw error
      if (failures >= maxFailedPolls) throw error
      context.onEvent({ type: 'poll-failed', job, code: error.code })
    }
  }
}

function announceDelay(job: WaitingJob, context: RunContext, polls: number, status: string | undefined): number {
  const { clock, call, random, onEvent } = context
  const milliseconds = pollDelay(polls, random())
  if (call.deadline !== undefined && clock.now() + milliseconds >= call.deadline.getTime()) {
    throw deadlineError(job, status)
  }
  onEvent({ type: 'waiting', job, processingStatus: status, milliseconds })
  return milliseconds
}

function isNotFoundYet(error: unknown, { createdAt }: WaitingJob, { clock }: RunContext): error is RequestError {
  if (createdAt === undefined || !(error instanceof RequestError) || error.status !== 404) return false
  return clock.now() < Date.parse(createdAt) + notFoundGraceMs
}

function deadlineError(job: WaitingJob, status: string | undefined, cause?: unknown): ReportError {
  const what = `it was not finished (${status ?? 'not polled yet'}) at the deadline. Call resume(job) to continue.`
  return new ReportError({ code: 'DEADLINE', what, job, cause })
}

function isDeadline(error: unknown): boolean {
  return error instanceof RequestError && error.code === 'DEADLINE'
}

/** Small reports are done after 11 to 20 seconds. */
const firstDelayMs = 5_000
const maxDelayMs = 60_000
const growth = 1.5

/**
 * Returns the delay before the next poll of a report: 5 s, growing by half with each poll, up to a minute. A random part of
 * up to a quarter is subtracted, so that reports requested together are not polled together.
 *
 * @param polls Number of polls so far.
 * @param random A number from 0 up to but not including 1.
 * @returns Milliseconds.
 */
function pollDelay(polls: number, random: number): number {
  const delay = Math.min(maxDelayMs, firstDelayMs * growth ** Math.min(polls, 20))
  return Math.round(delay * (1 - random / 4))
}

/** Whether the cause of a failed call may be temporary, so that the call is worth repeating later. */
export function isTransient(error: unknown): error is RequestError | AuthError {
  return (error instanceof RequestError || error instanceof AuthError) && error.retryable
}
