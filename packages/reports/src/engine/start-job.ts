import type { Job } from '../run/job.ts'
import { unknownError } from '../run/list-candidates.ts'
import { resolveUnknown } from '../run/resolve-unknown.ts'
import { start } from '../run/run.ts'
import type { EngineContext } from './engine-context.ts'
import { contextOf, type EngineRunOptions, termsOf, withLeaseFor } from './run-or-join.ts'

/**
 * Has a report asked for and does not wait for it.
 *
 * @returns The job; an earlier one of the same wish as it stands.
 * @throws ReportError `OUTCOME_UNKNOWN` where it is not known whether a report was made.
 */
export async function startOne(job: Job, engine: EngineContext, options: EngineRunOptions): Promise<Job> {
  options.signal?.throwIfAborted()
  const { kind, entry } = await engine.ledger.begin(job, termsOf(job, engine, options))
  if (kind === 'reused' || kind === 'busy') return entry.job
  const context = contextOf(entry.job, engine, options)
  return withLeaseFor(entry.job, engine, options, async () => {
    const { notSent, ...asked } = entry.job
    if (kind === 'new' || notSent) return start(asked, context)
    if (entry.job.step !== 'creating') return entry.job
    const resolved = await resolveUnknown(entry.job, context)
    if (resolved.known) return resolved.job
    throw unknownError(resolved.outcome)
  })
}
