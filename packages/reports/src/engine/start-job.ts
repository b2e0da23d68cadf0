import type { Job } from '../run/job.ts'
import { unknownError } from '../run/list-candidates.ts'
import { start } from '../run/run.ts'
import { settle } from '../run/resolve-unknown.ts'
import type { Desk } from './engine-context.ts'
import { type AskOptions, contextOf, termsOf, workABit } from './run-or-join.ts'

/**
 * Has a report asked for and does not wait for it.
 *
 * @returns The job; an earlier one of the same wish as it stands.
 * @throws ReportError `OUTCOME_UNKNOWN` where it is not known whether a report was made.
 */
export async function startOne(job: Job, desk: Desk, options: AskOptions): Promise<Job> {
  options.signal?.throwIfAborted()
  const { kind, entry } = await desk.ledger.begin(job, termsOf(job, desk, options))
  if (kind === 'reused' || kind === 'busy') return entry.job
  const context = contextOf(entry.job, desk, options)
  return workABit(entry.job, desk, options, async () => {
    const { unsent, ...asked } = entry.job
    if (kind === 'new' || unsent) return start(asked, context)
    if (entry.job.step !== 'creating') return entry.job
    const settled = await settle(entry.job, context)
    if (settled.known) return settled.job
    throw unknownError(settled.outcome)
  })
}
