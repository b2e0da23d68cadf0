/**
 * Bytes that come in pieces and can be left at any time. An async generator is one; where every piece counts, a plain
 * object takes less time.
 */
export interface ByteIterator extends AsyncIterable<Uint8Array> {
  next(): Promise<IteratorResult<Uint8Array, unknown>>
  return(value: undefined): Promise<IteratorResult<Uint8Array, unknown>>
  [Symbol.asyncIterator](): ByteIterator
}
