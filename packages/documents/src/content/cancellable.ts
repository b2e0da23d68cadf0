/** Generates values until it is done or `signal` aborts. */
export type Generate<T> = (signal: AbortSignal) => AsyncGenerator<T>

/**
 * Runs a generator that can be closed at any time. `return()` of a plain generator waits until the pending network read
 * settles; here it aborts that read.
 *
 * @param signal The caller's signal. It ends the iteration too.
 */
export function cancellable<T>(generate: Generate<T>, signal?: AbortSignal): AsyncIterator<T> {
  const closed = new AbortController()
  const generator = generate(signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal]))
  return {
    next: () => generator.next(),
    async return() {
      closed.abort()
      await generator.return(undefined).catch(() => {})
      return { done: true, value: undefined }
    },
  }
}

/** Like {@link cancellable}, as a stream. It reads a chunk only when the consumer requests one. */
export function cancellableStream(generate: Generate<Uint8Array>, signal?: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = cancellable(generate, signal)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
