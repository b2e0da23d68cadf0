import type { AnyReport } from '../run/any-report.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { resume, run, start } from '../run/run.ts'
import { type RunOptions, runContext } from '../run/run-context.ts'
import type { AccountInternals } from './account-internals.ts'

/** The methods that request reports. They are the same for every API. */
export interface AccountRuns<Request, R extends AnyReport> {
  /**
   * Requests a report and waits until it is finished. Waits as long as Amazon takes, unless a deadline is set.
   *
   * @returns The outcome: `done` with the document, `cancelled`, `fatal` or `unknown`.
   * @throws TypeError if the request is invalid; RequestError or AuthError if a call failed; ReportError if the run
   * cannot continue; the signal's reason if it was aborted.
   */
  run(request: Request, options?: RunOptions): Promise<Outcome<R>>
  /**
   * Requests a report and returns its job as soon as Amazon has assigned a `reportId`.
   *
   * @throws The same errors as `run`; ReportError `OUTCOME_UNKNOWN`, with the job and the candidates, if it is unknown
   * whether the report was created.
   */
  start(request: Request, options?: RunOptions): Promise<Job>
  /**
   * Resumes a job. If the response to `createReport` was lost, lists the candidates; if the report was created, waits
   * for it; if it is finished, returns its outcome again.
   *
   * @throws The same errors as `run`; ReportError `NOT_CREATED` if `createReport` was refused.
   */
  resume(job: Job, options?: RunOptions): Promise<Outcome<R>>
}

/** Creates the run methods of an account. */
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
