import type { Clock } from '@reportline/request'

/** A clock that stands until it is moved; whoever sleeps wakes when their time has come. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): Promise<void>
  /** How many sleep. */
  sleepers(): number
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

export function manualClock(start = Date.UTC(2026, 2, 4, 12)): ManualClock {
  let time = start
  const sleepers = new Set<Sleeper>()
  return {
    now: () => time,
    sleepers: () => sleepers.size,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { until: time + milliseconds, wake: resolve }
        sleepers.add(sleeper)
        const abort = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
      }),
    async advance(milliseconds) {
      const end = time + milliseconds
      await settled()
      for (let next = earliest(sleepers); next && next.until <= end; next = earliest(sleepers)) {
        time = Math.max(time, next.until)
        sleepers.delete(next)
        next.wake()
        await settled()
      }
      time = end
    },
  }
}

/**
 * Lets everything run that waits for no time, digests included: a token is found by one, and they are made beside the
 * event loop, in their order.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 25; turn++) {
    await crypto.subtle.digest('SHA-256', new Uint8Array())
    for (let step = 0; step < 4; step++) await new Promise((resolve) => setImmediate(resolve))
  }
}

function earliest(sleepers: Iterable<Sleeper>): Sleeper | undefined {
  return [...sleepers].sort((one, other) => one.until - other.until)[0]
}
