import type { AnyReport } from '../run/any-report.ts'
import type { NewJob } from '../run/check-request.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { resume, run, start } from '../run/run.ts'
import { type AccountContext, type RunOptions, runContext } from '../run/run-context.ts'

/** The key under which an account keeps what the engine needs. Not part of the public interface. */
export const accountInternals: unique symbol = Symbol('accountInternals')

/** What the engine needs of an account. */
export interface AccountInternals<Request = never, R extends AnyReport = AnyReport> {
  readonly context: AccountContext<R>
  /**
   * Creates the job of a request. Sends nothing.
   *
   * @throws TypeError if the request is invalid.
   */
  newJob(request: Request): NewJob
}

/** An account that the engine can use. */
export interface ReportAccount<Request = never, R extends AnyReport = AnyReport> {
  readonly [accountInternals]: AccountInternals<Request, R>
}

/** Adds the internals to an account as a property that is not enumerable, so that inspecting the account hides them. */
export function withInternals<Account extends object, Request, R extends AnyReport>(
  account: Account,
  internals: AccountInternals<Request, R>,
): Account & ReportAccount<Request, R> {
  return Object.defineProperty(account, accountInternals, { value: internals }) as Account & ReportAccount<Request, R>
}

/** The methods that request reports. They are the same for every API. */
export interface AccountRuns<Request, R extends AnyReport> {
  /**
   * Requests a report and waits until it is finished. Waits as long as Amazon takes, unless a deadline is set.
   *
   * @param request The report type, and the fields that the API requires for it.
   * @param options Optional: `save`, `signal`, `deadline` and `onEvent`.
   * @returns The outcome: `done` with the document, `cancelled`, `fatal` or `unknown`. These are not errors.
   * @throws TypeError if the request is invalid. Nothing was sent.
   * @throws RequestError or AuthError if a call failed.
   * @throws ReportError `NOT_SAVED` if `save` failed, `DEADLINE` if the deadline passed, or `NO_DOCUMENT` if the report is
   *   done but has no document.
   * @throws The signal's reason if the signal was aborted.
   * @example
   * const outcome = await account.run({ reportType, from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' })
   * if (outcome.status === 'done') await outcome.document.save('report.tsv')
   */
  run(request: Request, options?: RunOptions): Promise<Outcome<R>>
  /**
   * Requests a report and returns its job as soon as Amazon has assigned a `reportId`.
   *
   * @param request The report type, and the fields that the API requires for it.
   * @param options Optional: `save`, `signal`, `deadline` and `onEvent`.
   * @returns The job, a plain JSON value. Pass it to `resume`, now or in another process.
   * @throws The same errors as `run`.
   * @throws ReportError `OUTCOME_UNKNOWN`, with the job and the candidates, if it is unknown whether the report was created.
   * @example
   * const job = await account.start({ reportType, from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' })
   * await writeFile('job.json', JSON.stringify(job))
   */
  start(request: Request, options?: RunOptions): Promise<Job>
  /**
   * Resumes a job. Waits for its report if it was created, and returns the outcome again if the report is finished. If the
   * response to `createReport` was lost, the outcome is `unknown` and lists the candidates.
   *
   * @param job A job that `start` returned, that was passed to `save`, or that an error contains.
   * @param options Optional: `save`, `signal`, `deadline` and `onEvent`.
   * @returns The outcome, as `run` returns it.
   * @throws The same errors as `run`.
   * @throws ReportError `NOT_CREATED` if `createReport` was refused.
   * @example
   * const job = JSON.parse(await readFile('job.json', 'utf8'))
   * const outcome = await account.resume(job)
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
