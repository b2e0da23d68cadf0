/** Time as this package sees it: handed in, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /**
   * Resolves once `now()` has advanced by `milliseconds`.
   *
   * @throws the signal's reason, as soon as it aborts.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** The longest delay that `setTimeout` takes; a longer one fires at once. */
const longestTimer = 2 ** 31 - 1

/** The system's clock and timers. A sleep may be as long as you like; aborting it clears its timer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const abort = () => {
        stop()
        reject(signal?.reason)
      }
      const stop = after(milliseconds, () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      })
      signal?.addEventListener('abort', abort, { once: true })
    }),
}

/**
 * Does something later, on the system's timers. Answers a function that takes it back: cheaper than a signal, whose
 * abort makes an exception.
 */
export function after(milliseconds: number, action: () => void): () => void {
  let left = milliseconds
  const next = () => {
    const delay = Math.min(left, longestTimer)
    left -= delay
    return setTimeout(() => {
      if (left > 0) handle = next()
      else action()
    }, delay)
  }
  let handle = next()
  return () => clearTimeout(handle)
}
