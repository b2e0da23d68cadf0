import type { Clock } from '@reportline/request'

/** A clock that only sleeping advances. Records each sleep, in milliseconds. */
export interface StandingClock extends Clock {
  readonly slept: number[]
  advance(milliseconds: number): void
}

export function standingClock(start = Date.UTC(2025, 0, 15)): StandingClock {
  let time = start
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    advance(milliseconds) {
      time += milliseconds
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted()
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}
