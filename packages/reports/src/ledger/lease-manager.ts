import type { Clock } from '@reportline/request'
import type { EngineEvent } from '../engine/engine-event.ts'
import type { Lease, Ledger } from './ledger.ts'

/** So many renewals in the time for which a lease holds: two may fail. */
const beats = 3

/** Holds jobs in the ledger for as long as they are worked on. */
export interface LeaseManager {
  readonly id: string
  /** A lease from now on. */
  lease(): Lease
  /** Keeps the leases until the function that it returns is called. */
  enter(): () => void
}

/**
 * The one holder of a `reportline`: all its jobs have the same lease, which is renewed while there is work. Where the
 * process is killed it runs out by itself.
 *
 * @param duration For how long a lease holds without being renewed. Milliseconds.
 */
export function leaseManager(
  ledger: Ledger,
  clock: Clock,
  duration: number,
  onEvent: (event: EngineEvent) => void,
): LeaseManager {
  const id = crypto.randomUUID()
  let pieces = 0
  let beating = new AbortController()
  const lease = () => ({ holder: id, until: clock.now() + duration })

  async function beat(signal: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(duration / beats, signal)
      if (signal.aborted) return
      await ledger.renew(lease()).catch((error: unknown) => onEvent({ type: 'lease-failed', error }))
    }
  }
  return {
    id,
    lease,
    enter() {
      if (pieces === 0) {
        beating = new AbortController()
        beat(beating.signal).catch(() => {})
      }
      pieces += 1
      return () => {
        pieces -= 1
        if (pieces === 0) beating.abort()
      }
    },
  }
}
