import type { Job } from '../job/job.ts'
import type { Desk } from './desk.ts'

/** Ends a job of which it is not known whether it has a report. */
export async function discard(jobId: string, { ledger, holder, clock }: Desk): Promise<Job> {
  const found = await ledger.find(jobId)
  if (found === undefined) throw new TypeError(`the ledger does not know the job ${jobId}`)
  if (found.job.step !== 'creating')
    throw new TypeError(`the job is ${found.job.step}: only one that is creating ends so`)
  const { taken, entry } = await ledger.take(found.job, holder.lease(), clock.now())
  if (!taken || entry.job.step !== 'creating') throw new TypeError('somebody works on the job')
  const failure = { code: 'DISCARDED', message: 'it was not known whether there is a report, and it was given up' }
  const job: Job = { ...entry.job, step: 'finished', failure }
  await ledger.save(job, holder.id, clock.now())
  await ledger.deliver(jobId)
  await ledger.release(jobId, holder.id)
  return job
}
