import type { NewJob } from '../run/check-request.ts'
import type { Job } from '../run/job.ts'
import { unknownError } from '../run/list-candidates.ts'
import { readJob } from '../run/read-job.ts'
import type { EngineContext } from './engine-context.ts'
import { ensureCreated } from './ensure-created.ts'
import { jobContext } from './job-context.ts'
import type { EngineRunOptions, JobOptions } from './job-options.ts'
import { beginJob } from './run-or-join.ts'
import { withLease } from './with-lease.ts'

/**
 * Requests a report and does not wait for it.
 *
 * @returns The job, or an earlier one of the same request.
 * @throws ReportError `OUTCOME_UNKNOWN` if it is unknown whether a report was created.
 */
export async function startJob(newJob: NewJob, engine: EngineContext, options: EngineRunOptions): Promise<Job> {
  const { kind, entry } = await beginJob(newJob, engine, options)
  if (kind === 'reused' || kind === 'busy') return entry.job
  const work = withLease(entry.job, engine, {}, () => createReport(entry.job, engine, options))
  const outcome = work.then(
    () => undefined,
    () => undefined,
  )
  engine.working.set(entry.job.id, { outcome, signal: options.signal })
  return work
}

async function createReport(stored: Job, engine: EngineContext, options: JobOptions): Promise<Job> {
  const context = jobContext(stored, engine, options)
  const job = readJob(stored, context)
  if (job.step !== 'creating') return job
  const created = await ensureCreated(job, context, engine)
  if (created.known) return created.job
  throw unknownError(created.outcome)
}
