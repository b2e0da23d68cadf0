import type { OpenedBytes } from '@reportline/documents'
import type { AddressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { DownloadedBytes } from './downloaded-bytes.ts'
import { fetchWithRetry } from './fetch-with-retry.ts'

/**
 * Starts the download of a document. The address is requested only now, because it is valid for a few minutes at most.
 *
 * An interrupted download is resumed several times by requesting the rest (`Range` and `If-Range`). If the document store
 * sends the whole document again, the bytes that were already delivered are skipped and compared, so that a reader never
 * gets parts of two different documents.
 *
 * @param signal Aborts the download.
 * @throws DocumentError, and any error of the request for the address. The body throws the same errors.
 */
export async function download(
  source: DocumentSource,
  addresses: AddressCache,
  signal: AbortSignal,
): Promise<OpenedBytes> {
  const fetchDocument = fetchWithRetry(source, addresses, signal)
  const first = await fetchDocument(undefined)
  const { contentType, totalBytes } = first
  return { contentType, length: totalBytes, body: new DownloadedBytes(source, first, fetchDocument, signal) }
}
