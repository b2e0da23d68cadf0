import type { RequestError } from '@reportline/request'
import { isLive } from '../ledger/lease.ts'
import { LedgerError } from '../ledger/ledger-error.ts'
import type { AnyReport } from '../run/any-report.ts'
import { adopt, type Job, type WaitingJob } from '../run/job.ts'
import { listCandidates } from '../run/list-candidates.ts'
import type { UnknownOutcome } from '../run/outcome.ts'
import { clockSkewMs } from '../run/report-api.ts'
import { ReportError } from '../run/report-error.ts'
import { waitingJob } from '../run/run.ts'
import type { RunContext } from '../run/run-context.ts'
import type { EngineContext } from './engine-context.ts'
import { listEntries } from './list-entries.ts'

/**
 * When the reports are listed again, measured from the first list. Milliseconds. That a report is listed at most two
 * minutes after its creation is assumed; no source says when.
 */
const listTimes = [15_000, 60_000, 120_000]

/** What a lost response of `createReport` turns out to mean. */
export type Resolution =
  /** The report was created and belongs to the job. */
  | { readonly kind: 'adopted'; readonly job: WaitingJob }
  /** No report was created. */
  | { readonly kind: 'not-created'; readonly outcome: UnknownOutcome }
  /** Several reports or jobs match. */
  | { readonly kind: 'unknown'; readonly outcome: UnknownOutcome }

/**
 * Decides by the ledger and the list of reports what a lost response of `createReport` means. A listed report that
 * belongs to no job is adopted, if it is the only one, has exactly the requested window, and no other job with an unknown
 * outcome may have created it. If none is listed within two minutes, none was created.
 *
 * @throws ReportError `DEADLINE` if the deadline comes before the next list; otherwise as `listCandidates`.
 */
export async function resolveUnknown(
  job: Job,
  context: RunContext,
  engine: EngineContext,
  cause: RequestError | undefined,
): Promise<Resolution> {
  const start = context.clock.now()
  for (;;) {
    const outcome = await listCandidates(job, context, cause)
    const elapsed = context.clock.now() - start
    const nextList = listTimes.find((time) => time > elapsed)
    const decision = await decide(job, outcome, context, engine)
    if (typeof decision === 'object') return { kind: 'adopted', job: decision }
    if (decision === 'unknown') return { kind: 'unknown', outcome }
    if (nextList === undefined) return { kind: decision === 'none' ? 'not-created' : 'unknown', outcome }
    await pause(job, nextList - elapsed, context)
  }
}

/** `contested`: another process may be about to adopt the only candidate, or to find another. */
async function decide(
  job: Job,
  { candidates }: UnknownOutcome,
  context: RunContext,
  engine: EngineContext,
): Promise<WaitingJob | 'none' | 'contested' | 'unknown'> {
  const free = await candidatesWithoutOwner(job, candidates, engine)
  const [only] = free
  if (only === undefined) return 'none'
  // A report whose window is only similar may be that of another request, but nothing must be requested again either.
  if (free.length > 1 || context.api.mayBe(only, job) !== 'yes') return 'unknown'
  const rivals = await rivalsFor(job, only, context, engine)
  if (rivals.length > 0) return rivals.includes('live') ? 'contested' : 'unknown'
  return (await adoptReport(job, only, context)) ?? 'contested'
}

async function candidatesWithoutOwner(
  job: Job,
  candidates: readonly AnyReport[],
  { ledger }: EngineContext,
): Promise<AnyReport[]> {
  const free: AnyReport[] = []
  for (const report of candidates) {
    const owner = await ledger.ownerOf(job.account ?? '', report.reportId)
    if (owner === job.id) return [report]
    if (owner === undefined) free.push(report)
  }
  return free
}

/** Finds the other jobs that may have created the report. A live one will know soon. */
async function rivalsFor(
  job: Job,
  report: AnyReport,
  { api }: RunContext,
  { ledger, clock }: EngineContext,
): Promise<('live' | 'abandoned')[]> {
  const rivals: ('live' | 'abandoned')[] = []
  const createdAt = Date.parse(report.createdTime ?? '')
  const { account = '', reportType } = job
  for await (const { job: other, lease } of listEntries(ledger, {
    accounts: [account],
    reportTypes: [reportType],
    steps: ['creating'],
  })) {
    if (other.id === job.id || other.notSent || api.mayBe(report, other) === 'no') continue
    if (createdAt < Date.parse(other.requestedAt) - clockSkewMs) continue
    rivals.push(isLive(lease, clock.now()) ? 'live' : 'abandoned')
  }
  return rivals
}

/** Returns undefined if another job was faster. */
async function adoptReport(job: Job, { reportId }: AnyReport, context: RunContext): Promise<WaitingJob | undefined> {
  const adopted = waitingJob(adopt(job, reportId))
  try {
    await context.save(adopted)
  } catch (error) {
    if (isReportOwned(error)) return undefined
    throw error
  }
  context.onEvent({ type: 'adopted', job: adopted })
  return adopted
}

function isReportOwned(error: unknown): boolean {
  const cause = error instanceof ReportError ? error.cause : error
  return cause instanceof LedgerError && cause.code === 'REPORT_OWNED'
}

async function pause(job: Job, milliseconds: number, { clock, call }: RunContext): Promise<void> {
  if (call.deadline !== undefined && clock.now() + milliseconds >= call.deadline.getTime()) {
    const what =
      'it was still unknown at the deadline whether createReport created a report. Call resume(job) to list the ' +
      'reports again.'
    throw new ReportError({ code: 'DEADLINE', what, job })
  }
  await clock.sleep(milliseconds, call.signal)
}
