import type { Job } from './job.ts'
import type { AccountContext } from './run-context.ts'

const steps: ReadonlySet<string> = new Set(['creating', 'waiting', 'finished'])

/** Jobs that were saved before version 1.0 call `notSent` by this name. */
interface StoredJob extends Job {
  readonly unsent?: true
}

/**
 * Checks a job that comes from a file or a database, before anything is sent for it.
 *
 * @returns The job with the field names of today.
 * @throws TypeError if the job is not one, or belongs to another account.
 */
export function readJob(job: StoredJob, { api: { api }, region, environment }: AccountContext): Job {
  if (typeof job !== 'object' || job === null) throw new TypeError('The job must be an object that `save` received.')
  if (job.version !== 1) throw new TypeError(`The job has version ${job.version}. This release supports version 1.`)
  if (job.api !== api) throw new TypeError(`The job belongs to the API ${job.api}, not to ${api}.`)
  if (!steps.has(job.step)) throw new TypeError('The step of the job must be creating, waiting or finished.')
  if (job.region !== region) {
    throw new TypeError(`The job belongs to the region ${job.region}. Use an account of that region.`)
  }
  if (job.environment !== environment) {
    throw new TypeError(`The job belongs to the environment ${job.environment}. Use an account of that environment.`)
  }
  const { unsent, ...current } = job
  return unsent ? { ...current, notSent: unsent } : current
}
