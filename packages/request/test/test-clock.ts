import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../src/index.ts'

/** A clock whose sleeps end immediately: its time jumps ahead instead. */
export interface InstantClock extends Clock {
  /** The milliseconds of each sleep. */
  readonly sleeps: number[]
}

export function instantClock(start = Date.UTC(2024, 0, 1)): InstantClock {
  let now = start
  const sleeps: number[] = []
  return {
    sleeps,
    now: () => now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      sleeps.push(milliseconds)
      now += milliseconds
    },
  }
}

/** A clock whose time only changes when `advance` is called. */
export interface ManualClock extends Clock {
  /** The number of sleeps that have not ended. */
  readonly pendingSleeps: number
  /** Advances the time, ends each sleep at its time, and runs what follows from it. */
  advance(milliseconds: number): Promise<void>
}

interface PendingSleep {
  readonly until: number
  readonly resolve: () => void
}

export function manualClock(start = Date.UTC(2024, 0, 1)): ManualClock {
  let now = start
  const pending = new Set<PendingSleep>()
  const next = () => [...pending].sort((one, other) => one.until - other.until)[0]
  return {
    get pendingSleeps() {
      return pending.size
    },
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleep = { until: now + milliseconds, resolve }
        pending.add(sleep)
        const abort = () => {
          pending.delete(sleep)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await setImmediate()
      for (let sleep = next(); sleep && sleep.until <= end; sleep = next()) {
        pending.delete(sleep)
        now = Math.max(now, sleep.until)
        sleep.resolve()
        await setImmediate()
      }
      now = end
    },
  }
}
