import { finish } from '../run/finish.ts'
import type { Job, WaitingJob } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { readJob } from '../run/read-job.ts'
import { waitingJob } from '../run/run.ts'
import type { RunContext } from '../run/run-context.ts'
import { recentRequest } from '../run/why-cancelled.ts'
import { accountNamed, type EngineContext } from './engine-context.ts'
import { ensureCreated, lastRequested } from './ensure-created.ts'
import { jobContext } from './job-context.ts'
import type { JobOptions } from './job-options.ts'

/** Runs an unfinished job that is leased: creates its report, waits for it and finishes the job. */
export async function runJob(stored: Job, engine: EngineContext, options: JobOptions): Promise<Outcome> {
  const context = jobContext(stored, engine, options)
  const job = readJob(stored, context)
  if (job.step === 'waiting') return waitAndFinish(waitingJob(job), context, engine, true)
  const created = await ensureCreated(job, context, engine)
  if (!created.known) return created.outcome
  return waitAndFinish(created.job, context, engine, created.isAdopted)
}

async function waitAndFinish(
  job: WaitingJob,
  context: RunContext,
  engine: EngineContext,
  pollFirst: boolean,
): Promise<Outcome> {
  const report = await accountNamed(engine, job.account).poller.wait(job, context, pollFirst)
  const isCancelled = context.api.ending(report) === 'cancelled'
  const recent = isCancelled ? await recentRequest(job, () => lastRequested(job, engine)) : undefined
  return finish(job, report, context, recent)
}
