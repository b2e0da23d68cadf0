import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { jobRecord } from './begin.ts'
import type { EngineContext } from './engine-context.ts'
import type { LeasedOptions } from './job-options.ts'
import { acquireJob, followJob } from './run-or-join.ts'

const steps: readonly Job['step'][] = ['creating', 'waiting', 'finished']

/** Resumes a job by its id, or a job that was saved elsewhere. */
export async function resumeJob(given: Job | string, engine: EngineContext, options: LeasedOptions): Promise<Outcome> {
  const jobId = typeof given === 'string' ? given : given.id
  if (typeof given !== 'string') await importJob(given, engine)
  return followJob(await acquireJob(jobId, engine), engine, options)
}

/** Adds a job to the ledger, or updates it if the given one has advanced further, as after `adopt`. */
async function importJob(given: Job, engine: EngineContext): Promise<void> {
  const { ledger, leases, clock } = engine
  const stored = await ledger.find(given.id)
  if (stored === undefined) {
    await ledger.add(jobRecord({ ...given, account: accountFor(given, engine) }, clock.now()))
    return
  }
  if (steps.indexOf(given.step) <= steps.indexOf(stored.job.step)) return
  const { acquired } = await acquireJob(given.id, engine)
  if (!acquired) return
  await ledger.update(jobRecord({ ...given, account: accountFor(stored.job, engine) }, clock.now()), leases.owner)
}

/** A job of an account without an engine names no account. It belongs to the only account that matches. */
function accountFor(job: Job, { accounts }: EngineContext): string {
  if (job.account !== undefined) return job.account
  const matching = [...accounts.values()].filter(({ internals: { context } }) => {
    return context.api.api === job.api && context.region === job.region && context.environment === job.environment
  })
  const [only, another] = matching
  if (only !== undefined && another === undefined) return only.name
  const names = matching.map(({ name }) => name).join(', ') || 'none'
  throw new TypeError(`Set the \`account\` of the job to the name of its account. Accounts that match: ${names}.`)
}
