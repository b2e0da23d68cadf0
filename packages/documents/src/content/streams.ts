import type { ByteIterator } from './content-source.ts'

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

/** A byte stream of which the first bytes are known. */
interface PeekedBytes {
  /** At least the number of bytes requested, unless the stream is shorter. */
  readonly head: Uint8Array
  /** The whole stream, including `head`. */
  readonly whole: AsyncGenerator<Uint8Array>
}

/** Reads chunks until the first `count` bytes are available. */
export async function peekBytes(source: ByteIterator, count: number): Promise<PeekedBytes> {
  let head: Uint8Array = new Uint8Array(0)
  while (head.length < count) {
    const next = await source.next()
    if (next.done) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return { head, whole: chain(head, source) }
}

async function* chain(head: Uint8Array, rest: ByteIterator): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for await (const chunk of rest) yield chunk
  } finally {
    // Needed if the reader stops after `head`: the loop has not started then, and so does not close the source.
    await rest.return(undefined)
  }
}
