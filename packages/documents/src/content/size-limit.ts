import { DocumentError } from './document-error.ts'

/** Default limit in bytes: larger than any report, smaller than most disks. */
const defaultMaxBytes = 64 * 1024 ** 3
/** Up to this many bytes, the compression ratio is not checked. */
const ratioCheckedAbove = 256 * 1024 ** 2
/** Tables, JSON and XML with distinct records compress less than this; a decompression bomb reaches about 1,000. */
const maxRatio = 500
/** A gzip file is never larger than its content by more than its header and 1 % (RFC 1952, with a generous header). */
const gzipOverhead = { ratio: 1.01, bytes: 1_048_576 }

/** How many bytes a reader accepts, and whether it counts them as they are stored or after inflating. */
export interface ByteLimit {
  /** Maximum number of bytes. Defaults to 64 GiB and a limit on the compression ratio. */
  readonly maxBytes: number | undefined
  readonly of: 'stored' | 'inflated'
}

/** Counts the bytes of one document and throws when there are too many. */
export interface SizeLimit {
  /** Counts bytes as they are stored. */
  stored(count: number): void
  /**
   * Counts bytes that the reader returns.
   *
   * @throws DocumentError `TOO_LARGE`.
   */
  delivered(count: number): void
}

/** @throws TypeError unless `maxBytes` is undefined, a whole number of bytes, or Infinity. */
export function checkMaxBytes(maxBytes: number | undefined): void {
  if (maxBytes === undefined || maxBytes === Number.POSITIVE_INFINITY) return
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new TypeError('maxBytes must be a whole number of bytes, or Infinity')
  }
}

/**
 * @param maxBytes Maximum number of bytes. If set, the compression ratio is not checked.
 * @param sentBytes The `sentBytes` of the opened document. If set, it replaces the bytes that are counted as stored.
 */
export function sizeLimit(reportDocumentId: string, maxBytes: number | undefined, sentBytes?: number): SizeLimit {
  const max = maxBytes ?? defaultMaxBytes
  let stored = sentBytes ?? 0
  let delivered = 0
  return {
    stored(count) {
      if (sentBytes === undefined) stored += count
    },
    delivered(count) {
      delivered += count
      if (!exceedsLimit(delivered, stored, maxBytes)) return
      if (delivered > max) throw tooLarge(reportDocumentId, `it has more than ${max} bytes`)
      throw tooLarge(reportDocumentId, sentBytes === 0 ? unknownRatio : tooHighRatio(stored))
    },
  }
}

const unknownRatio =
  `the document store sent it with HTTP compression and without its length, and it inflates to more than ` +
  `${ratioCheckedAbove} bytes`

function tooHighRatio(stored: number): string {
  return `its first ${stored} bytes inflate to more than ${maxRatio} times their size`
}

/** Returns whether a document has more bytes than allowed, or inflates to more than 500 times its compressed size. */
export function exceedsLimit(delivered: number, stored: number, maxBytes: number | undefined): boolean {
  if (maxBytes !== undefined) return delivered > maxBytes
  return delivered > defaultMaxBytes || (delivered > ratioCheckedAbove && delivered > stored * maxRatio)
}

/**
 * Checks the number of bytes stored for a reader before their contents are known.
 *
 * @throws DocumentError `TOO_LARGE` if they are too many even for compressed bytes.
 */
export function checkStoredBytes(reportDocumentId: string, stored: number, { maxBytes, of }: ByteLimit): void {
  const max = maxBytes ?? defaultMaxBytes
  const maxStored = of === 'stored' ? max : max * gzipOverhead.ratio + gzipOverhead.bytes
  if (stored > maxStored) throw tooLarge(reportDocumentId, `it has more than ${max} bytes`)
}

/**
 * Checks a document that HTTP has inflated while its bytes are stored.
 *
 * @param sentBytes The `sentBytes` of the opened document.
 * @throws DocumentError `TOO_LARGE` if the bytes are too many for those that were sent. Not if the reader set `maxBytes`.
 */
export function checkSentBytes(
  reportDocumentId: string,
  stored: number,
  sentBytes: number | undefined,
  { maxBytes }: ByteLimit,
): void {
  if (sentBytes === undefined || maxBytes !== undefined || !exceedsLimit(stored, sentBytes, undefined)) return
  throw tooLarge(reportDocumentId, sentBytes === 0 ? unknownRatio : tooHighRatio(sentBytes))
}

export function tooLarge(reportDocumentId: string, why: string): DocumentError {
  const what = `${why}. Raise the option maxBytes to read it.`
  return new DocumentError({ code: 'TOO_LARGE', reportDocumentId, what })
}
