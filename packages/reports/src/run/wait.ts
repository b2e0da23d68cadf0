import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { Job, WaitingJob } from './job.ts'
import { pollDelay } from './poll-delay.ts'
import type { AnyReport } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** So many times in a row looking may fail, each time after the retries of the call itself. */
const failuresInARow = 5

/**
 * Looks at a report until it has ended, with growing pauses; as long as it takes, where no deadline is set. A status
 * that is not known counts as one on the way.
 *
 * @param lookFirst Whether to look at once, as after `resume`, or to wait first, as after `createReport`.
 */
export async function waitForEnd(job: WaitingJob, context: RunContext, lookFirst: boolean): Promise<AnyReport> {
  let failures = 0
  let status: string | undefined
  for (let polls = lookFirst ? -1 : 0; ; polls++) {
    if (polls >= 0) await pause(job, context, polls, status)
    try {
      const report = await context.api.get(job.reportId, context.call)
      failures = 0
      status = report.processingStatus
      if (context.api.ending(report) !== undefined) return report
    } catch (error) {
      failures += 1
      if (isDeadline(error)) throw deadlineError(job, status, error)
      if (!isPassing(error) || failures >= failuresInARow) throw error
      context.onEvent({ type: 'poll-failed', job, code: error.code })
    }
  }
}

async function pause(job: Job, context: RunContext, polls: number, status: string | undefined): Promise<void> {
  const { clock, call, random, onEvent } = context
  const milliseconds = pollDelay(polls, random())
  if (call.deadline !== undefined && clock.now() + milliseconds >= call.deadline.getTime()) {
    throw deadlineError(job, status)
  }
  onEvent({ type: 'waiting', job, processingStatus: status, milliseconds })
  await clock.sleep(milliseconds, call.signal)
}

function deadlineError(job: Job, status: string | undefined, cause?: unknown): ReportError {
  const what = `it had not ended (${status ?? 'not looked at yet'}) when the deadline came. resume(job) goes on.`
  return new ReportError({ code: 'DEADLINE', what, job, cause })
}

function isDeadline(error: unknown): boolean {
  return error instanceof RequestError && error.code === 'DEADLINE'
}

/** A report takes minutes to hours; an outage of minutes must not lose it. */
function isPassing(error: unknown): error is RequestError | AuthError {
  if (error instanceof AuthError) return error.retryable
  if (!(error instanceof RequestError)) return false
  return error.code !== 'API_ERROR' || error.status === 429 || (error.status ?? 0) >= 500
}
