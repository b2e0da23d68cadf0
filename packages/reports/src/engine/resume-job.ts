import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { EngineContext } from './engine-context.ts'
import { goOn, type LeasedOptions } from './run-or-join.ts'

const steps: readonly Job['step'][] = ['creating', 'waiting', 'finished']

/** Goes on with one job, by its id or as it was kept. */
export async function resumeOne(given: Job | string, engine: EngineContext, options: LeasedOptions): Promise<Outcome> {
  return goOn(typeof given === 'string' ? await known(given, engine) : await takenIn(given, engine), engine, options)
}

async function known(jobId: string, { ledger }: EngineContext): Promise<Job> {
  const entry = await ledger.find(jobId)
  if (entry === undefined) throw new TypeError(`the ledger does not know the job ${jobId}`)
  return entry.job
}

/** The job as the ledger has it, or as it is given where that is further, as after `adopt`. */
async function takenIn(given: Job, engine: EngineContext): Promise<Job> {
  const { ledger, holder, clock } = engine
  const before = await ledger.find(given.id)
  if (before === undefined) return { ...given, account: accountOf(given, engine) }
  if (steps.indexOf(given.step) <= steps.indexOf(before.job.step)) return before.job
  const { taken, entry } = await ledger.take(before.job, holder.lease(), clock.now())
  if (!taken) return entry.job
  const job = { ...given, account: accountOf(before.job, engine) }
  await ledger.save(job, holder.id, clock.now())
  return job
}

/** A job of an account that was used by itself has no name of one: the only one that it fits is taken. */
function accountOf(job: Job, { accounts }: EngineContext): string {
  if (job.account !== undefined) return job.account
  const fitting = [...accounts.values()].filter(({ internals: { context } }) => {
    return context.api.api === job.api && context.region === job.region && context.environment === job.environment
  })
  const [only, another] = fitting
  if (only !== undefined && another === undefined) return only.name
  throw new TypeError('the job names no account: set its account to the name of the one that it belongs to')
}
