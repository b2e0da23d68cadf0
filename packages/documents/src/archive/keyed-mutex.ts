/** Runs an action while no other action with the same key runs. */
export type KeyedMutex = <T>(key: string, signal: AbortSignal | undefined, action: () => Promise<T>) => Promise<T>

/** Creates a mutex for each key. Actions run in the order of the calls. Aborting `signal` ends the wait for a turn. */
export function keyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>()
  return async (key, signal, action) => {
    const previous = tails.get(key) ?? Promise.resolve()
    const result = abortable(previous, signal).then(action)
    // An action that was aborted while it waited must not let the next one start before the previous one has ended.
    const tail = Promise.allSettled([previous, result])
    tails.set(key, tail)
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key)
    })
    return result
  }
}

async function abortable(previous: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  let abort = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort)
      previous.then(() => resolve(), reject)
    })
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
