import type { Job } from './job.ts'

/**
 * Decides that a report is the one that a job asked for: after an unknown outcome, when you know which of the
 * candidates is yours. Save the job that it returns, and hand it to `resume`.
 *
 * @param job A job whose step is `creating`.
 * @param reportId The chosen candidate's.
 * @throws TypeError when the job has a report already or has ended.
 */
export function adopt(job: Job, reportId: string): Job {
  if (job.step !== 'creating')
    throw new TypeError(`only a job that is creating can adopt a report: this one is ${job.step}`)
  if (typeof reportId !== 'string' || reportId === '')
    throw new TypeError('reportId must be a string that is not empty')
  return { ...job, step: 'waiting', reportId }
}
