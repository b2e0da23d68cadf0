import type { Job } from './job.ts'
import type { AccountContext } from './run-context.ts'

const steps: ReadonlySet<string> = new Set(['creating', 'waiting', 'finished'])

/**
 * A job comes from a file or a database: what is not one of this account's is refused before anything is sent.
 *
 * @throws TypeError saying what it is instead.
 */
export function checkJob(job: Job, { api: { api }, region, environment }: AccountContext): void {
  if (typeof job !== 'object' || job === null) throw new TypeError('the job must be an object that save was given')
  if (job.version !== 1) throw new TypeError(`the job has version ${job.version}; this release knows version 1`)
  if (job.api !== api) throw new TypeError(`the job belongs to the API ${job.api}, not to ${api}`)
  if (!steps.has(job.step)) throw new TypeError('the step of the job must be creating, waiting or finished')
  if (job.region !== region) {
    throw new TypeError(`the job belongs to the region ${job.region}: use an account of that region`)
  }
  if (job.environment !== environment) {
    throw new TypeError(`the job belongs to the environment ${job.environment}: use an account of that environment`)
  }
}
