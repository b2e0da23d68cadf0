import { systemClock } from '@reportline/request'
import { accountInternals, type ReportAccount } from '../accounts/account.ts'
import { leaseManager } from '../ledger/lease-manager.ts'
import type { LedgerEntry } from '../ledger/ledger.ts'
import { memoryLedger } from '../ledger/memory-ledger.ts'
import type { NewJob } from '../run/check-request.ts'
import type { Outcome } from '../run/outcome.ts'
import { emit } from '../run/run-context.ts'
import { newJobFor } from './choose-account.ts'
import { discardJob } from './discard-job.ts'
import { accountNamed, type EngineAccount, type EngineContext } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import { checkOptions, type LeasedOptions } from './job-options.ts'
import { listEntries } from './list-entries.ts'
import { type PlannedRequest, planRequests } from './plan-requests.ts'
import { ledgerPruner, minRetentionMs } from './prune-ledger.ts'
import { ReportPoller } from './report-poller.ts'
import type { ManyResult, Reportline, ReportlineOptions, ResumedResult } from './reportline-types.ts'
import { resumerUnlessOwned, unfinishedJobs } from './resume-all.ts'
import { resumeJob } from './resume-job.ts'
import { failedJobId, type ManyOptions, runMany } from './run-many.ts'
import { runOrJoin } from './run-or-join.ts'
import { startJob } from './start-job.ts'

const defaultLeaseMs = 60_000

/**
 * Creates an engine that requests reports of several accounts and stores its jobs in a ledger. If the process is killed,
 * nothing is lost and nothing is requested twice.
 *
 * @param options The accounts by name; optionally the ledger, the archive, and the durations in milliseconds.
 * @throws TypeError if an option is invalid or there is no account.
 * @example
 * ```ts
 * import { reportline } from '@reportline/reports'
 * import { fileLedger } from '@reportline/reports/file-ledger'
 * import { sellingPartner } from '@reportline/reports/selling-partner'
 *
 * const credentials = { clientId: '…', clientSecret: '…', refreshToken: '…' }
 * await using ledger = fileLedger({ path: 'ledger.db' })
 * const engine = reportline({ ledger, accounts: { na: sellingPartner({ region: 'na', credentials }) } })
 * const outcome = await engine.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['US'] })
 * if (outcome.status === 'done') for await (const rows of outcome.document.rows()) console.table(rows)
 * ```
 */
export function reportline<const Name extends string>(options: ReportlineOptions<Name>): Reportline<Name> {
  const engine = engineContext(options)
  return {
    async run(request, runOptions = {}) {
      const newJob = newJobFor(request, engine)
      const leased = { ...checkOptions(runOptions), keepLease: true }
      return deliver(newJob.job.id, engine, () => runOrJoin(newJob, engine, leased))
    },
    start: async (request, startOptions = {}) =>
      startJob(newJobFor(request, engine), engine, checkOptions(startOptions)),
    async resume(job, resumeOptions = {}) {
      const leased = { ...checkOptions(resumeOptions), keepLease: true }
      return deliver(typeof job === 'string' ? job : job.id, engine, () => resumeJob(job, engine, leased))
    },
    resumeAll: (manyOptions = {}) => resumeAll(engine, checkOptions(manyOptions)),
    runMany(request, manyOptions = {}) {
      const { maxAge } = checkOptions(manyOptions)
      const items = planRequests(request, engine).map(({ request: planned, newJob }) => ({
        job: newJob.job,
        run: (leased: LeasedOptions) => runOrJoin(requestedNow(newJob, engine), engine, { ...leased, maxAge }),
        onOutcome: (outcome: Outcome): ManyResult<Name> => ({ request: named(planned), outcome }),
        onError: (error: unknown): ManyResult<Name> => ({ request: named(planned), error }),
      }))
      return runMany(items, engine, manyOptions)
    },
    plan: (request) => planRequests(request, engine).map(({ request: planned }) => named(planned)),
    async jobs(filter = {}) {
      const entries: LedgerEntry[] = []
      for await (const entry of listEntries(engine.ledger, filter)) entries.push(entry)
      return entries
    },
    discard: (jobId) => discardJob(jobId, engine),
    reportEnded(reportId, account) {
      const accounts = account === undefined ? [...engine.accounts.values()] : [accountNamed(engine, account)]
      return accounts.filter(({ poller }) => poller.wakeUp(reportId)).length > 0
    },
  }
}

function engineContext<Name extends string>(options: ReportlineOptions<Name>): EngineContext {
  const { ledger = memoryLedger(), clock = systemClock, lease = defaultLeaseMs, retention = minRetentionMs } = options
  if (!(lease > 0 && Number.isFinite(lease))) {
    throw new TypeError('`lease` must be a number of milliseconds greater than 0.')
  }
  if (!(retention >= minRetentionMs)) {
    throw new TypeError(`\`retention\` must be at least ${minRetentionMs} milliseconds (90 days).`)
  }
  const onEvent = (event: EngineEvent) => emit(options.onEvent, event)
  return {
    ledger,
    archive: options.archive,
    clock,
    leases: leaseManager(ledger, clock, lease, (error) => onEvent({ type: 'lease-failed', error })),
    accounts: engineAccounts(options.accounts, onEvent),
    working: new Map(),
    undelivered: new Set(),
    prune: ledgerPruner(ledger, clock, retention),
    onEvent,
  }
}

function engineAccounts(
  accounts: Readonly<Record<string, ReportAccount>>,
  onEvent: (event: EngineEvent) => void,
): ReadonlyMap<string, EngineAccount> {
  const entries = Object.entries(accounts).map(([name, account]): [string, EngineAccount] => {
    const internals = account?.[accountInternals]
    if (internals === undefined) {
      throw new TypeError(`The account ${name} must be created by sellingPartner, amazonBusiness or amazonPay.`)
    }
    return [name, { name, internals, poller: new ReportPoller(name, internals.context, onEvent) }]
  })
  if (entries.length === 0) throw new TypeError('`accounts` must have at least one account.')
  return new Map(entries)
}

async function* resumeAll(engine: EngineContext, options: ManyOptions): AsyncGenerator<ResumedResult, void, undefined> {
  const resume = resumerUnlessOwned(engine)
  const items = (await unfinishedJobs(engine)).map((job) => ({
    job,
    run: (leased: LeasedOptions) => resume(job, leased),
    onOutcome: (outcome: Outcome): ResumedResult => ({ job: outcome.job, outcome }),
    onError: (error: unknown): ResumedResult => ({ job, error }),
  }))
  yield* runMany(items, engine, options)
}

/** A job may wait for hours before its turn comes. */
function requestedNow({ job, issues }: NewJob, engine: EngineContext): NewJob {
  const { clock } = accountNamed(engine, job.account).internals.context
  const requestedAt = new Date(clock.now()).toISOString()
  return { job: { ...job, requestedAt }, issues }
}

/** Marks a job as delivered once the caller knows its outcome or error, and releases it only then. */
async function deliver(jobId: string, engine: EngineContext, run: () => Promise<Outcome>): Promise<Outcome> {
  const { ledger, leases } = engine
  try {
    const outcome = await run()
    await ledger.deliver(outcome.job.id)
    await ledger.release(outcome.job.id, leases.owner)
    return outcome
  } catch (error) {
    // The first error is the one to report.
    await ledger.deliver(failedJobId(error) ?? jobId).catch(() => {})
    throw error
  }
}

/** The planned requests are of accounts with these names. */
function named<Name extends string>(request: PlannedRequest): PlannedRequest<Name> {
  return request as PlannedRequest<Name>
}
