import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../src/index.ts'

/** A clock whose sleeps are over at once: time jumps ahead by as much. It records them. */
export interface InstantClock extends Clock {
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

/** A clock that stands still until it is told to go on. Sleepers wake in order. */
export interface ManualClock extends Clock {
  /** Those who sleep now. */
  readonly sleepers: number
  /** Moves on, waking each sleeper at his time, and lets what follows from it happen. */
  advance(milliseconds: number): Promise<void>
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

export function manualClock(start = Date.UTC(2024, 0, 1)): ManualClock {
  let now = start
  const sleepers = new Set<Sleeper>()
  const next = () => [...sleepers].sort((one, other) => one.until - other.until)[0]
  return {
    get sleepers() {
      return sleepers.size
    },
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { until: now + milliseconds, wake: resolve }
        sleepers.add(sleeper)
        const abort = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await setImmediate()
      for (let sleeper = next(); sleeper && sleeper.until <= end; sleeper = next()) {
        sleepers.delete(sleeper)
        now = Math.max(now, sleeper.until)
        sleeper.wake()
        await setImmediate()
      }
      now = end
    },
  }
}
