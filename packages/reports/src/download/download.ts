import type { OpenedBytes } from '@reportline/documents'
import type { AddressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { DownloadedBytes } from './downloaded-bytes.ts'
import { fetchWithRetry } from './fetch-with-retry.ts'

/**
 * Begins to download a document: asks for its address only now, since it works for minutes at most. A body that breaks
 * off is continued by asking for the rest (`Range` and `If-Range`), several times. Where the store sends the whole
 * document once more, what had been delivered is passed over and compared, so that a reader never gets parts of two
 * different documents.
 *
 * @param signal Ends the download.
 * @throws DocumentError, or what asking for the address throws; the body throws the same.
 */
export async function download(source: DocumentSource, book: AddressCache, signal: AbortSignal): Promise<OpenedBytes> {
  const ask = fetchWithRetry(source, book, signal)
  const first = await ask(undefined)
  const { contentType, total } = first
  return { contentType, length: total, body: new DownloadedBytes(source, first, ask, signal) }
}
