/** Does one thing after the other for each key. */
export type InTurn = <T>(key: string, signal: AbortSignal | undefined, act: () => Promise<T>) => Promise<T>

/**
 * Makes a queue for each key: what is done for one key is done one by one, whatever becomes of what went before.
 * Whoever is waiting can be called away by a signal.
 */
export function oneByOne(): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return async (key, signal, act) => {
    const before = last.get(key) ?? Promise.resolve()
    const called = callAway(signal)
    const result = Promise.race([before.catch(() => {}), called.away]).then(act)
    const done = Promise.allSettled([before, result])
    last.set(key, done)
    try {
      return await result
    } finally {
      called.stop()
      if (last.get(key) === done) last.delete(key)
    }
  }
}

function callAway(signal: AbortSignal | undefined): { away: Promise<never>; stop: () => void } {
  let stop = () => {}
  const away = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(signal?.reason)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
    stop = () => signal?.removeEventListener('abort', abort)
  })
  away.catch(() => {})
  return { away, stop }
}
