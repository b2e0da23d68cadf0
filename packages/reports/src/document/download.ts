import { crc32 } from 'node:zlib'
import type { AddressBook } from './address-book.ts'
import { type AskStore, askAgain, pause } from './ask-again.ts'
import type { OpenedBytes } from './document-content.ts'
import { DocumentError } from './document-error.ts'
import type { DocumentSource } from './document-source.ts'
import type { StoreAnswer, WantedRest } from './store-answer.ts'

/** So many breaks in a row are mended, as long as none of the pieces between them is long. */
const mostBreaks = 5
/** A piece this long shows that the download comes along. Bytes. */
const longPiece = 1_048_576

/**
 * Begins to download a document: asks for its address only now, since it works for minutes at most. A body that breaks
 * off is continued by asking for the rest (`Range` and `If-Range`), several times. Where the store sends the whole
 * document once more, what had been delivered is passed over and compared, so that a reader never gets parts of two
 * different documents.
 *
 * @param signal Ends the download.
 * @throws DocumentError, or what asking for the address throws; the body throws the same.
 */
export async function download(source: DocumentSource, book: AddressBook, signal: AbortSignal): Promise<OpenedBytes> {
  const ask = askAgain(source, book, signal)
  const first = await ask(undefined)
  return { contentType: first.contentType, length: first.total, body: wholeBody(source, first, ask, signal) }
}

/** What has been delivered: enough to recognize it. */
interface Delivered {
  length: number
  /** Taken only where no ETag tells the version. */
  checksum: number
}

/** An answer after a break. */
interface Continuation extends StoreAnswer {
  /** Whether its ETag says that it is the same document. */
  readonly vouched?: boolean
}

async function* wholeBody(
  source: DocumentSource,
  first: StoreAnswer,
  ask: AskStore,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const delivered: Delivered = { length: 0, checksum: 0 }
  let answer: Continuation = first
  let breaks = 0
  for (;;) {
    const before = delivered.length
    try {
      for await (const chunk of newBytes(source, answer, delivered)) {
        delivered.length += chunk.length
        if (answer.version.etag === undefined) delivered.checksum = crc32(chunk, delivered.checksum)
        yield chunk
      }
      if (answer.total === undefined || delivered.length >= answer.total) return
    } catch (error) {
      breaks = delivered.length - before >= longPiece ? 1 : breaks + 1
      if (!isBreak(error) || breaks > mostBreaks) throw error
      await pause(source, breaks, signal)
    }
    const next = await ask(restOf(answer, delivered))
    answer = delivered.length === 0 ? next : await continued(source, answer, next)
  }
}

function isBreak(error: unknown): boolean {
  return error instanceof DocumentError && (error.code === 'TRUNCATED' || error.code === 'TIMEOUT')
}

/** Where nothing was delivered there is no rest to ask for. */
function restOf({ version }: StoreAnswer, { length }: Delivered): WantedRest | undefined {
  const validator = version.etag ?? version.date
  return validator === undefined || length === 0 ? undefined : { from: length, validator }
}

/** @throws DocumentError `CHANGED` for an answer that is of another document than the one that was delivered in part. */
async function continued(source: DocumentSource, before: StoreAnswer, answer: StoreAnswer): Promise<Continuation> {
  if (!mayBeSame(before, answer)) {
    await answer.discard()
    throw changed(source)
  }
  const { etag } = before.version
  if (answer.from === 0) return { ...answer, vouched: etag !== undefined }
  return { ...answer, total: answer.total ?? before.total, version: before.version }
}

/**
 * Two ETags decide. Where one is missing, the rest must come from a document of the same length and date; the whole that
 * is sent in its place will be compared with what was delivered, unless an ETag had promised more than that.
 */
function mayBeSame(before: StoreAnswer, answer: StoreAnswer): boolean {
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

/** What the answer has beyond what was delivered. */
async function* newBytes(
  source: DocumentSource,
  { from, body, vouched }: Continuation,
  delivered: Readonly<Delivered>,
): AsyncGenerator<Uint8Array> {
  const known = delivered.length
  if (from > 0 || known === 0) {
    yield* body
    return
  }
  let passed = 0
  let checksum = 0
  for await (const chunk of body) {
    if (passed === known) {
      yield chunk
      continue
    }
    const repeated = chunk.subarray(0, known - passed)
    checksum = crc32(repeated, checksum)
    passed += repeated.length
    if (passed < known) continue
    if (vouched !== true && checksum !== delivered.checksum) throw changed(source)
    if (repeated.length < chunk.length) yield chunk.subarray(repeated.length)
  }
  if (passed < known) throw changed(source)
}

function changed({ reportDocumentId }: DocumentSource): DocumentError {
  const what =
    'the document store holds other bytes than when the download began. What has been delivered is not the whole ' +
    'document: read it again.'
  return new DocumentError({ code: 'CHANGED', reportDocumentId, what })
}
