import type { LedgerEntry } from '../ledger/ledger.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { EngineContext } from './engine-context.ts'
import { goOn, type LeasedOptions } from './run-or-join.ts'

/** What a restart has to see to: jobs on the way, and those that ended and were not delivered. The oldest first. */
export async function unfinishedJobs({ ledger, accounts }: EngineContext): Promise<Job[]> {
  const names = [...accounts.keys()]
  const onTheWay = await ledger.list({ accounts: names, steps: ['creating', 'waiting'] })
  const undelivered = await ledger.list({ accounts: names, steps: ['finished'], delivered: false })
  return [...onTheWay, ...undelivered]
    .map(({ job }) => job)
    .sort((one, other) => Date.parse(one.requestedAt) - Date.parse(other.requestedAt))
}

/** Goes on with a job. Undefined where somebody else does. */
export type GoOn = (job: Job, options: LeasedOptions) => Promise<Outcome | undefined>

/**
 * Goes on with jobs unless another process is at them. That one may have been killed a moment ago: it is waited for until
 * its lease runs out or is renewed. One that lives is not waited for twice.
 */
export function goingOnUnlessAlive(engine: EngineContext): GoOn {
  const { ledger, holder, clock, working, undelivered } = engine
  const alive = new Set<string>()
  return async (job, options) => {
    if (working.has(job.id) || undelivered.has(job.id)) return undefined
    const { taken, entry } = await ledger.take(job, holder.lease(), clock.now())
    if (taken) return goOn(entry.job, engine, options)
    const { lease } = entry
    if (lease === undefined || alive.has(lease.holder)) return undefined
    await clock.sleep(Math.max(0, lease.until - clock.now()), options.signal)
    const after = await ledger.find(job.id)
    if (after?.lease?.holder === lease.holder && after.lease.until > lease.until) alive.add(lease.holder)
    if (after === undefined || isAlive(entry, after)) return undefined
    const again = await ledger.take(after.job, holder.lease(), clock.now())
    return again.taken ? goOn(again.entry.job, engine, options) : undefined
  }
}

/** Whether somebody is still at a job after the time of his lease, or has dealt with it. */
function isAlive({ lease: before }: LedgerEntry, { lease, delivered }: LedgerEntry): boolean {
  if (delivered) return true
  return lease !== undefined && (lease.holder !== before?.holder || lease.until !== before.until)
}
