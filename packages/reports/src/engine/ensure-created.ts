import type { RequestError } from '@reportline/request'
import type { Job, WaitingJob } from '../run/job.ts'
import type { UnknownOutcome } from '../run/outcome.ts'
import { create } from '../run/run.ts'
import type { RunContext } from '../run/run-context.ts'
import { describeRecentRequest, recentRequest } from '../run/why-cancelled.ts'
import type { EngineContext } from './engine-context.ts'
import { resolveUnknown } from './resolve-unknown.ts'

/**
 * Maximum number of `createReport` requests of one call. Each further one follows a lost response of which no report was
 * listed within two minutes. A longer outage needs a decision by the caller.
 */
const maxCreateRequests = 3

/** A job whose report was created or adopted, or the unknown outcome. */
export type EnsuredJob =
  | { readonly known: true; readonly job: WaitingJob; readonly isAdopted: boolean }
  | { readonly known: false; readonly outcome: UnknownOutcome }

/**
 * Creates the report of a job with the step `creating`. If the response of `createReport` is lost, the ledger and the
 * list of reports decide whether a report was created, and the request is repeated only if none was.
 *
 * @throws As `create` and `resolveUnknown`.
 */
export async function ensureCreated(first: Job, context: RunContext, engine: EngineContext): Promise<EnsuredJob> {
  let job = first
  let cause: RequestError | undefined
  for (let requests = 0; ; ) {
    if (job.notSent) {
      await warnIfTooFrequent(job, context, engine)
      const creation = await create(job, context)
      if (creation.known) return { ...creation, isAdopted: false }
      requests += 1
      job = creation.job
      cause = creation.cause
    }
    const resolution = await resolveUnknown(job, context, engine, cause)
    if (resolution.kind === 'adopted') return { known: true, job: resolution.job, isAdopted: true }
    if (resolution.kind === 'unknown' || requests >= maxCreateRequests) {
      const { outcome } = resolution
      const candidates = outcome.candidates.length
      context.onEvent({ type: 'outcome-unknown', job, candidates, code: outcome.cause?.code })
      return { known: false, outcome }
    }
    job = { ...job, notSent: true }
    await context.save(job)
  }
}

/** When the report type of a job was last requested before it. Milliseconds since 1970. */
export function lastRequested(
  { id, account = '', reportType, requestedAt }: Job,
  { ledger }: EngineContext,
): Promise<number | undefined> {
  return ledger.lastRequested({ account, reportType, before: Date.parse(requestedAt), except: id })
}

async function warnIfTooFrequent(job: Job, { onEvent }: RunContext, engine: EngineContext): Promise<void> {
  const recent = await recentRequest(job, () => lastRequested(job, engine))
  if (recent === undefined) return
  const reason = describeRecentRequest(recent)
  const suggestion = 'Use the earlier report, or request this one later'
  onEvent({ type: 'warning', job, code: 'REQUESTED_TOO_OFTEN', reason, suggestion })
}
