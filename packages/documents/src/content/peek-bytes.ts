import type { ByteIterator } from './content-source.ts'

/** A byte stream of which the first bytes are known. */
export interface PeekedBytes {
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
