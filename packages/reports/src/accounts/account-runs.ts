import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { AnyReport } from '../run/report-api.ts'
import { resume, run, start } from '../run/run.ts'
import { type RunOptions, runContext } from '../run/run-context.ts'
import type { AccountInternals } from './account-internals.ts'

/** The methods with which an account asks for reports, the same in every API. */
export interface AccountRuns<Request, R extends AnyReport> {
  /**
   * Asks for a report and waits until it has ended, as long as it takes, unless a deadline is set.
   *
   * @throws TypeError when the request is wrong; RequestError or AuthError when a call failed; ReportError when the run
   * cannot go on; the signal's reason when it was aborted.
   */
  run(request: Request, options?: RunOptions): Promise<Outcome<R>>
  /**
   * Asks for a report and returns its job as soon as Amazon has given a `reportId`.
   *
   * @throws As `run`; where it is not known whether a report was made, a ReportError `OUTCOME_UNKNOWN` that holds the
   * job and the candidates.
   */
  start(request: Request, options?: RunOptions): Promise<Job>
  /**
   * Goes on with a job: looks for candidates where it is not known what `createReport` did, waits for a report that was
   * made, or gives the outcome of a finished one once more.
   *
   * @throws As `run`; ReportError `NOT_CREATED` where `createReport` had been refused.
   */
  resume(job: Job, options?: RunOptions): Promise<Outcome<R>>
}

/** Makes them. */
export function accountRuns<Request, R extends AnyReport>({
  context,
  newJob,
}: AccountInternals<Request, R>): AccountRuns<Request, R> {
  return {
    run: async (request, options) => run(newJob(request), runContext(context, options)),
    start: async (request, options) => start(newJob(request), runContext(context, options)),
    resume: async (job, options) => resume(job, runContext(context, options)),
  }
}
