import type { ByteIterator } from '@reportline/documents'
import { DocumentError } from '@reportline/documents'
import { crc32 } from './crc32.ts'
import type { DocumentSource } from './document-source.ts'
import { type DocumentFetch, pause } from './fetch-with-retry.ts'
import { mayBeSameVersion, ReplayCheck } from './replay-check.ts'
import type { DocumentRange, StoreResponse } from './store-response.ts'

/** So many breaks in a row are mended, as long as none of the pieces between them is long. */
const maxConsecutiveBreaks = 5
/** A piece this long shows that the download comes along. Bytes. */
const progressBytes = 1_048_576

const over = { done: true, value: undefined } as const

/** The bytes of a document, from as many answers of the store as it takes. No generator: each piece goes through here. */
export class DownloadedBytes implements ByteIterator {
  readonly #source: DocumentSource
  readonly #ask: DocumentFetch
  readonly #signal: AbortSignal
  #answer: StoreResponse
  /** What of the answer has been delivered before. */
  #repetition: ReplayCheck | undefined
  /** Whether what was delivered is known to be of the answer's version. */
  #vouched = true
  #delivered = 0
  /** TakeResult only where no ETag tells the version. */
  #checksum = 0
  #deliveredBefore = 0
  #breaks = 0
  #ended = false

  constructor(source: DocumentSource, first: StoreResponse, ask: DocumentFetch, signal: AbortSignal) {
    this.#source = source
    this.#answer = first
    this.#ask = ask
    this.#signal = signal
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      while (!this.#ended) {
        const piece = await this.#read()
        if (piece === 'end') break
        if (piece === 'break') await this.#goOn()
        else if (piece.length > 0) return { done: false, value: this.#deliver(piece) }
      }
    } catch (error) {
      await this.return()
      throw error
    }
    return this.return()
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#ended = true
    await this.#answer.body.close()
    return over
  }

  /** The next new bytes of the answer. */
  async #read(): Promise<Uint8Array | 'end' | 'break'> {
    let piece: Uint8Array | undefined
    try {
      piece = await this.#answer.body.read()
    } catch (error) {
      if (this.#ended) return 'end'
      await this.#mend(error)
      return 'break'
    }
    if (this.#ended) return 'end'
    const repetition = this.#repetition
    if (piece !== undefined)
      return repetition === undefined || repetition.over ? piece : this.#beyond(repetition, piece)
    if (repetition?.over === false) throw this.#changed()
    const { total } = this.#answer
    return total === undefined || this.#delivered >= total ? 'end' : 'break'
  }

  #deliver(piece: Uint8Array): Uint8Array {
    this.#delivered += piece.length
    if (this.#answer.version.etag === undefined) this.#checksum = crc32(piece, this.#checksum)
    return piece
  }

  #beyond(repetition: ReplayCheck, piece: Uint8Array): Uint8Array {
    const beyond = repetition.take(piece)
    if (beyond === undefined) throw this.#changed()
    if (repetition.over) this.#vouched = true
    return beyond
  }

  /** Waits where the download may go on, and throws where it may not. */
  async #mend(error: unknown): Promise<void> {
    const cameAlong = this.#delivered - this.#deliveredBefore >= progressBytes
    this.#breaks = cameAlong ? 1 : this.#breaks + 1
    this.#deliveredBefore = this.#delivered
    if (!isBreak(error) || this.#breaks > maxConsecutiveBreaks) throw error
    await pause(this.#source, this.#breaks, this.#signal)
  }

  async #goOn(): Promise<void> {
    const before = this.#answer
    await before.body.close()
    const answer = await this.#ask(this.#rest())
    this.#answer = answer
    this.#repetition = undefined
    if (this.#ended) await answer.body.close()
    if (this.#delivered === 0) return
    if (!mayBeSameVersion(before, answer)) throw this.#changed()
    if (answer.from === 0) {
      this.#vouched &&= before.version.etag !== undefined
      this.#repetition = new ReplayCheck(this.#delivered, this.#vouched ? undefined : this.#checksum)
    } else {
      this.#answer = { ...answer, total: answer.total ?? before.total, version: before.version }
    }
  }

  /** Where nothing was delivered, or something else may have been, there is no rest to ask for. */
  #rest(): DocumentRange | undefined {
    const { etag, date } = this.#answer.version
    const validator = etag ?? date
    if (validator === undefined || this.#delivered === 0 || !this.#vouched) return undefined
    return { from: this.#delivered, validator }
  }

  #changed(): DocumentError {
    const what =
      'the document store holds other bytes than when the download began. What has been delivered is not the whole ' +
      'document: read it again.'
    return new DocumentError({ code: 'CHANGED', reportDocumentId: this.#source.reportDocumentId, what })
  }
}

function isBreak(error: unknown): boolean {
  return error instanceof DocumentError && (error.code === 'TRUNCATED' || error.code === 'TIMEOUT')
}
