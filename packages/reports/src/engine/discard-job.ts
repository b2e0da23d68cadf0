import type { Job } from '../run/job.ts'
import { jobRecord } from './begin.ts'
import type { EngineContext } from './engine-context.ts'
import { acquireJob } from './run-or-join.ts'

/** Finishes an unfinished job without sending anything to Amazon. */
export async function discardJob(jobId: string, engine: EngineContext): Promise<Job> {
  const { ledger, leases, clock, working } = engine
  const found = await ledger.find(jobId)
  if (found === undefined) throw new TypeError(`The ledger has no job ${jobId}.`)
  if (found.job.step === 'finished') throw new TypeError(`The job ${jobId} is already finished.`)
  if (working.has(jobId)) throw inProgress(jobId)
  const { acquired, entry } = await acquireJob(jobId, engine)
  if (!acquired) throw inProgress(jobId)
  if (entry.job.step === 'finished') {
    await ledger.release(jobId, leases.owner)
    throw new TypeError(`The job ${jobId} is already finished.`)
  }
  const { notSent: _, ...others } = entry.job
  const failure = { code: 'DISCARDED', message: 'the job was discarded before its outcome was known' }
  const job: Job = { ...others, step: 'finished', failure }
  await ledger.update(jobRecord(job, clock.now()), leases.owner)
  await ledger.deliver(jobId)
  await ledger.release(jobId, leases.owner)
  return job
}

function inProgress(jobId: string): TypeError {
  return new TypeError(`The job ${jobId} is in progress. Stop the process that works on it first.`)
}
