import type { Job } from '../run/job.ts'
import type { Lease } from './lease.ts'
import type { SeenLedger } from './seen-reports.ts'

/** A job and the values by which a ledger finds it. The engine computes them; a ledger stores them as they are. */
export interface JobRecord {
  readonly job: Job
  /** A digest of what the job requests. Two jobs with the same key differ only in when they were requested. */
  readonly requestKey: string
  /** When the report ended. Milliseconds since 1970; undefined unless the step of the job is `finished`. */
  readonly finishedAt?: number | undefined
  /** Whether the job has a document that can be used again. */
  readonly hasDocument: boolean
}

/** A job as the ledger stores it. */
export interface LedgerEntry extends JobRecord {
  /** Whether the outcome has been delivered to the caller. */
  readonly delivered: boolean
  /** The last lease. It may have expired; undefined if the job was released. */
  readonly lease?: Lease | undefined
}

/** How a job is inserted. */
export interface InsertOptions {
  readonly lease: Lease
  /** The id of the current job that the new one supersedes. By default, any current job prevents the insertion. */
  readonly supersedes?: string | undefined
}

/** `inserted`: the entry is the new job. Otherwise it is the current job with the same request key. */
export interface InsertResult {
  readonly inserted: boolean
  readonly entry: LedgerEntry
}

/** `acquired`: the lease is yours. Otherwise the entry shows who has it. */
export interface AcquireResult {
  readonly acquired: boolean
  readonly entry: LedgerEntry
}

/** Which jobs to list. A field that is left out matches every job. */
export interface JobFilter {
  readonly accounts?: readonly string[] | undefined
  readonly reportTypes?: readonly string[] | undefined
  readonly steps?: readonly Job['step'][] | undefined
  readonly delivered?: boolean | undefined
}

/** Which part of a list to return. */
export interface PageOptions {
  /** Maximum number of entries. */
  readonly limit: number
  /** `next` of the page before. Defaults to the start of the list. */
  readonly after?: string | undefined
}

/** A part of a list of jobs. */
export interface JobPage {
  readonly entries: readonly LedgerEntry[]
  /** Continues the list; undefined on the last page. */
  readonly next?: string | undefined
}

/** Which requests {@link Ledger.lastRequested} considers. */
export interface LastRequestedQuery {
  readonly account: string
  readonly reportType: string
  /** Only jobs requested at this time or earlier. Milliseconds since 1970. */
  readonly before: number
  /** The job to leave out. */
  readonly except: string
}

/** What {@link Ledger.prune} deletes. */
export interface PruneOptions {
  /** Delete what was finished, or remembered as seen, before this time. Milliseconds since 1970. */
  readonly olderThan: number
  /** Maximum number of jobs to delete. */
  readonly limit: number
}

/**
 * Stores jobs, leases and seen reports. A ledger makes no decisions: the engine decides which job serves a request, and
 * the ledger compares and sets. Every method is atomic across all processes that share the store, and needs one round
 * trip to it. Times are passed in, so that a ledger needs no clock. A failure of the store is a {@link LedgerError}.
 *
 * To implement your own, run the checks of `@reportline/reports/ledger-contract` against it.
 */
export interface Ledger extends AsyncDisposable {
  /**
   * Inserts a job and makes it the current one of its request key, unless there is another current job. A job stays
   * current until it is finished or superseded. The id must be new.
   */
  insert(record: JobRecord, options: InsertOptions): Promise<InsertResult>
  /**
   * Adds a job that was created without this ledger, with no lease. Does nothing if the ledger has the id. The job
   * becomes current if it is unfinished and its request key has no current job.
   *
   * @throws LedgerError `REPORT_OWNED` if another job has its report.
   */
  add(record: JobRecord): Promise<void>
  /**
   * Leases a job, unless another owner has a lease that is live at `now`.
   *
   * @returns Undefined if the ledger does not have the job.
   */
  acquire(jobId: string, lease: Lease, now: number): Promise<AcquireResult | undefined>
  /**
   * Replaces a job, if `owner` is its last owner. Whether the lease is still live does not matter.
   *
   * @throws LedgerError `LEASE_LOST` if another owner has acquired the job; `REPORT_OWNED` if another job of the account
   * has the same report. Nothing is changed then.
   */
  update(record: JobRecord, owner: string): Promise<void>
  /** Extends the lease of every job of the owner. */
  renew(lease: Lease): Promise<void>
  /** Ends the lease of one job, if `owner` has it. */
  release(jobId: string, owner: string): Promise<void>
  /** Marks the outcome of a job as delivered. Does nothing unless the job is finished. */
  deliver(jobId: string): Promise<void>
  find(jobId: string): Promise<LedgerEntry | undefined>
  /** Finds the last finished job of a request that has a document and was finished at `finishedSince` or later. */
  findDocument(requestKey: string, finishedSince: number): Promise<LedgerEntry | undefined>
  /** Returns the id of the job that has a report of an account. */
  ownerOf(account: string, reportId: string): Promise<string | undefined>
  /** When a report type was last requested. Milliseconds since 1970. */
  lastRequested(query: LastRequestedQuery): Promise<number | undefined>
  /** Lists jobs in the order in which they were requested, the oldest first. */
  list(filter: JobFilter, page: PageOptions): Promise<JobPage>
  /**
   * Deletes the oldest finished and delivered jobs, seen reports, and leases and claims that expired before then.
   *
   * @returns The number of jobs deleted.
   */
  prune(options: PruneOptions): Promise<number>
  /** What `collect` and `watch` of an account remember. Pass it to them as `seen`. */
  seen(account: string): SeenLedger
  /** Closes the store. A second call does nothing. */
  close(): Promise<void>
}
