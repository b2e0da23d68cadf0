import { isGzip } from '../content/inflate.ts'
import { type ByteLimit, checkSentBytes, checkStoredBytes } from '../content/size-limit.ts'
import { inflatedLength } from '../storage/stored-file.ts'
import { type SavedDocument, writeFile } from '../storage/write-file.ts'
import type { StartDownload } from './archive.ts'

/** A document to download into a file. */
export interface DocumentToStore {
  readonly reportDocumentId: string
  readonly download: StartDownload
  readonly signal: AbortSignal
  readonly limit?: ByteLimit | undefined
}

/** A document that has been stored. */
export interface StoredDocument extends SavedDocument {
  readonly contentType: string | undefined
  readonly compressed: boolean
  readonly inflatedBytes: number
}

/**
 * Downloads a document into a file and inflates it once, to check that it is complete. The reader's limit applies to
 * both.
 *
 * @throws DocumentError. No file is left then.
 */
export async function storeDocument(
  path: string,
  { reportDocumentId, download, signal, limit = { maxBytes: undefined, of: 'inflated' } }: DocumentToStore,
): Promise<StoredDocument> {
  let contentType: string | undefined
  let sentBytes: number | undefined
  let inflatedBytes = 0
  let storedBytes = 0
  let head: Uint8Array = new Uint8Array(0)
  const open = async () => {
    const opened = await download(signal, limit)
    contentType = opened.contentType
    sentBytes = opened.sentBytes
    return opened.body
  }
  const onChunk = (chunk: Uint8Array) => {
    if (head.length < 2) head = Buffer.concat([head, chunk.subarray(0, 2)])
    storedBytes += chunk.length
    checkStoredBytes(reportDocumentId, storedBytes, limit)
    checkSentBytes(reportDocumentId, storedBytes, sentBytes, limit)
  }
  const check = async (temporary: string) => {
    inflatedBytes = await inflatedLength({ reportDocumentId, path: temporary, sentBytes, signal }, maxInflated(limit))
  }
  const saved = await writeFile(path, { reportDocumentId, open, onChunk, signal, check })
  return { ...saved, contentType, inflatedBytes, compressed: isGzip(head) }
}

/** A reader of the stored bytes never inflates them, so the inflated bytes are only counted. */
function maxInflated({ maxBytes, of }: ByteLimit): number | undefined {
  return of === 'stored' ? Number.POSITIVE_INFINITY : maxBytes
}
