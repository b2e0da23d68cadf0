import type { Archive, DocumentOf } from '@reportline/documents'
import type { ReportType } from '@reportline/report-types'
import type { Clock } from '@reportline/request'
import type { ReportAccount } from '../accounts/account.ts'
import type { JobFilter, Ledger, LedgerEntry } from '../ledger/ledger.ts'
import type { AnyReport } from '../run/any-report.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { EngineEvent } from './engine-event.ts'
import type { EngineRequest } from './engine-request.ts'
import type { EngineRunOptions, JobOptions } from './job-options.ts'
import type { ManyRequest, PlannedRequest } from './plan-requests.ts'
import type { ManyOptions } from './run-many.ts'

/** The options of `reportline`. */
export interface ReportlineOptions<Name extends string = string> {
  /** Stores the jobs. Defaults to `memoryLedger()`. `fileLedger({ path })` outlives the process. */
  readonly ledger?: Ledger | undefined
  /** The accounts by name: `{ na: sellingPartner(…), shop: amazonPay(…) }`. The ledger stores the names. */
  readonly accounts: Readonly<Record<Name, ReportAccount>>
  /** Stores the documents of accounts that have no archive of their own. */
  readonly archive?: Archive | undefined
  /** How long other processes leave the jobs of a killed process alone. Milliseconds. Defaults to 60,000. */
  readonly lease?: number | undefined
  /**
   * How long finished and delivered jobs stay in the ledger. Milliseconds, at least 90 days, which is also the default:
   * `collect` lists reports of 90 days and must know which of them it has seen. `Infinity` keeps everything.
   */
  readonly retention?: number | undefined
  /** The clock of leases and ages. Processes that share a ledger need the same time. Defaults to the system clock. */
  readonly clock?: Clock | undefined
  /** Called for each event of each job. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined
}

/** The result of one of many requests: the outcome of its report, or an error. */
export type ManyResult<Name extends string = string> =
  | { readonly request: PlannedRequest<Name>; readonly outcome: Outcome; readonly error?: never }
  | { readonly request: PlannedRequest<Name>; readonly error: unknown; readonly outcome?: never }

/** The result of a resumed job. */
export type ResumedResult =
  | { readonly job: Job; readonly outcome: Outcome; readonly error?: never }
  | { readonly job: Job; readonly error: unknown; readonly outcome?: never }

/** An engine for the reports of several accounts, with one ledger. */
export interface Reportline<Name extends string = string> {
  /**
   * Requests a report from the account that serves the marketplaces and waits until the report is finished. If an
   * identical request is in progress, in this process or another one with the same ledger, waits for its report instead.
   *
   * If the response of `createReport` is lost, the ledger and the list of reports decide whether a report was created.
   * One call sends `createReport` at most three times; after that the outcome is `unknown`.
   *
   * @param request As for `run` of an account. `account` is required only if several accounts serve the marketplaces.
   * @param options Optional: `maxAge` in milliseconds, `priority`, `signal`, `deadline` and `onEvent`.
   * @returns The outcome: `done` with the document, `cancelled`, `fatal` or `unknown`. These are not errors.
   * @throws TypeError if the request is invalid or no account can serve it.
   * @throws RequestError or AuthError if a call failed.
   * @throws ReportError if the run cannot continue, with the job; LedgerError if the ledger cannot be used.
   * @throws The signal's reason if the signal was aborted.
   * @example
   * const outcome = await engine.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] })
   * if (outcome.status === 'done') await outcome.document.save('listings.tsv')
   */
  run<const Type extends ReportType>(
    request: EngineRequest<Name, Type>,
    options?: EngineRunOptions,
  ): Promise<Outcome<AnyReport, DocumentOf<Type>>>
  /**
   * Requests a report and returns its job once Amazon has returned a `reportId`. Returns an identical job at once.
   *
   * @param request As for `run`.
   * @param options As for `run`.
   * @throws The same errors as `run`; ReportError `OUTCOME_UNKNOWN` if it is unknown whether a report was created.
   */
  start<const Type extends ReportType>(request: EngineRequest<Name, Type>, options?: EngineRunOptions): Promise<Job>
  /**
   * Resumes a job of the ledger, or a job that was saved elsewhere. For a finished job, returns its outcome again.
   *
   * @param job The job or its id.
   * @param options Optional: `priority`, `signal`, `deadline` and `onEvent`.
   * @throws The same errors as `run`; ReportError `NOT_CREATED` if the job finished without a report.
   */
  resume(job: Job | string, options?: JobOptions): Promise<Outcome>
  /**
   * Resumes every unfinished job of these accounts, as after a restart, and yields results that were not delivered. Skips
   * the jobs of other live processes. A result is delivered once the loop requests the next one.
   */
  resumeAll(options?: ManyOptions): AsyncGenerator<ResumedResult, void, undefined>
  /**
   * Requests many reports concurrently and yields each result as it arrives. A failed report does not stop the others. If
   * the loop is left or the signal is aborted, every job can be resumed. A result is delivered once the loop requests the
   * next one.
   *
   * @throws TypeError immediately if the request is invalid or no account can serve it; while iterating, LedgerError and
   * the signal's reason.
   */
  runMany(
    request: ManyRequest<Name>,
    options?: ManyOptions & Pick<EngineRunOptions, 'maxAge'>,
  ): AsyncGenerator<ManyResult<Name>, void, undefined>
  /**
   * Returns the reports that `runMany` would request, without sending or storing anything.
   *
   * @throws TypeError if the request is invalid or no account can serve it.
   * @example
   * for (const { account, marketplaces, from, to } of engine.plan({ reportTypes, from, to })) console.log(account, from, to)
   */
  plan(request: ManyRequest<Name>): readonly PlannedRequest<Name>[]
  /** Lists the jobs of the ledger, the oldest first. */
  jobs(filter?: JobFilter): Promise<readonly LedgerEntry[]>
  /**
   * Finishes an unfinished job, so that the same report can be requested again: a job whose outcome stays unknown, or
   * whose report no longer exists. Nothing is sent to Amazon.
   *
   * @throws TypeError if the ledger does not have the job, or if it is finished or in progress.
   */
  discard(jobId: string): Promise<Job>
  /**
   * Polls a report immediately, for example because a notification says that it is finished.
   *
   * @returns Whether a job of this process is waiting for the report.
   */
  reportEnded(reportId: string, account?: Name): boolean
}
