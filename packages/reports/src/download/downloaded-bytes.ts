import type { ByteIterator } from '@reportline/documents'
import { DocumentError } from '@reportline/documents'
import { crc32 } from './crc32.ts'
import type { DocumentSource } from './document-source.ts'
import { type DocumentFetch, retryDelay } from './fetch-with-retry.ts'
import { mayBeSameVersion, ReplayCheck } from './replay-check.ts'
import type { DocumentRange, StoreResponse } from './store-response.ts'

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
    return totalBytes === undefined || this.#delivered >= totalBytes ? 'end' : 'interrupted'
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
