import type { Clock } from '@reportline/request'

/** A clock that advances only on request, and fires the timers that are due. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): Promise<void>
  /** Number of pending timers. */
  pendingTimers(): number
}

interface PendingTimer {
  readonly until: number
  readonly wake: () => void
}

export function manualClock(start = Date.UTC(2026, 2, 4, 12)): ManualClock {
  let time = start
  const pendingTimers = new Set<PendingTimer>()
  return {
    now: () => time,
    pendingTimers: () => pendingTimers.size,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const timer = { until: time + milliseconds, wake: resolve }
        pendingTimers.add(timer)
        const abort = () => {
          pendingTimers.delete(timer)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
      }),
    async advance(milliseconds) {
      const end = time + milliseconds
      await settled()
      for (let next = earliest(pendingTimers); next && next.until <= end; next = earliest(pendingTimers)) {
        time = Math.max(time, next.until)
        pendingTimers.delete(next)
        next.wake()
        await settled()
      }
      time = end
    },
  }
}

/**
 * Runs all work that does not wait for a timer. This includes digests, which tokens are cached by and which run in other
 * threads.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 25; turn++) {
    await crypto.subtle.digest('SHA-256', new Uint8Array())
    for (let step = 0; step < 4; step++) await new Promise((resolve) => setImmediate(resolve))
  }
}

function earliest(pendingTimers: Iterable<PendingTimer>): PendingTimer | undefined {
  return [...pendingTimers].sort((one, other) => one.until - other.until)[0]
}
