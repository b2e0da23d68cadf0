import type { Job } from './job.ts'

/**
 * Assigns a report to a job with an unknown outcome, once you know which of the candidates is its report. Save the job
 * that it returns and pass it to `resume`.
 *
 * @param job A job with the step `creating`.
 * @param reportId The `reportId` of the chosen candidate.
 * @returns The job with the step `waiting`.
 * @throws TypeError if the job has another step, or `reportId` is empty.
 * @example
 * if (outcome.status === 'unknown') await account.resume(adopt(outcome.job, reportId))
 */
export function adopt(job: Job, reportId: string): Job {
  if (job.step !== 'creating') {
    throw new TypeError(
      `Only a job with the step \`creating\` can adopt a report. The step of this job is ${job.step}.`,
    )
  }
  if (typeof reportId !== 'string' || reportId === '') throw new TypeError('`reportId` must be a non-empty string.')
  const { notSent: _, ...others } = job
  return { ...others, step: 'waiting', reportId }
}
