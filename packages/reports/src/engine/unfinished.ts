import type { Job } from '../job/job.ts'
import type { Outcome } from '../job/outcome.ts'
import type { LedgerEntry } from '../ledger/ledger.ts'
import type { Desk } from './desk.ts'
import { goOn, type HeldOptions } from './fulfil.ts'

/** What a restart has to see to: jobs on the way, and those that ended and were not delivered. The oldest first. */
export async function unfinishedJobs({ ledger, accounts }: Desk): Promise<Job[]> {
  const names = [...accounts.keys()]
  const onTheWay = await ledger.list({ accounts: names, steps: ['creating', 'waiting'] })
  const undelivered = await ledger.list({ accounts: names, steps: ['finished'], delivered: false })
  return [...onTheWay, ...undelivered]
    .map(({ job }) => job)
    .sort((one, other) => Date.parse(one.requestedAt) - Date.parse(other.requestedAt))
}

/**
 * Goes on with a job unless another process is at it. That one may have been killed a moment ago: it is waited for until
 * its lease runs out or is renewed.
 */
export async function goOnUnlessAlive(job: Job, desk: Desk, options: HeldOptions): Promise<Outcome | undefined> {
  const { ledger, holder, clock, working, undelivered } = desk
  if (working.has(job.id) || undelivered.has(job.id)) return undefined
  const { taken, entry } = await ledger.take(job, holder.lease(), clock.now())
  if (taken) return goOn(entry.job, desk, options)
  await clock.sleep(Math.max(0, (entry.lease?.until ?? 0) - clock.now()), options.signal)
  const after = await ledger.find(job.id)
  if (after === undefined || isAlive(entry, after)) return undefined
  const again = await ledger.take(after.job, holder.lease(), clock.now())
  return again.taken ? goOn(again.entry.job, desk, options) : undefined
}

function isAlive(before: LedgerEntry, after: LedgerEntry): boolean {
  return after.delivered || after.lease?.holder !== before.lease?.holder || after.lease?.until !== before.lease?.until
}
