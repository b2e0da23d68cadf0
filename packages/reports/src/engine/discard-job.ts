import type { Job } from '../run/job.ts'
import type { EngineContext } from './engine-context.ts'

/** Ends a job that is on the way. */
export async function discard(jobId: string, { ledger, holder, clock, working }: EngineContext): Promise<Job> {
  const found = await ledger.find(jobId)
  if (found === undefined) throw new TypeError(`the ledger does not know the job ${jobId}`)
  if (found.job.step === 'finished') throw new TypeError('the job has ended already')
  if (working.has(jobId)) throw new TypeError('somebody works on the job')
  const { taken, entry } = await ledger.take(found.job, holder.lease(), clock.now())
  if (!taken || entry.job.step === 'finished') throw new TypeError('somebody works on the job')
  const failure = { code: 'DISCARDED', message: 'it was given up before it was known how it ended' }
  const job: Job = { ...entry.job, step: 'finished', failure }
  await ledger.save(job, holder.id, clock.now())
  await ledger.deliver(jobId)
  await ledger.release(jobId, holder.id)
  return job
}
