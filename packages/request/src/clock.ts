/** The source of time. Tests inject their own and need not wait. */
export interface Clock {
  /** Returns the milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /**
   * Resolves once `now()` has advanced by `milliseconds`.
   *
   * @throws the reason of the signal, as soon as it aborts
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** The longest delay that `setTimeout` supports. With a longer one it fires immediately. */
const maxTimerMs = 2 ** 31 - 1

/** The clock and the timers of the system. A sleep has no maximum length, and aborting it clears its timer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const abort = () => {
        cancel()
        reject(signal?.reason)
      }
      const cancel = startTimer(milliseconds, () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      })
      signal?.addEventListener('abort', abort, { once: true })
    }),
}

/**
 * Calls a function later, using the timers of the system.
 *
 * @returns a function that cancels the timer. Cheaper than an AbortSignal, whose abort creates an exception.
 */
export function startTimer(milliseconds: number, callback: () => void): () => void {
  let left = milliseconds
  const next = () => {
    const delay = Math.min(left, maxTimerMs)
    left -= delay
    return setTimeout(() => {
      if (left > 0) handle = next()
      else callback()
    }, delay)
  }
  let handle = next()
  return () => clearTimeout(handle)
}
