import type { AcquireResult, LedgerEntry } from '../ledger/ledger.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { EngineContext } from './engine-context.ts'
import type { LeasedOptions } from './job-options.ts'
import { listEntries } from './list-entries.ts'
import { acquireJob, followJob } from './run-or-join.ts'

/** Returns the jobs to resume after a restart, the oldest first: unfinished ones, and finished ones not delivered. */
export async function unfinishedJobs({ ledger, accounts }: EngineContext): Promise<Job[]> {
  const names = [...accounts.keys()]
  const jobs: Job[] = []
  for await (const { job } of listEntries(ledger, { accounts: names, delivered: false })) jobs.push(job)
  return jobs
}

/** Resumes a job. Undefined if another process works on it. */
export type ResumeUnlessOwned = (job: Job, options: LeasedOptions) => Promise<Outcome | undefined>

/**
 * Creates the function that resumes jobs without an owner. The owner of a live lease may have been killed a moment ago,
 * so the function waits until the lease expires or is renewed. It waits only once for an owner that is alive.
 */
export function resumerUnlessOwned(engine: EngineContext): ResumeUnlessOwned {
  const { ledger, clock, working, undelivered } = engine
  const aliveOwners = new Set<string>()
  return async (job, options) => {
    if (working.has(job.id) || undelivered.has(job.id)) return undefined
    const first = await acquireJob(job.id, engine)
    if (first.acquired) return followJob(first, engine, options)
    const { lease } = first.entry
    if (lease === undefined || aliveOwners.has(lease.owner)) return undefined
    await clock.sleep(Math.max(0, lease.until - clock.now()), options.signal)
    const after = await ledger.find(job.id)
    if (after?.lease?.owner === lease.owner && after.lease.until > lease.until) aliveOwners.add(lease.owner)
    if (after === undefined || isHandled(first, after)) return undefined
    const second = await acquireJob(job.id, engine)
    return second.acquired ? followJob(second, engine, options) : undefined
  }
}

/** Whether a process has renewed the lease, acquired the job, or delivered it. */
function isHandled({ entry: { lease: before } }: AcquireResult, { lease, delivered }: LedgerEntry): boolean {
  if (delivered) return true
  return lease !== undefined && (lease.owner !== before?.owner || lease.until !== before.until)
}
