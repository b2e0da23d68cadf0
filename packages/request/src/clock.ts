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
  sleep: async (milliseconds, signal) => {
    let left = milliseconds
    while (left > longestTimer) {
      await timer(longestTimer, signal)
      left -= longestTimer
    }
    await timer(left, signal)
  },
}

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      clearTimeout(handle)
      reject(signal?.reason)
    }
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
