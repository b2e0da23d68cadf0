/** Makes the values of an iteration that `signal` ends. */
export type Generate<T> = (signal: AbortSignal) => AsyncGenerator<T>

/**
 * Runs a generator that can be left at any time. A plain generator that waits for the network answers `return()` only
 * when the network does; here leaving aborts what it waits for.
 *
 * @param signal The caller's, which ends the iteration too.
 */
export function cancellable<T>(generate: Generate<T>, signal?: AbortSignal): AsyncIterator<T> {
  const left = new AbortController()
  const generator = generate(signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]))
  return {
    next: () => generator.next(),
    async return() {
      left.abort()
      await generator.return(undefined).catch(() => {})
      return { done: true, value: undefined }
    },
  }
}

/** The same as a stream, which asks for no chunk before somebody wants it. */
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
