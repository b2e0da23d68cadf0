import { crc32 } from './crc32.ts'
import type { StoreResponse } from './store-response.ts'

/**
 * Whether a response may be of the same document as an earlier one that was delivered in part. If both have an ETag, the
 * ETags decide. Otherwise a partial response must have the same total length and date; a response with the whole document
 * is compared with the delivered bytes, unless the earlier one had an ETag, which is a stronger guarantee.
 */
export function mayBeSameVersion(earlier: StoreResponse, response: StoreResponse): boolean {
  const expected = earlier.version.etag
  const actual = response.version.etag
  if (expected !== undefined && actual !== undefined) return expected === actual
  if (response.offset === 0) return expected === undefined
  return compatible(earlier.totalBytes, response.totalBytes) && compatible(earlier.version.date, response.version.date)
}

/** A value that one of the responses lacks is no difference. */
function compatible<T>(one: T | undefined, other: T | undefined): boolean {
  return one === undefined || other === undefined || one === other
}

/** Skips the bytes that were already delivered, and compares them. */
export class ReplayCheck {
  readonly #length: number
  readonly #expectedChecksum: number | undefined
  #skipped = 0
  #checksum = 0

  /**
   * @param length Number of bytes already delivered.
   * @param checksum The CRC-32 of those bytes; undefined if an ETag guarantees that they are the same.
   */
  constructor(length: number, checksum: number | undefined) {
    this.#length = length
    this.#expectedChecksum = checksum
  }

  get isComplete(): boolean {
    return this.#skipped === this.#length
  }

  /**
   * Skips the part of a chunk that was already delivered.
   *
   * @returns The rest of the chunk; undefined if the skipped bytes differ from the delivered ones.
   */
  skip(chunk: Uint8Array): Uint8Array | undefined {
    const replayed = chunk.subarray(0, this.#length - this.#skipped)
    if (this.#expectedChecksum !== undefined) this.#checksum = crc32(replayed, this.#checksum)
    this.#skipped += replayed.length
    const differs = this.isComplete && this.#expectedChecksum !== undefined && this.#expectedChecksum !== this.#checksum
    return differs ? undefined : chunk.subarray(replayed.length)
  }
}
