import { DocumentError } from './document-error.ts'

/** Bytes that a document may have where the caller says nothing: more than any report, less than most disks. */
const usualMost = 64 * 1024 ** 3
/** Up to here, however few bytes were stored for them, bytes are taken. */
const harmless = 256 * 1024 ** 2
/** What no table, JSON or XML of different records is compressed by; a bomb is by 1,000. */
const likelyRatio = 500

/** Counts what is read of a document, and stops what grows beyond measure. */
export interface SizeLimit {
  /** The bytes as they are stored. */
  stored(count: number): void
  /**
   * The bytes that are handed over.
   *
   * @throws DocumentError `TOO_LARGE`.
   */
  delivered(count: number): void
}

/** @throws TypeError unless it is a number of bytes, or Infinity. */
export function checkMaxBytes(maxBytes: number | undefined): void {
  const right = maxBytes === undefined || maxBytes === Number.POSITIVE_INFINITY || Number.isSafeInteger(maxBytes)
  if (!right || (maxBytes ?? 0) < 0) throw new TypeError('maxBytes must be a number of bytes, or Infinity')
}

/** @param maxBytes What the caller takes; where it is given, the ratio of the compression does not matter. */
export function sizeLimit(reportDocumentId: string, maxBytes: number | undefined): SizeLimit {
  const most = maxBytes ?? usualMost
  let stored = 0
  let delivered = 0
  return {
    stored(count) {
      stored += count
    },
    delivered(count) {
      delivered += count
      if (!isTooMuch(delivered, stored, maxBytes)) return
      if (delivered > most) throw tooLarge(reportDocumentId, `it has more than ${most} bytes`)
      throw tooLarge(reportDocumentId, `its first ${stored} bytes unpack to more than ${likelyRatio} times as many`)
    },
  }
}

/** Whether a document has more bytes than the caller takes, or unpacks to more than anybody compresses in earnest. */
export function isTooMuch(delivered: number, stored: number, maxBytes: number | undefined): boolean {
  if (maxBytes !== undefined) return delivered > maxBytes
  return delivered > usualMost || (delivered > harmless && delivered > stored * likelyRatio)
}

export function tooLarge(reportDocumentId: string, why: string): DocumentError {
  const what = `${why}. Set the option maxBytes to as many as you want to take.`
  return new DocumentError({ code: 'TOO_LARGE', reportDocumentId, what })
}
