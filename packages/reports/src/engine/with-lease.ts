import type { Job } from '../run/job.ts'
import type { EngineContext } from './engine-context.ts'
import type { LeasedOptions } from './job-options.ts'

/** Works on a leased job. Renews the lease meanwhile, and releases it afterwards unless it is to be kept. */
export async function withLease<T>(
  { id }: Job,
  { ledger, leases, working, onEvent }: EngineContext,
  { keepLease = false }: LeasedOptions,
  work: () => Promise<T>,
): Promise<T> {
  const stopRenewal = leases.startRenewal()
  let isKept = false
  try {
    const result = await work()
    isKept = keepLease
    return result
  } finally {
    // If the release fails, the lease expires later.
    if (!isKept) await ledger.release(id, leases.owner).catch((error) => onEvent({ type: 'lease-failed', error }))
    working.delete(id)
    stopRenewal()
  }
}
