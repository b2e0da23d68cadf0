import type { Archive, DocumentOf } from '@reportline/documents'
import type { ReportType } from '@reportline/report-types'
import { type Clock, systemClock } from '@reportline/request'
import { accountInternals, type ReportAccount } from '../accounts/account-internals.ts'
import { leaseManager } from '../ledger/lease-manager.ts'
import type { JobFilter, Ledger, LedgerEntry } from '../ledger/ledger.ts'
import { memoryLedger } from '../ledger/memory-ledger.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { AnyReport } from '../run/report-api.ts'
import { emit } from '../run/run-context.ts'
import { checkOptions } from './check-options.ts'
import { jobOf } from './choose-account.ts'
import { discard } from './discard-job.ts'
import { accountNamed, type EngineAccount, type EngineContext } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import type { EngineRequest } from './engine-request.ts'
import { type ManyRequest, planRequests } from './plan-requests.ts'
import { ReportPoller } from './report-poller.ts'
import { goingOnUnlessAlive, unfinishedJobs } from './resume-all.ts'
import { resumeOne } from './resume-job.ts'
import { type ManyOptions, runMany } from './run-many.ts'
import { type EngineRunOptions, type JobOptions, runOrJoin } from './run-or-join.ts'
import { startOne } from './start-job.ts'

/** The options of {@link reportline}. */
export interface ReportlineOptions<Name extends string = string> {
  /** What was asked for: `memoryLedger()`, the default, or `fileLedger({ path })`, which outlives the process. */
  readonly ledger?: Ledger
  /** The accounts by names of your own, which the ledger keeps: `{ na: sellingPartner(…), shop: amazonPay(…) }`. */
  readonly accounts: Readonly<Record<Name, ReportAccount>>
  /** Keeps the documents of the accounts that have no archive of their own. */
  readonly archive?: Archive
  /** For how long a process that was killed keeps its jobs from others. Milliseconds. Default: 60,000. */
  readonly lease?: number
  /** The time of leases and ages. Processes that share a ledger need the same. Default: the system's. */
  readonly clock?: Clock
  /** Told what happens to every job. What it throws is ignored. */
  readonly onEvent?: (event: EngineEvent) => void
}

/** What came of one of many requests: how its report ended, or why it could not be had. */
export type ManyResult<Name extends string = string> =
  | { readonly request: PlannedRequest<Name>; readonly outcome: Outcome; readonly error?: never }
  | { readonly request: PlannedRequest<Name>; readonly error: unknown; readonly outcome?: never }

/** What came of a job that was gone on with. */
export type ResumedResult =
  | { readonly job: Job; readonly outcome: Outcome; readonly error?: never }
  | { readonly job: Job; readonly error: unknown; readonly outcome?: never }

/** One report that is wanted of one account. */
export type PlannedRequest<Name extends string = string> = EngineRequest<Name> & { readonly account: Name }

/** Several accounts and one ledger. */
export interface Reportline<Name extends string = string> {
  /**
   * Asks the account that serves the marketplaces for a report and waits until it has ended. An identical wish that is
   * on the way, here or in another process with the same ledger, is joined.
   *
   * @throws TypeError when the request is wrong or no account can be asked; RequestError or AuthError when a call
   * failed; ReportError when the run cannot go on; LedgerError; the signal's reason when it was aborted.
   */
  run<const Type extends ReportType>(
    request: EngineRequest<Name, Type>,
    options?: EngineRunOptions,
  ): Promise<Outcome<AnyReport, DocumentOf<Type>>>
  /**
   * Asks for a report and returns its job as soon as Amazon has given a `reportId`, or as an identical job stands.
   *
   * @throws As `run`; ReportError `OUTCOME_UNKNOWN` where it is not known whether a report was made.
   */
  start<const Type extends ReportType>(request: EngineRequest<Name, Type>, options?: EngineRunOptions): Promise<Job>
  /**
   * Goes on with a job of the ledger, or with one from elsewhere; of a finished one, gives the outcome once more.
   *
   * @param job The job or its id.
   * @throws As `run`; ReportError `NOT_CREATED` where there never was a report.
   */
  resume(job: Job | string, options?: JobOptions): Promise<Outcome>
  /**
   * After a restart: goes on with every job of these accounts that is on the way, and gives once more what ended and was
   * not delivered. What another process works on is left to it. A result counts as delivered when the loop comes back.
   */
  resumeAll(options?: ManyOptions): AsyncGenerator<ResumedResult, void, undefined>
  /**
   * Asks for many reports side by side and gives what came of each as it comes. One that fails does not stop the others.
   * Where the loop is left, or the signal aborts, every job can be resumed. A result counts as delivered when the loop
   * comes back.
   *
   * @throws TypeError at once when the request is wrong or no account can be asked; while reading, LedgerError and the
   * signal's reason.
   */
  runMany(
    request: ManyRequest<Name>,
    options?: ManyOptions & Pick<EngineRunOptions, 'maxAge'>,
  ): AsyncGenerator<ManyResult<Name>, void, undefined>
  /** The jobs of the ledger, the oldest first. */
  jobs(filter?: JobFilter): Promise<readonly LedgerEntry[]>
  /**
   * Ends a job that is on the way, so that the same can be asked for anew: one of which it is not known whether it has a
   * report, or whose report is gone. Amazon is told nothing.
   *
   * @throws TypeError for one that is not known, that has ended, or that somebody works on.
   */
  discard(jobId: string): Promise<Job>
  /**
   * Tells that a report has ended, as by a notification: whoever waits for it here looks at once.
   *
   * @returns Whether anybody does.
   */
  reportEnded(reportId: string, account?: Name): boolean
}

const defaultLease = 60_000

/**
 * Asks for reports of several accounts, and remembers in a ledger what was asked for: a process that is killed loses
 * nothing, and nothing is asked for twice.
 *
 * @throws TypeError when there is no account, or one is none.
 */
export function reportline<const Name extends string>(options: ReportlineOptions<Name>): Reportline<Name> {
  const engine = engineContextOf(options)
  const { ledger } = engine
  return {
    async run(request, run = {}) {
      const job = jobOf(request, engine)
      return delivered(engine, job.id, runOrJoin(job, engine, { ...checkOptions(run), keep: true }))
    },
    start: async (request, start = {}) => startOne(jobOf(request, engine), engine, checkOptions(start)),
    async resume(job, resume = {}) {
      return delivered(
        engine,
        typeof job === 'string' ? job : job.id,
        resumeOne(job, engine, { ...checkOptions(resume), keep: true }),
      )
    },
    resumeAll: (resume = {}) => resumeAll(engine, checkOptions(resume)),
    runMany(request, ask = {}) {
      const items = planRequests(request, engine).map(({ request, job }) => ({
        group: job.account ?? '',
        job,
        run: (work: JobOptions) => runOrJoin(askedNow(job, engine), engine, { ...work, ...maxAgeOf(ask) }),
        onOutcome: (outcome: Outcome): ManyResult<Name> => ({ request: named(request), outcome }),
        onError: (error: unknown): ManyResult<Name> => ({ request: named(request), error }),
      }))
      return runMany(items, engine, checkOptions(ask))
    },
    jobs: (filter) => ledger.list(filter),
    discard: (jobId) => discard(jobId, engine),
    reportEnded(reportId, account) {
      const rooms = account === undefined ? [...engine.accounts.values()] : [accountNamed(engine, account)]
      return rooms.filter(({ room }) => room.ended(reportId)).length > 0
    },
  }
}

function engineContextOf<Name extends string>(options: ReportlineOptions<Name>): EngineContext {
  const { ledger = memoryLedger(), clock = systemClock, lease = defaultLease } = options
  if (!(lease > 0 && Number.isFinite(lease))) throw new TypeError('lease must be a number of milliseconds above 0')
  const onEvent = (event: EngineEvent) => emit(options.onEvent, event)
  const accounts = Object.entries<ReportAccount>(options.accounts).map(([name, account]): [string, EngineAccount] => {
    const internals = account?.[accountInternals]
    if (internals === undefined) {
      throw new TypeError(`the account ${name} must be made by sellingPartner, amazonBusiness or amazonPay`)
    }
    return [name, { name, internals, room: new ReportPoller(name, internals.context, onEvent) }]
  })
  if (accounts.length === 0) throw new TypeError('accounts must have at least one')
  const holder = leaseManager(ledger, clock, lease, onEvent)
  const { archive } = options
  return {
    ledger,
    archive,
    clock,
    holder,
    accounts: new Map(accounts),
    working: new Map(),
    undelivered: new Set(),
    onEvent,
  }
}

async function* resumeAll(engine: EngineContext, options: ManyOptions): AsyncGenerator<ResumedResult, void, undefined> {
  const goOn = goingOnUnlessAlive(engine)
  const items = (await unfinishedJobs(engine)).map((job) => ({
    group: job.account ?? '',
    job,
    run: (work: JobOptions) => goOn(job, work),
    onOutcome: (outcome: Outcome): ResumedResult => ({ job: outcome.job, outcome }),
    onError: (error: unknown): ResumedResult => ({ job, error }),
  }))
  yield* runMany(items, engine, options)
}

/** A wish may wait for hours until it is its turn. */
function askedNow(job: Job, engine: EngineContext): Job {
  const { clock } = accountNamed(engine, job.account ?? '').internals.context
  return { ...job, requestedAt: new Date(clock.now()).toISOString() }
}

/** Whoever called is told how it ended, be it by an error. */
async function delivered({ ledger, holder }: EngineContext, jobId: string, ending: Promise<Outcome>): Promise<Outcome> {
  try {
    const outcome = await ending
    await ledger.deliver(outcome.job.id)
    // Only now: in between, somebody who goes on with what was not delivered would deliver it as well.
    await ledger.release(outcome.job.id, holder.id)
    return outcome
  } catch (error) {
    // What failed counts for more.
    await ledger.deliver(jobId).catch(() => {})
    throw error
  }
}

/** A wish was planned for the accounts that were given, by their names. */
function named<Name extends string>(request: PlannedRequest): PlannedRequest<Name> {
  return request as PlannedRequest<Name>
}

function maxAgeOf({ maxAge }: Pick<EngineRunOptions, 'maxAge'>): Pick<EngineRunOptions, 'maxAge'> {
  return maxAge === undefined ? {} : { maxAge }
}
