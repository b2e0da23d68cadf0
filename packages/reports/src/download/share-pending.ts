/** A call that concurrent callers share while it is pending. */
export type SharedCall<T> = (signal: AbortSignal) => Promise<T>

/**
 * Lets concurrent callers share one pending call. A caller that aborts stops waiting and does not affect the others; the
 * call itself is aborted once every caller has aborted. Neither results nor failures are kept: the next caller after the
 * call has ended starts a new one.
 */
export function sharePending<T>(call: (signal: AbortSignal) => Promise<T>): SharedCall<T> {
  let pending: PendingCall<T> | undefined
  const start = (): PendingCall<T> => {
    const controller = new AbortController()
    const started: PendingCall<T> = {
      controller,
      waiting: 0,
      result: call(controller.signal).finally(() => {
        if (pending === started) pending = undefined
      }),
    }
    return started
  }
  return (signal) => {
    if (signal.aborted) return Promise.reject(signal.reason)
    pending ??= start()
    return waitFor(pending, signal, (abandoned) => {
      if (pending === abandoned) pending = undefined
    })
  }
}

interface PendingCall<T> {
  readonly controller: AbortController
  readonly result: Promise<T>
  /** Number of callers that still wait for the result. */
  waiting: number
}

function waitFor<T>(
  call: PendingCall<T>,
  signal: AbortSignal,
  onAbandoned: (call: PendingCall<T>) => void,
): Promise<T> {
  call.waiting += 1
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason)
      call.waiting -= 1
      if (call.waiting > 0) return
      onAbandoned(call)
      call.controller.abort(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    call.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
