import { type ByteIterator, DocumentError } from '@reportline/documents'
import type { DocumentSource } from './document-source.ts'
import { type DocumentFetch, type DocumentRange, retryDelay, type StoreResponse } from './fetch-document.ts'

/** Maximum number of consecutive interruptions to recover from without progress between them. */
const maxInterruptions = 5
/** Bytes between two interruptions that count as progress. */
const progressBytes = 1_048_576

/**
 * The bytes of a document, read from as many responses as it takes. A class instead of a generator, because every chunk
 * passes through it.
 */
export class DownloadedBytes implements ByteIterator {
  readonly #source: DocumentSource
  readonly #fetchDocument: DocumentFetch
  readonly #signal: AbortSignal
  #response: StoreResponse
  /** Skips the bytes of the response that were already delivered. */
  #replay: ReplayCheck | undefined
  /** Whether the delivered bytes are known to belong to the version of the current response. */
  #isVerified = true
  #delivered = 0
  /** The CRC-32 of the delivered bytes. Computed only if no ETag identifies the version. */
  #checksum = 0
  #deliveredAtInterruption = 0
  #interruptions = 0
  #ended = false

  constructor(source: DocumentSource, first: StoreResponse, fetchDocument: DocumentFetch, signal: AbortSignal) {
    this.#source = source
    this.#response = first
    this.#fetchDocument = fetchDocument
    this.#signal = signal
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      while (!this.#ended) {
        const chunk = await this.#read()
        if (chunk === 'end') break
        if (chunk === 'interrupted') await this.#resume()
        else if (chunk.length > 0) return { done: false, value: this.#deliver(chunk) }
      }
    } catch (error) {
      await this.return()
      throw error
    }
    return this.return()
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#ended = true
    await this.#response.body.close()
    return { done: true, value: undefined }
  }

  /** Reads the next chunk of the response that was not delivered yet. */
  async #read(): Promise<Uint8Array | 'end' | 'interrupted'> {
    let chunk: Uint8Array | undefined
    try {
      chunk = await this.#response.body.read()
    } catch (error) {
      if (this.#ended) return 'end'
      await this.#waitBeforeResuming(error)
      return 'interrupted'
    }
    if (this.#ended) return 'end'
    const replay = this.#replay
    if (chunk !== undefined) return replay === undefined || replay.isComplete ? chunk : this.#skip(replay, chunk)
    if (replay?.isComplete === false) throw this.#changedError()
    const { totalBytes } = this.#response
    if (totalBytes === undefined || this.#delivered >= totalBytes) return 'end'
    await this.#waitBeforeResuming(this.#incompleteError(totalBytes))
    return 'interrupted'
  }

  #deliver(chunk: Uint8Array): Uint8Array {
    this.#delivered += chunk.length
    if (this.#response.version.etag === undefined) this.#checksum = crc32(chunk, this.#checksum)
    return chunk
  }

  #skip(replay: ReplayCheck, chunk: Uint8Array): Uint8Array {
    const rest = replay.skip(chunk)
    if (rest === undefined) throw this.#changedError()
    if (replay.isComplete) this.#isVerified = true
    return rest
  }

  /** Waits if the download may be resumed after an error; throws the error otherwise. */
  async #waitBeforeResuming(error: unknown): Promise<void> {
    const hasProgressed = this.#delivered - this.#deliveredAtInterruption >= progressBytes
    this.#interruptions = hasProgressed ? 1 : this.#interruptions + 1
    this.#deliveredAtInterruption = this.#delivered
    if (!isInterruption(error) || this.#interruptions > maxInterruptions) throw error
    await retryDelay(this.#source, this.#interruptions, this.#signal)
  }

  async #resume(): Promise<void> {
    const earlier = this.#response
    await earlier.body.close()
    const response = await this.#fetchDocument(this.#range())
    this.#response = response
    this.#replay = undefined
    if (this.#ended) await response.body.close()
    if (this.#delivered === 0) return
    if (!mayBeSameVersion(earlier, response)) throw this.#changedError()
    if (response.offset === 0) {
      this.#isVerified &&= earlier.version.etag !== undefined
      this.#replay = new ReplayCheck(this.#delivered, this.#isVerified ? undefined : this.#checksum)
    } else {
      const totalBytes = response.totalBytes ?? earlier.totalBytes
      this.#response = { ...response, totalBytes, version: earlier.version }
    }
  }

  /** The range to request; undefined if nothing was delivered or the delivered bytes may be of another version. */
  #range(): DocumentRange | undefined {
    const { etag, date } = this.#response.version
    const validator = etag ?? date
    if (validator === undefined || this.#delivered === 0 || !this.#isVerified) return undefined
    return { offset: this.#delivered, validator }
  }

  /** The error of a store that sends shorter ranges than requested. */
  #incompleteError(totalBytes: number): DocumentError {
    const what =
      `the document store sent ${this.#delivered} of ${totalBytes} bytes. The bytes delivered so far are incomplete: ` +
      'read the document again.'
    return new DocumentError({ code: 'TRUNCATED', reportDocumentId: this.#source.reportDocumentId, what })
  }

  #changedError(): DocumentError {
    const what =
      'the document has changed in the document store since the download started. The bytes delivered so far are ' +
      'incomplete: read the document again.'
    return new DocumentError({ code: 'CHANGED', reportDocumentId: this.#source.reportDocumentId, what })
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof DocumentError && (error.code === 'TRUNCATED' || error.code === 'TIMEOUT')
}

/**
 * Whether a response may be of the same document as an earlier one that was delivered in part. If both have an ETag, the
 * ETags decide. Otherwise a partial response must have the same total length and date; a response with the whole document
 * is compared with the delivered bytes, unless the earlier one had an ETag, which is a stronger guarantee.
 */
function mayBeSameVersion(earlier: StoreResponse, response: StoreResponse): boolean {
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
class ReplayCheck {
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

/**
 * Returns the CRC-32 of bytes that follow others. Loads `node:zlib` on first use.
 *
 * @param before The CRC-32 of the preceding bytes; 0 if there are none.
 */
function crc32(bytes: Uint8Array, before = 0): number {
  return process.getBuiltinModule('node:zlib').crc32(bytes, before)
}
