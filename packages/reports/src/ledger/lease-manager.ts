import type { Clock } from '@reportline/request'
import type { Lease } from './lease.ts'
import type { Ledger } from './ledger.ts'

/** A lease is renewed three times before it would expire, so that two renewals may fail. */
const renewalsPerLease = 3

/** How a lease is kept alive. */
export interface RenewalOptions {
  readonly clock: Clock
  /** How long a lease lasts without a renewal. Milliseconds. */
  readonly duration: number
  readonly signal: AbortSignal
  readonly renew: () => Promise<unknown>
  /** Called when a renewal has failed. If it returns false, there are no further renewals. */
  readonly onError: (error: unknown) => boolean
}

/** Renews a lease at regular intervals until the signal is aborted. */
export async function keepRenewing({ clock, duration, signal, renew, onError }: RenewalOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep(duration / renewalsPerLease, signal)
      if (!signal.aborted) await renew()
    } catch (error) {
      if (signal.aborted || !onError(error)) return
    }
  }
}

/** The leases of one engine: all its jobs share one lease, which is renewed while the engine has work. */
export interface LeaseManager {
  /** Identifies the engine. */
  readonly owner: string
  /** Returns the lease for a job that is acquired now. */
  lease(): Lease
  /**
   * Starts the renewal unless it is running.
   *
   * @returns A function that ends it, unless others need it still.
   */
  startRenewal(): () => void
}

/**
 * Creates the lease manager of an engine. If the process is killed, the lease expires.
 *
 * @param duration How long a lease lasts without a renewal. Milliseconds.
 * @param onError Called when a renewal has failed.
 */
export function leaseManager(
  ledger: Pick<Ledger, 'renew'>,
  clock: Clock,
  duration: number,
  onError: (error: unknown) => void,
): LeaseManager {
  const owner = crypto.randomUUID()
  let users = 0
  let running = new AbortController()
  const lease = () => ({ owner, until: clock.now() + duration })
  const start = (signal: AbortSignal) =>
    keepRenewing({
      clock,
      duration,
      signal,
      renew: () => ledger.renew(lease()),
      onError(error) {
        onError(error)
        return true
      },
    })
  return {
    owner,
    lease,
    startRenewal() {
      if (users === 0) {
        running = new AbortController()
        void start(running.signal)
      }
      users += 1
      return () => {
        users -= 1
        if (users === 0) running.abort()
      }
    },
  }
}
