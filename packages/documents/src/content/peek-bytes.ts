import type { ByteIterator } from './byte-iterator.ts'

/** A stream of bytes whose beginning has been looked at. */
export interface Peeked {
  /** At least as many bytes as were asked for, unless the stream is shorter. */
  readonly head: Uint8Array
  /** The whole stream, its head included. */
  readonly whole: AsyncGenerator<Uint8Array>
}

/** Reads as many chunks as it takes to see the first bytes. */
export async function peek(source: ByteIterator, count: number): Promise<Peeked> {
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
    // Also when nothing beyond the head was asked for.
    await rest.return(undefined)
  }
}
