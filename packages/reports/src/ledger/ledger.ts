import type { ReportClaims } from '../notifications/watch/report-claims.ts'
import type { Job } from '../run/job.ts'
import type { SeenReports } from './seen-reports.ts'

/** Who works on a job, and until when unless it is renewed. */
export interface Lease {
  /** Names one engine of one process. */
  readonly holder: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** A job as the ledger has it. */
export interface LedgerEntry {
  readonly job: Job
  /** When its report ended, or that there is none was known. Milliseconds since 1970. */
  readonly ended?: number
  /** Whether whoever asked has dealt with how it ended. */
  readonly delivered: boolean
  /** Who worked on it last, and until when; absent where nobody does. */
  readonly lease?: Lease
}

/** On what terms a wish is begun. Milliseconds since 1970. */
export interface BeginOptions {
  readonly lease: Lease
  readonly now: number
  /** A document of a report that ended since may be used again. Absent: none. */
  readonly reuseIfEndedAfter?: number
  /** An identical job that nobody works on is taken up if it was asked for since. */
  readonly joinIfCreatedAfter: number
}

/**
 * What becomes of a wish.
 *
 * - `new`: the job stands in the ledger and is yours.
 * - `taken`: an identical one that nobody works on is yours now.
 * - `busy`: somebody works on an identical one, perhaps you.
 * - `reused`: an identical one has a document that is young enough.
 */
export interface BeginResult {
  readonly kind: 'new' | 'taken' | 'busy' | 'reused'
  readonly entry: LedgerEntry
}

/** Which jobs are listed; without a field, all. */
export interface JobFilter {
  readonly accounts?: readonly string[]
  readonly reportTypes?: readonly string[]
  readonly steps?: readonly Job['step'][]
  readonly delivered?: boolean
}

/** Which reports have been dealt with, and who is at one: for `collect` and `watch`. */
export type SeenLedger = SeenReports & ReportClaims

/**
 * Remembers jobs: what was asked for, who works on it, which report is whose. Each method is atomic, in every process
 * that has the same ledger. What fails in the store itself is a {@link LedgerError}.
 */
export interface Ledger extends AsyncDisposable {
  /** Keeps a new job, or finds one of the same wish. Two jobs are of one wish where they differ in nothing but time. */
  begin(job: Job, terms: BeginOptions): Promise<BeginResult>
  /**
   * Keeps what a job has become.
   *
   * @throws LedgerError `NOT_HELD` where somebody else has taken it over, `REPORT_OWNED` where its report is another's.
   */
  save(job: Job, holder: string, now: number): Promise<void>
  /** Takes a job if nobody else is at it; one that the ledger does not know it keeps. Answers how it stands then. */
  take(job: Job, lease: Lease, now: number): Promise<{ readonly taken: boolean; readonly entry: LedgerEntry }>
  /** Renews the lease of everything that its holder still has. */
  renew(lease: Lease): Promise<void>
  /** Lets go of a job. */
  release(jobId: string, holder: string): Promise<void>
  /** Notes that how a job ended has been dealt with; nothing while it is on the way. */
  deliver(jobId: string): Promise<void>
  find(jobId: string): Promise<LedgerEntry | undefined>
  /** Jobs, the oldest first. */
  list(filter?: JobFilter): Promise<readonly LedgerEntry[]>
  /** The id of the job that a report of an account belongs to. */
  ownerOf(account: string, reportId: string): Promise<string | undefined>
  /** When a report of the type was last asked for by another job, not later than this one. Milliseconds since 1970. */
  lastRequested(job: Job): Promise<number | undefined>
  /** What `collect` and `watch` of an account remember: hand it to them as `seen`. */
  seen(account: string): SeenLedger
  /** Ends its use. */
  close(): Promise<void>
}
