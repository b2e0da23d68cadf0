import type { Outcome } from '@reportline/reports'
import { openSession } from '../account/session.ts'
import type { Action } from '../context.ts'
import type { resumeDefinition } from '../definitions/resume.ts'
import { startProgress } from '../output/progress.ts'
import { deliver, targetOf } from './deliver.ts'
import { findJob } from './jobs/ledger-jobs.ts'

/** `reportline resume` */
export const resume: Action<typeof resumeDefinition> = async ({ arguments: ids, options }, context) => {
  const { terminal, signal } = context
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, onEvent })
  const { engine } = session
  const target = await targetOf(options, { reports: ids.length === 0 ? undefined : ids.length, terminal })
  const resumeOptions = { signal, onEvent }
  const resumeOne = async (id: string) => engine.resume((await findJob(session.ledger, id)).job.id, resumeOptions)
  const results = ids.length === 0 ? engine.resumeAll(resumeOptions) : resumeEach(ids, resumeOne)
  return await deliver(results, { values: options, target, progress, context })
}

/** Resumes jobs one after another. A job that fails does not stop the others. */
async function* resumeEach(ids: readonly string[], resumeOne: (id: string) => Promise<Outcome>) {
  for (const id of ids) {
    yield await resumeOne(id).then(
      (outcome) => ({ job: outcome.job, outcome }),
      (error: unknown) => ({ error }),
    )
  }
}
