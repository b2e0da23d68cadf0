import { crc32 } from './crc32.ts'
import type { StoreResponse } from './store-response.ts'

/**
 * Whether an answer may be of the document that was delivered in part. Two ETags decide. Where one is missing, the rest
 * must come from a document of the same length and date; the whole that is sent in its place will be compared with what
 * was delivered, unless an ETag had promised more than that.
 */
export function mayBeSameVersion(before: StoreResponse, answer: StoreResponse): boolean {
  const known = before.version.etag
  const told = answer.version.etag
  if (known !== undefined && told !== undefined) return known === told
  if (answer.from === 0) return known === undefined
  return agree(before.total, answer.total) && agree(before.version.date, answer.version.date)
}

/** What one of them does not tell is no difference. */
function agree<T>(one: T | undefined, other: T | undefined): boolean {
  return one === undefined || other === undefined || one === other
}

/** Passes over what was delivered before. */
export class ReplayCheck {
  readonly #length: number
  readonly #checksum: number | undefined
  #passed = 0
  #seen = 0

  /** @param checksum Of what was delivered; undefined where the ETag vouches for it. */
  constructor(length: number, checksum: number | undefined) {
    this.#length = length
    this.#checksum = checksum
  }

  get over(): boolean {
    return this.#passed === this.#length
  }

  /**
   * Takes a piece of the repetition.
   *
   * @returns What the piece has beyond it; undefined where it differs from what was delivered.
   */
  take(piece: Uint8Array): Uint8Array | undefined {
    const repeated = piece.subarray(0, this.#length - this.#passed)
    if (this.#checksum !== undefined) this.#seen = crc32(repeated, this.#seen)
    this.#passed += repeated.length
    const differs = this.over && this.#checksum !== undefined && this.#checksum !== this.#seen
    return differs ? undefined : piece.subarray(repeated.length)
  }
}
