import {
  archivedSource,
  type ContentSource,
  type OpenedBytes,
  type ReportDocument,
  readableDocument,
} from '@reportline/documents'
import { type AddressCache, addressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { DownloadedBytes } from './downloaded-bytes.ts'
import { fetchWithRetry } from './fetch-document.ts'

/** Creates the handle of a document that is downloaded when it is read. Inspecting the handle shows only its identifier. */
export function downloadedDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, fallbackCharset, archive, origin, clock } = source
  const addresses = addressCache(source)
  const content: ContentSource = {
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset,
    open: (signal) => download(source, addresses, signal),
    onOpened: (opened) => source.onEvent({ type: 'document', reportDocumentId, ...opened }),
  }
  const document = { ...origin, reportDocumentId, reportType, marketplaceIds }
  return readableDocument(archive ? archivedSource(content, archive, document, () => clock.now()) : content)
}

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
async function download(source: DocumentSource, addresses: AddressCache, signal: AbortSignal): Promise<OpenedBytes> {
  const fetchDocument = fetchWithRetry(source, addresses, signal)
  const first = await fetchDocument(undefined)
  const { contentType, totalBytes } = first
  return { contentType, length: totalBytes, body: new DownloadedBytes(source, first, fetchDocument, signal) }
}
