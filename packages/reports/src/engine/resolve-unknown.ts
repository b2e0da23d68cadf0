import { isLive } from '../ledger/choose-job.ts'
import { LedgerError } from '../ledger/ledger-error.ts'
import { adopt } from '../run/adopt.ts'
import type { Job } from '../run/job.ts'
import type { AnyReport } from '../run/report-api.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Resolution, RunHooks } from '../run/run-hooks.ts'
import type { EngineContext } from './engine-context.ts'

/**
 * When, after the first look, the list is looked at again. Milliseconds. That a report which was made is listed two
 * minutes later is assumed: no source says when.
 */
const looks = [15_000, 60_000, 120_000]

/** Amazon's clock may be behind ours by so much. Milliseconds. */
const skew = 60_000

/**
 * Decides an unknown `createReport` by the ledger. A report that belongs to no job is taken if it is the only one, and
 * if no other job whose answer is still out may have made it. Where there is none when it should have been listed,
 * nothing was made.
 */
export function unknownResolver(engine: EngineContext, account: string): NonNullable<RunHooks['resolveUnknown']> {
  let first: number | undefined
  return async (job, candidates, context) => {
    const now = context.clock.now()
    first ??= now
    const again = lookAfter(now - first)
    const free = await unowned(job, candidates, account, engine)
    const [only] = free
    if (only === undefined && again === undefined) first = undefined
    if (only === undefined) return again ?? { createAgain: true }
    if (free.length > 1) return 'unknown'
    const rivals = await rivalsOf(job, only, context, account, engine)
    if (rivals.length > 0) return rivals.includes(true) && again !== undefined ? again : 'unknown'
    return (await take(job, only.reportId, engine)) ? { adopt: only.reportId } : (again ?? 'unknown')
  }
}

function lookAfter(elapsed: number): Resolution | undefined {
  const next = looks.find((look) => look > elapsed)
  return next === undefined ? undefined : { lookAgain: next - elapsed }
}

async function unowned(
  job: Job,
  candidates: readonly AnyReport[],
  account: string,
  { ledger }: EngineContext,
): Promise<AnyReport[]> {
  const free: AnyReport[] = []
  for (const report of candidates) {
    const owner = await ledger.ownerOf(account, report.reportId)
    if (owner === job.id) return [report]
    if (owner === undefined) free.push(report)
  }
  return free
}

/** The other jobs that may have made the report, each by whether somebody is working on it: it will know soon. */
async function rivalsOf(
  job: Job,
  report: AnyReport,
  { api }: RunContext,
  account: string,
  { ledger, clock }: EngineContext,
): Promise<boolean[]> {
  const creating = await ledger.list({ accounts: [account], reportTypes: [job.reportType], steps: ['creating'] })
  const made = Date.parse(report.createdTime ?? '')
  return creating
    .filter((other) => other.job.id !== job.id && !other.job.notSent && api.mayBe(report, other.job))
    .filter((other) => !(made < Date.parse(other.job.requestedAt) - skew))
    .map(({ lease }) => isLive(lease, clock.now()))
}

/** Makes the report the job's, unless another job was faster. */
async function take(job: Job, reportId: string, { ledger, holder, clock }: EngineContext): Promise<boolean> {
  try {
    await ledger.save(adopt(job, reportId), holder.id, clock.now())
    return true
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'REPORT_OWNED') return false
    throw error
  }
}
